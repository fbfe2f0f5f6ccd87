import Evaluation
public import ScoringModel
import Tables

/// What became of leads scored before: do probabilities add up, does the ranking still rank.
public struct PerformanceChecks: Sendable {
  let cohort: ScoredCohort
  private let model: ScoringModel

  /// Checks of a cohort, beside what a model's holdout promised.
  public init(_ cohort: ScoredCohort, model: ScoringModel) {
    self.cohort = cohort
    self.model = model
  }

  /// All checks that the cohort allows.
  public var findings: [Finding] { mature + early + rules + known }

  private var events: Int { cohort.outcomes.count { $0 } }
  private var count: Int { cohort.outcomes.count }

  private var mature: [Finding] {
    guard
      let forecast = try? ProbabilityForecast(
        probabilities: cohort.probabilities, outcomes: cohort.outcomes)
    else { return [few(.calibration), few(.auc)] }
    return [calibration(forecast), slope(forecast), spiegelhalter(forecast), error(forecast), auc]
  }

  private func few(_ check: Finding.Check) -> Finding {
    Finding(
      check, "outcomes", against: .limit, count: count, .notEnoughData,
      note: "\(events) conversions of \(count) mature leads; at least"
        + " \(MonitorLimits.events.judge) are needed")
  }

  private var isJudged: Bool {
    min(events, count - events) >= MonitorLimits.events.judge
  }

  private func calibration(_ forecast: ProbabilityForecast) -> Finding {
    guard isJudged else { return few(.calibration) }
    let expected = forecast.probabilities.reduce(0, +)
    let variance = forecast.probabilities.reduce(0) { $0 + $1 * (1 - $1) }
    let ratio = Double(events) / expected
    let z = variance > 0 ? (Double(events) - expected) / variance.squareRoot() : 0
    let limits = MonitorLimits.calibration
    let isOff = !limits.ratio.contains(ratio) && z.magnitude > limits.deviate
    let half = 1.959963984540054 / Double(events).squareRoot()
    return Finding(
      .calibration, "outcomes", against: .limit, value: ratio,
      critical: ratio < 1 ? limits.ratio.lowerBound : limits.ratio.upperBound,
      count: count, pValue: NormalDistribution.twoSidedPValue(z),
      isOff && events >= MonitorLimits.events.warn ? .warn : .ok,
      note: "\(events) converted, \(expected.fixed(1)) expected"
        + " (ratio \((ratio * exponential(-half)).fixed(2)) to"
        + " \((ratio * exponential(half)).fixed(2))), z \(z.fixed(2))")
  }

  private func slope(_ forecast: ProbabilityForecast) -> Finding {
    guard isJudged, let line = forecast.calibrationLine() else { return few(.slope) }
    let slope = line.slope
    let isOff =
      !slope.interval.contains(1) && !MonitorLimits.calibration.ratio.contains(slope.value)
    return Finding(
      .slope, "outcomes", against: .limit, value: slope.value,
      critical: slope.value < 1
        ? MonitorLimits.calibration.ratio.lowerBound : MonitorLimits.calibration.ratio.upperBound,
      count: count, isOff && events >= MonitorLimits.events.alarm ? .alarm : .ok,
      note: "95 % interval \(slope.interval.lower.fixed(2)) to \(slope.interval.upper.fixed(2)),"
        + " intercept \(line.intercept.value.signed(2)) ± \(line.intercept.standardError.fixed(2))")
  }

  private func spiegelhalter(_ forecast: ProbabilityForecast) -> Finding {
    guard isJudged, let test = SpiegelhalterTest(forecast) else { return few(.spiegelhalter) }
    return Finding(
      .spiegelhalter, "outcomes", against: .limit, value: test.z, count: count,
      pValue: test.pValue, .ok, note: "for information; the ratio and the slope sound alarms")
  }

  /// The calibration error is never held against a fixed limit: chance alone makes it large.
  private func error(_ forecast: ProbabilityForecast) -> Finding {
    guard isJudged, let table = try? ReliabilityTable(forecast) else {
      return few(.calibrationError)
    }
    let band = NullCalibrationError(forecast)
    return Finding(
      .calibrationError, "outcomes", against: .limit, value: table.expectedCalibrationError,
      critical: band.upper, count: count, .ok,
      note: "perfect probabilities would show \(band.lower.fixed(4)) to \(band.upper.fixed(4))")
  }

  private var auc: Finding {
    guard isJudged,
      let ranking = try? RankedOutcomes(scores: cohort.probabilities, outcomes: cohort.outcomes)
    else { return few(.auc) }
    let now = AUC(ranking)
    guard let holdout = model.training.holdout else {
      return Finding(
        .auc, "outcomes", against: .training, value: now.value, count: count, .ok,
        note: "the model has no holdout to compare with")
    }
    let before = (holdout.aucUpper - holdout.aucLower) / (2 * 1.959963984540054)
    let spread = (before * before + (now.variance ?? 0)).squareRoot()
    let limit = max(MonitorLimits.auc, 2.576 * spread)
    let fall = holdout.auc - now.value
    return Finding(
      .auc, "outcomes", against: .training, value: now.value, critical: holdout.auc - limit,
      referenceCount: holdout.rows, count: count,
      fall > limit && events >= MonitorLimits.events.warn ? .alarm : .ok,
      note: "\(now.interval.lower.fixed(3)) to \(now.interval.upper.fixed(3)); the holdout had"
        + " \(holdout.auc.fixed(3))" + top(ranking))
  }

  /// What the best tenth held.
  private func top(_ ranking: RankedOutcomes) -> String {
    guard let best = try? ranking.gains(atShare: 0.1) else { return "" }
    return "; the best 10 % held \((best.capturedShare * 100).fixed(0)) % of conversions,"
      + " \(best.lift.fixed(1)) times their share"
  }

  /// Conversions so far of leads whose window is not over, by how fast earlier ones converted.
  private var early: [Finding] {
    let delays = cohort.delays
    guard !cohort.young.isEmpty else { return [] }
    guard delays.count >= MonitorLimits.events.judge else {
      return [
        Finding(
          .early, "outcomes", against: .limit, count: cohort.young.count, .notEnoughData,
          note: "\(delays.count) mature conversions to learn the delay from; at least"
            + " \(MonitorLimits.events.judge) are needed")
      ]
    }
    var (expected, variance) = (0.0, 0.0)
    for lead in cohort.young {
      var (low, high) = (0, delays.count)
      while low < high {
        let middle = (low + high) / 2
        if delays[middle] <= lead.age { low = middle + 1 } else { high = middle }
      }
      let probability = lead.probability * Double(low) / Double(delays.count)
      expected += probability
      variance += probability * (1 - probability)
    }
    let observed = cohort.young.count { $0.hasConverted }
    guard variance > 0, expected >= 5 else {
      return [
        Finding(
          .early, "outcomes", against: .limit, count: cohort.young.count, .notEnoughData,
          note: "\(expected.fixed(1)) conversions expected so far")
      ]
    }
    let z = (Double(observed) - expected) / variance.squareRoot()
    let ratio = Double(observed) / expected
    let limits = MonitorLimits.calibration
    let isOff =
      z.magnitude > limits.deviate && !limits.ratio.contains(ratio)
      && max(Double(observed), expected) >= Double(MonitorLimits.events.judge)
    return [
      Finding(
        .early, "outcomes", against: .limit, value: ratio,
        critical: ratio < 1 ? limits.ratio.lowerBound : limits.ratio.upperBound,
        count: cohort.young.count, pValue: NormalDistribution.twoSidedPValue(z),
        isOff ? .warn : .ok,
        note: "\(observed) converted so far, \(expected.fixed(1)) expected, z \(z.fixed(2));"
          + " a first sign only")
    ]
  }

  private var rules: [Finding] {
    guard let points = cohort.points, isJudged,
      let difference = try? AUCDifference(
        reference: points, challenger: cohort.probabilities, outcomes: cohort.outcomes)
    else { return cohort.points == nil ? [] : [few(.rules)] }
    return [
      Finding(
        .rules, "outcomes", against: .limit, value: difference.value, critical: 0, count: count,
        pValue: difference.pValue,
        difference.value <= 0 && events >= MonitorLimits.events.warn ? .warn : .ok,
        note: "model \(difference.challenger.value.fixed(3)), rules"
          + " \(difference.reference.value.fixed(3)); difference"
          + " \(difference.interval.lower.signed(3)) to \(difference.interval.upper.signed(3))")
    ]
  }
}
