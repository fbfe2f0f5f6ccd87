public import FeatureExtraction
internal import RuleScoring
public import Tables

/// A column of leads in the bins that tell most about converting, with what each bin says.
///
/// Numbers are cut where an exact search over their quantiles finds most information; levels are
/// put in the order of their rates and cut the same way. Missing values and special codes have bins
/// of their own.
public struct BinnedCharacteristic: Sendable {
  /// One bin with its evidence.
  public struct Bin: Sendable, Equatable {
    /// The bin in words, such as `50 to 99` or `Retail, Health`.
    public let label: String
    /// The leads of the bin and the weight of evidence among them.
    public let evidence: EvidenceBin
  }

  /// What a bin asks of the column.
  enum Test: Sendable, Equatable {
    /// A number of at least the limit that no later bin takes; every number where there is none.
    case number(from: Double?)
    /// One special number.
    case special(Double)
    /// One of some levels.
    case levels([String])
    /// Any other level.
    case otherLevels
    /// No value.
    case missing
  }

  /// The name of the column.
  public let name: String
  /// Which of the three kinds of data it is.
  public let kind: FeatureKind
  /// How the rate runs over the bins of a number; nil for levels, which have no order.
  public let trend: BinTrend?
  /// The information value of all bins: from 0.02 on it tells a little, from 0.3 on a lot.
  public let informationValue: Double
  /// The bins: of numbers from the lowest, of levels from the lowest rate, then the others.
  public let bins: [Bin]
  /// What each bin asks, in the same order.
  let tests: [Test]
  /// The bin of each lead.
  let codes: [UInt8]

  /// The column in bins; nil when it has no values or all leads are in one bin.
  ///
  /// - Parameters:
  ///   - name: The name of the column.
  ///   - kind: Which kind of data it is.
  ///   - column: A number or a category of each lead.
  ///   - outcomes: Whether each lead converted.
  ///   - specials: Numbers that are codes and no quantities.
  ///   - rules: What a binning has to obey.
  /// - Throws: `ScorecardError`, for instance where all leads converted.
  public init?(
    name: String, kind: FeatureKind, column: Column, outcomes: [Bool], specials: [Double] = [],
    rules: BinningRules
  ) throws(ScorecardError) {
    self.name = name
    self.kind = kind
    if case .numbers(let numbers) = column.values {
      guard numbers.contains(where: { !$0.isNaN && !specials.contains($0) }) else { return nil }
      let cut = try NumberBinning(numbers, outcomes, specials: specials, rules: rules)
      (trend, tests, codes) = (cut.binning.trend, cut.tests, cut.codes)
      (bins, informationValue) = (Self.bins(cut.tests, cut.binning), cut.binning.informationValue)
    } else {
      let texts = (0..<column.count).map { column.isMissing($0) ? nil : column.text($0) }
      guard texts.contains(where: { $0 != nil }) else { return nil }
      let cut = try LevelBinning(texts, outcomes, rules: rules)
      (trend, tests, codes) = (nil, cut.tests, cut.codes)
      (bins, informationValue) = (Self.bins(cut.tests, cut.binning), cut.binning.informationValue)
    }
    guard bins.count > 1 else { return nil }
  }

  private static func bins(_ tests: [Test], _ binning: OptimalBinning) -> [Bin] {
    let evidence = binning.bins + binning.specials + (binning.missing.map { [$0] } ?? [])
    return zip(tests.indices, evidence).map { index, evidence in
      Bin(label: tests[index].label(before: tests.dropFirst(index + 1).first), evidence: evidence)
    }
  }
}

extension BinnedCharacteristic.Test {
  /// The bin in words; the next bin says where it ends.
  fileprivate func label(before next: BinnedCharacteristic.Test?) -> String {
    switch self {
    case .number(let lower):
      var upper: Double?
      if case .number(let start?)? = next { upper = start }
      return switch (lower, upper) {
      case (let lower?, let upper?): "\(lower.shortText) to below \(upper.shortText)"
      case (let lower?, nil): "\(lower.shortText) and more"
      case (nil, let upper?): "below \(upper.shortText)"
      case (nil, nil): "any number"
      }
    case .special(let code): return "= \(code.shortText)"
    case .levels(let levels): return levels.joined(separator: ", ")
    case .otherLevels: return "(other)"
    case .missing: return "(missing)"
    }
  }
}

/// Numbers in their best bins.
private struct NumberBinning {
  let binning: OptimalBinning
  let tests: [BinnedCharacteristic.Test]
  let codes: [UInt8]

  init(
    _ numbers: [Double], _ outcomes: [Bool], specials: [Double], rules: BinningRules
  ) throws(ScorecardError) {
    let prebins = try Prebins(values: numbers, outcomes: outcomes, specialValues: specials)
    let present = specials.indices.filter { prebins.specials[$0].rows > 0 }
    let binning = try OptimalBinning(
      prebins: prebins.counts, missing: prebins.missing.rows > 0 ? prebins.missing : nil,
      specials: present.map { prebins.specials[$0] }, rules: rules)
    let edges = prebins.edges(of: binning).map { edge in
      edge.shortest(above: numbers.reduce(-.infinity) { $1 < edge ? max($0, $1) : $0 })
    }
    let count = edges.count + 1
    tests =
      [.number(from: nil)] + edges.map { .number(from: $0) }
      + present.map { .special(specials[$0]) } + (binning.missing == nil ? [] : [.missing])
    codes = numbers.map { number in
      if number.isNaN { return UInt8(count + present.count) }
      if let place = present.firstIndex(where: { specials[$0] == number }) {
        return UInt8(count + place)
      }
      return UInt8(edges.firstIndex { number < $0 } ?? edges.count)
    }
    self.binning = binning
  }
}

/// Levels in the order of their rates, in their best bins.
private struct LevelBinning {
  let binning: OptimalBinning
  let tests: [BinnedCharacteristic.Test]
  let codes: [UInt8]

  init(_ texts: [String?], _ outcomes: [Bool], rules: BinningRules) throws(ScorecardError) {
    var counts: [String: OutcomeCount] = [:]
    var missing = OutcomeCount.zero
    for (text, outcome) in zip(texts, outcomes) {
      let one = OutcomeCount(events: outcome ? 1 : 0, nonevents: outcome ? 0 : 1)
      if let text { counts[text] = (counts[text] ?? .zero) + one } else { missing = missing + one }
    }
    // The frequent levels by name; the rest together.
    let byCount = counts.sorted { ($1.value.rows, $0.key) < ($0.value.rows, $1.key) }
    let kept = byCount.prefix(OptimalBinning.maximumPrebins - 1)
    let rest = byCount.dropFirst(kept.count).reduce(OutcomeCount.zero) { $0 + $1.value }
    var groups = kept.map { (level: Optional($0.key), count: $0.value) }
    if rest.rows > 0 { groups.append((nil, rest)) }
    func rate(_ count: OutcomeCount) -> Double { (count.events + 0.5) / (count.rows + 1) }
    groups.sort { (rate($0.count), $0.level ?? "") < (rate($1.count), $1.level ?? "") }
    let ordered = try BinningRules(
      trend: .ascending, maximumBins: rules.maximumBins, minimumShare: rules.minimumShare,
      minimumRateDifference: rules.minimumRateDifference, maximumPValue: rules.maximumPValue,
      objective: rules.objective)
    let binning = try OptimalBinning(
      prebins: groups.map(\.count), missing: missing.rows > 0 ? missing : nil, rules: ordered)
    var places: [String: Int] = [:]
    var other: Int?
    var tests: [BinnedCharacteristic.Test] = []
    for (bin, (start, end)) in zip([0] + binning.ends, binning.ends).enumerated() {
      let levels = groups[start..<end].map(\.level)
      for level in levels { if let level { places[level] = bin } else { other = bin } }
      let named = levels.compactMap { $0 }
      tests.append(named.isEmpty ? .otherLevels : .levels(named))
    }
    self.tests = tests + (binning.missing == nil ? [] : [.missing])
    codes = texts.map { text in
      UInt8(text.map { places[$0] ?? other ?? 0 } ?? tests.count)
    }
    self.binning = binning
  }
}

extension Double {
  /// The number of fewest digits that is no more than this one and above another: an edge that people
  /// can read and that parts the same leads.
  fileprivate func shortest(above lower: Double) -> Double {
    var unit = 1e-9
    while unit < 1e12 {
      let candidate = (self * unit).rounded(.down) / unit
      if candidate > lower, candidate <= self { return candidate }
      unit *= 10
    }
    return self
  }
}
