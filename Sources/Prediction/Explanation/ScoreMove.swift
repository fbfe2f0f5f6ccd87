import Evaluation
import ScoringModel
public import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why the score of a lead moved between two times, in parts that add up to the whole.
///
/// The lead is taken from the first state to the second in five steps, always in this order, each
/// with everything before it already done:
///
/// 1. *passing of time*: what was known at the first time, counted from the second;
/// 2. *new facts*: what became known in between;
/// 3. *model*: the other model's log odds for the same facts;
/// 4. *calibration*: how the other model turns log odds into probabilities;
/// 5. *limits*: its tier limits and the population that its 0–100 score counts against.
///
/// The share of a step in each number is the difference between two states, so the shares add up
/// to the change of the number exactly, but for rounding.
public struct ScoreMove: Sendable, Equatable {
  /// What a model says of a lead.
  public struct State: Sendable, Equatable {
    /// The log odds that belong to the probability, that is, after calibration.
    public let logOdds: Double
    /// The probability of a conversion.
    public let probability: Double
    /// The percentage of training leads that score lower.
    public let percentile: Double
    /// The tier.
    public let tier: String
  }

  /// Why a score may move.
  public enum Cause: String, Sendable, CaseIterable {
    /// The same facts are older.
    case passingOfTime = "passing of time"
    /// Something happened, or was learned of the lead.
    case newFacts = "new facts"
    /// Another model.
    case model
    /// Another calibration of probabilities.
    case calibration
    /// Other tier limits, and another population to count the score against.
    case limits
  }

  /// What one cause did.
  public struct Step: Sendable, Equatable {
    /// The cause.
    public let cause: Cause
    /// What it added to the log odds, to the probability and to the percentile.
    public let logOdds, probability, percentile: Double
    /// The tier after it.
    public let tier: String
    /// The features it changed, before calibration, the largest change first; only for time and
    /// facts.
    public let features: [FeatureChange]
  }

  /// A feature whose value or effect a step changed.
  public struct FeatureChange: Sendable, Equatable {
    /// The contribution before.
    public let before: ScoredLead.Contribution
    /// The contribution after.
    public let after: ScoredLead.Contribution

    /// What the change added to the log odds before calibration.
    public var logOdds: Double { after.logOdds - before.logOdds }
  }

  /// The lead at the first and at the second time.
  public let first, second: State
  /// One step per cause, in their order.
  public let steps: [Step]

  /// The move of one lead.
  ///
  /// - Parameters:
  ///   - before: The features as of the first time.
  ///   - aged: The facts of the first time, taken at the second.
  ///   - after: The features as of the second time, as the first model reads them.
  ///   - old: The model of the first time.
  ///   - now: The same as the second model reads them; nil where both read the same table.
  ///   - new: The model of the second time.
  /// - Precondition: every table has the lead as its only row.
  /// - Throws: `FeatureProblem` when a table lacks a column of a model.
  public init(
    before: Table, aged: Table, after: Table, from old: Predictor, now: Table? = nil,
    to new: Predictor
  ) throws {
    precondition([before, aged, after, now ?? after].allSatisfy { $0.rowCount == 1 })
    let (oldBefore, oldAged, oldAfter) = (
      try old.score(before)[0], try old.score(aged)[0], try old.score(after)[0]
    )
    let newAfter = try new.score(now ?? after)[0]
    let (was, becomes) = (old.model, new.model)
    let states = [
      State(oldBefore.logOdds, calibratedBy: was, limitsOf: was),
      State(oldAged.logOdds, calibratedBy: was, limitsOf: was),
      State(oldAfter.logOdds, calibratedBy: was, limitsOf: was),
      State(newAfter.logOdds, calibratedBy: was, limitsOf: was),
      State(newAfter.logOdds, calibratedBy: becomes, limitsOf: was),
      State(newAfter.logOdds, calibratedBy: becomes, limitsOf: becomes),
    ]
    let features = [
      ScoreMove.changes(oldBefore, oldAged), ScoreMove.changes(oldAged, oldAfter), [], [], [],
    ]
    steps = Cause.allCases.enumerated().map { index, cause in
      Step(
        cause: cause, logOdds: states[index + 1].logOdds - states[index].logOdds,
        probability: states[index + 1].probability - states[index].probability,
        percentile: states[index + 1].percentile - states[index].percentile,
        tier: states[index + 1].tier, features: features[index])
    }
    first = states[0]
    second = states[5]
  }

  private static func changes(_ before: ScoredLead, _ after: ScoredLead) -> [FeatureChange] {
    zip(before.contributions, after.contributions).filter { $0.0 != $0.1 }
      .map { FeatureChange(before: $0.0, after: $0.1) }
      .enumerated().sorted {
        (-$0.element.logOdds.magnitude, $0.offset) < (-$1.element.logOdds.magnitude, $1.offset)
      }.map(\.element)
  }
}

extension ScoreMove.State {
  /// The state of log odds under the calibration of one model and the limits of one.
  fileprivate init(_ raw: Double, calibratedBy model: ScoringModel, limitsOf limits: ScoringModel) {
    let calibrated = model.calibration?.probability(atLogOdds: raw)
    probability = calibrated ?? Interval.logistic(raw)
    logOdds = calibrated.map(State.logOdds) ?? raw
    percentile = limits.population.percentile(logOdds: raw)
    tier = limits.tiers[limits.tiers.index(logOdds: raw)].name
  }

  private typealias State = ScoreMove.State

  /// The log odds of a probability, those of the smallest and largest that can be told from 0 and
  /// 1 for these two.
  private static func logOdds(of probability: Double) -> Double {
    let inner = min(max(probability, 1e-15), 1 - 1e-15)
    return log(inner) - log1p(-inner)
  }
}
