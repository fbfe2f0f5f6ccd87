/// A bin of a characteristic with what it says about converting.
public struct EvidenceBin: Sendable, Equatable, Codable {
  /// The rows of the bin.
  public let count: OutcomeCount
  /// The weight of evidence, higher for what converts more often; see ``Evidence``.
  public let weightOfEvidence: Double
  /// The bin's part of the information value.
  public let informationValue: Double
  /// The bin's part of the Jensen–Shannon divergence, in nats.
  public let jensenShannon: Double

  init(_ count: OutcomeCount, evidence: Evidence) {
    self.count = count
    weightOfEvidence = evidence.weightOfEvidence(of: count)
    informationValue = evidence.informationValue(of: count)
    jensenShannon = evidence.jensenShannon(of: count)
  }
}

/// What the best binning of one trend achieves.
public struct TrendResult: Sendable, Equatable, Codable {
  /// How the rate runs.
  public let trend: BinTrend
  /// The number of ordinary bins.
  public let binCount: Int
  /// The information value, with missing and special bins.
  public let informationValue: Double
  /// The objective over ordinary bins: their information value or log likelihood.
  public let objective: Double
}

/// The contiguous binning of a characteristic that tells most about converting.
///
/// Found exactly among all partitions of the prebins that obey the rules. Missing values and each
/// special code have bins of their own, outside the order.
public struct OptimalBinning: Sendable, Equatable, Codable {
  /// How the rate runs over the ordinary bins.
  public let trend: BinTrend
  /// For each ordinary bin, the index after its last prebin.
  public let ends: [Int]
  /// The ordinary bins, in the order of the prebins.
  public let bins: [EvidenceBin]
  /// The bin of missing values; `nil` if none was declared.
  public let missing: EvidenceBin?
  /// The bins of special codes, in the order in which they were passed.
  public let specials: [EvidenceBin]
  /// The information value of all bins.
  public let informationValue: Double
  /// The Gini coefficient of all bins ranked by rate.
  public let gini: Double
  /// The Jensen–Shannon divergence between conversions and other rows over all bins, in nats.
  public let jensenShannon: Double
  /// What the best binning of each trend achieves, of all five trends whichever was chosen.
  public let trends: [TrendResult]

  /// The largest number of prebins searched.
  public static let maximumPrebins = 64

  /// Finds the best binning.
  ///
  /// With a trend to choose, the best monotone binning wins unless a peak or a valley raises the
  /// objective by the rules' ``BinningRules/turningGain``. ``BinTrend/free`` is reported and never
  /// chosen.
  ///
  /// - Parameters:
  ///   - prebins: The rows of each prebin in order, at most 64.
  ///   - missing: The rows whose value is missing; `nil` if there is no such bin.
  ///   - specials: The rows of each special code.
  ///   - rules: What the binning has to obey.
  /// - Throws: ``ScorecardError/noPrebins``, ``ScorecardError/tooManyPrebins(_:maximum:)``,
  ///   ``ScorecardError/countNotValid(index:)`` or ``ScorecardError/oneClass(events:nonevents:)``.
  public init(
    prebins: [OutcomeCount], missing: OutcomeCount? = nil, specials: [OutcomeCount] = [],
    rules: BinningRules
  ) throws(ScorecardError) {
    guard !prebins.isEmpty else { throw .noPrebins }
    guard prebins.count <= Self.maximumPrebins else {
      throw .tooManyPrebins(prebins.count, maximum: Self.maximumPrebins)
    }
    let outside = [missing].compactMap(\.self) + specials
    let all = prebins + outside
    if let index = all.firstIndex(where: { !$0.isValid }) { throw .countNotValid(index: index) }
    let evidence = try Evidence(totals: all.reduce(.zero, +))
    let candidates = BinCandidates(prebins: prebins, evidence: evidence, rules: rules)
    let partitions = BinTrend.allCases.map { trend in
      (
        trend: trend,
        partition: BinPartition(candidates, trend: trend, maximumBins: rules.maximumBins)
      )
    }
    let chosen = Self.choose(partitions, rules: rules, worst: candidates.singleBin)

    func bins(_ ends: [Int]) -> [EvidenceBin] {
      zip([0] + ends, ends).map { EvidenceBin(candidates.bin($0, $1 - 1), evidence: evidence) }
    }
    let beside = outside.map { EvidenceBin($0, evidence: evidence) }
    trend = chosen.trend
    ends = chosen.partition.ends
    self.bins = bins(ends)
    self.missing = missing.map { EvidenceBin($0, evidence: evidence) }
    self.specials = Array(beside.suffix(specials.count))
    let together = self.bins + beside
    informationValue = together.reduce(0) { $0 + $1.informationValue }
    gini = Evidence.gini(of: together.map(\.count))
    jensenShannon = together.reduce(0) { $0 + $1.jensenShannon }
    trends = partitions.map { trend, partition in
      TrendResult(
        trend: trend, binCount: partition.ends.count,
        informationValue: (bins(partition.ends) + beside).reduce(0) { $0 + $1.informationValue },
        objective: partition.value)
    }
  }

  private typealias Candidate = (trend: BinTrend, partition: BinPartition)

  /// The trend asked for; or the best monotone one, unless a turning one gains enough.
  private static func choose(
    _ candidates: [Candidate], rules: BinningRules, worst: BinPartition
  ) -> Candidate {
    let allowed = candidates.filter { candidate in
      rules.trend.map { $0 == candidate.trend } ?? (candidate.trend != .free)
    }
    return allowed.dropFirst().reduce(allowed[0]) { best, next in
      // Gains are counted from a single bin: a log likelihood has no zero of its own.
      let gain = best.partition.value - worst.value
      let turns = best.trend.isMonotone && !next.trend.isMonotone
      let bar = turns ? gain * (1 + rules.turningGain) : gain
      let slack = 1e-12 * max(1, best.partition.value.magnitude)
      return next.partition.value - worst.value > bar + slack ? next : best
    }
  }
}
