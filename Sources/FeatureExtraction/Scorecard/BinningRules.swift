/// What a binning has to obey, and what it is to make as large as possible.
public struct BinningRules: Sendable, Equatable {
  /// What a binning makes as large as possible.
  public enum Objective: String, Sendable, Equatable, Codable, CaseIterable {
    /// The information value: the symmetric divergence between conversions and other rows.
    case informationValue
    /// The log likelihood of outcomes, were each bin's rate its rows' probability.
    case logLikelihood
  }

  /// How the rate must run; `nil` chooses by the counts.
  public let trend: BinTrend?
  /// The largest number of ordinary bins.
  public let maximumBins: Int
  /// The smallest share of all ordinary rows in a bin.
  public let minimumShare: Double
  /// The smallest difference between the rates of neighbours.
  public let minimumRateDifference: Double
  /// The largest p-value between neighbours, of a pooled two-sided z test of two rates.
  public let maximumPValue: Double
  /// What is made as large as possible.
  public let objective: Objective
  /// Where the trend is chosen, the part by which a turning rate must raise the objective above
  /// the best monotone one to be preferred.
  public let turningGain: Double

  /// Sets the rules.
  ///
  /// Where no partition obeys, the result is a single bin.
  ///
  /// - Parameters:
  ///   - trend: How the rate must run; `nil` tries every trend but ``BinTrend/free``.
  ///   - maximumBins: The largest number of ordinary bins, at least one.
  ///   - minimumShare: The smallest share of all ordinary rows in a bin, in [0, 1].
  ///   - minimumRateDifference: The smallest difference between neighbours' rates, in [0, 1].
  ///   - maximumPValue: The largest p-value between neighbours, in [0, 1]; 1 tests nothing.
  ///   - objective: What is made as large as possible.
  ///   - turningGain: At least 0, where the highest objective wins whatever its trend.
  /// - Throws: ``ScorecardError/ruleOutOfRange(name:value:)``.
  public init(
    trend: BinTrend? = nil, maximumBins: Int = 8, minimumShare: Double = 0.05,
    minimumRateDifference: Double = 0, maximumPValue: Double = 1,
    objective: Objective = .informationValue, turningGain: Double = 0.1
  ) throws(ScorecardError) {
    guard maximumBins >= 1 else {
      throw .ruleOutOfRange(name: "maximum bins", value: Double(maximumBins))
    }
    for (name, value) in [
      ("minimum share", minimumShare), ("minimum rate difference", minimumRateDifference),
      ("maximum p-value", maximumPValue),
    ] where !(0...1 ~= value) {
      throw .ruleOutOfRange(name: name, value: value)
    }
    guard turningGain >= 0, turningGain < .infinity else {
      throw .ruleOutOfRange(name: "turning gain", value: turningGain)
    }
    self.trend = trend
    self.maximumBins = maximumBins
    self.minimumShare = minimumShare
    self.minimumRateDifference = minimumRateDifference
    self.maximumPValue = maximumPValue
    self.objective = objective
    self.turningGain = turningGain
  }
}
