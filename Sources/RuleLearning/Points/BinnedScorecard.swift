public import FeatureExtraction
internal import LinearAlgebra
public import RuleScoring
public import ScoringModel
public import Tables
internal import Training

/// A scorecard as banks write it: optimal bins, their weight of evidence, and whole points.
///
/// The log odds of converting are fitted to the weights of evidence of all characteristics together,
/// so that characteristics that say the same share their points. One that tells too little, or that
/// speaks the other way beside the others, gets none.
public struct BinnedScorecard: Sendable {
  /// A characteristic with the points of its bins.
  public struct Row: Sendable {
    /// The characteristic.
    public let characteristic: BinnedCharacteristic
    /// The coefficient of its weight of evidence: 1 where nothing else says the same.
    public let coefficient: Double
    /// The points of each bin; the worst has 0.
    public let points: [Double]
  }

  /// Why a characteristic has no points.
  public enum Omission: String, Sendable {
    /// Its information value is below ``leastInformation``.
    case tellsTooLittle = "tells too little"
    /// Beside the others its weight of evidence counts the other way, or not at all.
    case speaksTheOtherWay = "says nothing that the others do not"
  }

  /// The information value below which a characteristic is left out.
  public static let leastInformation = 0.02

  /// The characteristics with points, the most informative first.
  public let rows: [Row]
  /// The characteristics without points.
  public let omitted: [(characteristic: BinnedCharacteristic, reason: Omission)]
  /// The points that double the odds.
  public let pointsToDoubleOdds: Double
  /// The log odds of a lead with 0 points.
  public let logOddsAtZero: Double
  /// The scorecard as a book that the rule engine runs.
  public let book: RuleBook

  /// Makes a scorecard of binned columns.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - characteristics: The columns in bins, of the same leads.
  ///   - outcomes: Whether each lead converted.
  ///   - pointsToDoubleOdds: The points that double the odds, above 0.
  ///   - tiers: Names and the lowest log odds of tiers, from the best; nil takes the rest.
  ///   - threads: The number of threads.
  /// - Throws: ``RuleLearningError/nothingToExport(model:)`` where no characteristic tells anything,
  ///   `FitError`, `ScorecardError` for a scale that is none, and what reading the book throws.
  public init(
    name: String, _ characteristics: [BinnedCharacteristic], outcomes: [Bool],
    pointsToDoubleOdds: Double = 20, tiers: [(name: String, lowestLogOdds: Double?)] = [],
    threads: Int = 1
  ) throws {
    let scale = try PointsScale(pointsToDoubleOdds: pointsToDoubleOdds)
    let sorted = characteristics.enumerated().sorted {
      ($1.element.informationValue, $0.offset) < ($0.element.informationValue, $1.offset)
    }.map(\.element)
    var kept = sorted.filter { $0.informationValue >= Self.leastInformation }
    var omitted = sorted.filter { $0.informationValue < Self.leastInformation }
      .map { (characteristic: $0, reason: Omission.tellsTooLittle) }
    var fit = try EvidenceFit(kept, outcomes: outcomes, threads: threads)
    while let worst = kept.indices.min(by: { fit.slopes[$0] < fit.slopes[$1] }),
      fit.slopes[worst] <= 0
    {
      omitted.append((kept.remove(at: worst), .speaksTheOtherWay))
      fit = try EvidenceFit(kept, outcomes: outcomes, threads: threads)
    }
    guard !kept.isEmpty else { throw RuleLearningError.nothingToExport(model: name) }
    var zero = fit.intercept
    var rows: [Row] = []
    for (characteristic, slope) in zip(kept, fit.slopes) {
      let logOdds = characteristic.bins.map { slope * $0.evidence.weightOfEvidence }
      let lowest = logOdds.min() ?? 0
      zero += lowest
      rows.append(
        Row(
          characteristic: characteristic, coefficient: slope,
          points: logOdds.map { ((scale.factor * ($0 - lowest)).rounded()) + 0 }))
    }
    let thresholds = tiers.map { tier in
      (
        name: tier.name,
        threshold: tier.lowestLogOdds.map { ((($0 - zero) * scale.factor).rounded()) + 0 }
          ?? -.infinity
      )
    }
    let falling = thresholds.indices.filter {
      $0 == 0 || thresholds[$0].threshold < thresholds[$0 - 1].threshold
    }
    book = try RuleBook(
      name: name, groups: rows.map(\.draft), tiers: falling.map { thresholds[$0] })
    self.rows = rows
    self.omitted = omitted
    self.pointsToDoubleOdds = pointsToDoubleOdds
    logOddsAtZero = zero
  }

  /// The columns of a table that a model reads, in their best bins.
  ///
  /// - Parameters:
  ///   - model: The model, for the columns and their kinds.
  ///   - table: The leads to learn from.
  ///   - outcomes: Whether each converted.
  ///   - specials: Numbers of a column that are codes and no quantities.
  ///   - rules: What a binning has to obey.
  /// - Throws: `ScorecardError`.
  /// - Returns: One element per column that has values and more than one bin.
  public static func characteristics(
    of model: ScoringModel, in table: Table, outcomes: [Bool], specials: [String: [Double]] = [:],
    rules: BinningRules
  ) throws(ScorecardError) -> [BinnedCharacteristic] {
    var seen: Set<String> = []
    var characteristics: [BinnedCharacteristic] = []
    for feature in model.extractor.features {
      for name in feature.columns where seen.insert(name).inserted {
        guard let column = table[name],
          let characteristic = try BinnedCharacteristic(
            name: name, kind: feature.kind, column: column, outcomes: outcomes,
            specials: specials[name] ?? [], rules: rules)
        else { continue }
        characteristics.append(characteristic)
      }
    }
    return characteristics
  }
}

extension BinnedScorecard.Row {
  /// The bins as rules of which the first that fits gives the points.
  fileprivate var draft: RuleGroupDraft {
    let (name, kind) = (characteristic.name, characteristic.kind)
    var rules: [(condition: RuleGroupDraft.Condition, points: Double)] = []
    var numbers: [(condition: RuleGroupDraft.Condition, points: Double)] = []
    for (test, points) in zip(characteristic.tests, points) {
      switch test {
      case .number(let lower): numbers.append((.number(column: name, min: lower), points))
      case .special(let code): rules.append((.values(column: name, [code.shortText]), points))
      case .levels(let levels): rules.append((.exactly(column: name, levels), points))
      case .missing: rules.append((.missing(column: name), points))
      case .otherLevels: continue
      }
    }
    rules += numbers.reversed()
    // Levels that were never seen say nothing: a weight of evidence of 0.
    if characteristic.trend == nil { rules.append((.number(column: name, min: nil), unseen)) }
    return RuleGroupDraft(name: name, kind: kind, rules: rules)
  }

  /// The points of a level that has no bin: those of the rare levels, or else the mean of all leads.
  private var unseen: Double {
    if let other = characteristic.tests.firstIndex(of: .otherLevels) { return points[other] }
    let counts = characteristic.bins.map(\.evidence.count.rows)
    let rows = counts.reduce(0, +)
    guard rows > 0 else { return 0 }
    return (zip(counts, points).reduce(0) { $0 + $1.0 * $1.1 } / rows).rounded() + 0
  }
}

/// One logistic fit of outcomes to weights of evidence.
private struct EvidenceFit {
  let intercept: Double
  let slopes: [Double]

  init(_ characteristics: [BinnedCharacteristic], outcomes: [Bool], threads: Int) throws {
    let count = characteristics.count
    guard count > 0 else {
      (intercept, slopes) = (0, [])
      return
    }
    var elements = [Double](repeating: 0, count: outcomes.count * count)
    for (place, characteristic) in characteristics.enumerated() {
      let weights = characteristic.bins.map(\.evidence.weightOfEvidence)
      for (row, code) in characteristic.codes.enumerated() {
        elements[row * count + place] = weights[Int(code)]
      }
    }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: outcomes.count, columnCount: count, elements: elements),
      factors: [])
    let fit = try LogisticRegression.fit(
      matrix, outcomes: outcomes.map { $0 ? 1 : 0 },
      penalty: RidgePenalty(lambda: 0.1 / Double(max(outcomes.count, 1))), threads: threads)
    let coefficients = WaldInference(fit).coefficients
    intercept = coefficients.first.flatMap { $0?.estimate } ?? 0
    slopes = (0..<count).map { coefficients[$0 + 1]?.estimate ?? 0 }
  }
}
