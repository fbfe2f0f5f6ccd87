public import Evaluation
import FeatureExtraction
import Tables

/// How many of some leads will convert: the sum of their probabilities, with a 95 % interval.
///
/// The interval is for the number that will be counted. Its variance is what chance does to each lead,
/// `Σ p·(1 - p)`, and what the uncertainty of the coefficients does to all of them together,
/// `gᵀ·V·g` with `g = Σ p·(1 - p)·x` (the delta method). It says nothing of a rate that moves.
public struct ExpectedConversions: Sendable, Equatable {
  /// The sum of the probabilities.
  public let value: Double
  /// Where the count will be 19 times of 20, from 0 to the number of leads.
  public let interval: ConfidenceInterval

  /// In whole conversions: `312 (280–345)`.
  public var text: String {
    "\(value.fixed(0)) (\(interval.lower.fixed(0))–\(interval.upper.fixed(0)))"
  }
}

/// What leads add to the conversions to expect; sums are taken in the order of the leads.
struct ExpectedConversionsSum: Sendable {
  private var leadCount = 0
  private var conversions = 0.0
  private var chanceVariance = 0.0
  private var gradient: [Double]

  /// The sum over no leads.
  init(_ variance: LogOddsVariance) {
    gradient = Array(repeating: 0, count: variance.parameterCount)
  }

  /// The sum over a run of leads with their final probabilities.
  init(_ encoded: [EncodedFeature], probabilities: [Double], _ variance: LogOddsVariance) {
    self.init(variance)
    let spreads = probabilities.map { $0 * (1 - $0) }
    leadCount = probabilities.count
    conversions = probabilities.reduce(0, +)
    chanceVariance = spreads.reduce(0, +)
    variance.addTerms(of: encoded, weights: spreads, to: &gradient)
  }

  /// Adds the leads of another sum.
  mutating func add(_ other: ExpectedConversionsSum) {
    leadCount += other.leadCount
    conversions += other.conversions
    chanceVariance += other.chanceVariance
    for parameter in gradient.indices { gradient[parameter] += other.gradient[parameter] }
  }

  /// The conversions to expect of all leads added.
  func expected(_ variance: LogOddsVariance) -> ExpectedConversions {
    let margin =
      1.959963984540054 * (chanceVariance + variance.variance(ofSums: gradient)).squareRoot()
    return ExpectedConversions(
      value: conversions,
      interval: ConfidenceInterval(
        lower: max(0, conversions - margin), upper: min(Double(leadCount), conversions + margin)))
  }
}
