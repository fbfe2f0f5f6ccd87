import Evaluation
import ScoringModel
import Tables

/// How well the model should do tonight if its probabilities are true, before anything is known.
///
/// Confidence-based estimation: every lead converts with its own probability, which gives expected
/// conversions, the expected share of them in the top tier, and an expected AUC. Valid only while
/// probabilities are calibrated; a fall says that tonight's leads are harder to tell apart, not that
/// the model is wrong.
struct ExpectedPerformance {
  let model: ScoringModel
  let reference: ReferencePopulation

  func finding(_ night: Night) -> Finding {
    let leads = zip(night.logOdds, night.probabilities).filter { $0.0.isFinite }
    guard let now = ExpectedPerformance.auc(leads), let before = expectedInTraining,
      min(now.conversions, Double(leads.count) - now.conversions)
        >= Double(MonitorLimits.events.judge)
    else {
      return Finding(
        .expected, "scores", against: .training, referenceCount: reference.rows,
        count: leads.count, .notEnoughData)
    }
    let fall = before.value - now.value
    let limit = max(MonitorLimits.auc, 2.576 * now.standardError)
    return Finding(
      .expected, "scores", against: .training, value: now.value, critical: before.value - limit,
      referenceCount: reference.rows, count: leads.count, fall > limit ? .warn : .ok,
      note: "\(before.value.fixed(3)) among the leads of training;"
        + " \(now.conversions.fixed(1)) conversions to expect" + top(leads)
        + "; holds while probabilities are calibrated")
  }

  /// What to expect of the top tier.
  private func top(_ leads: [(logOdds: Double, probability: Double)]) -> String {
    guard let tier = model.tiers.first else { return "" }
    let inside = leads.filter { model.tiers.index(logOdds: $0.logOdds) == 0 }
    guard !inside.isEmpty else { return "" }
    let rate = inside.reduce(0) { $0 + $1.probability } / Double(inside.count)
    return ", \((rate * 100).fixed(1)) % of \(tier.name.displayed())"
  }

  /// The same of the training leads, by the quantiles of their scores.
  private var expectedInTraining: (value: Double, standardError: Double, conversions: Double)? {
    ExpectedPerformance.auc(
      reference.scores.quantiles.map { logOdds in
        (logOdds, model.calibration?.probability(atLogOdds: logOdds) ?? logistic(logOdds))
      })
  }

  /// The AUC to expect of leads that convert with the probabilities given, its standard error after
  /// Hanley and McNeil (1982), and the conversions; nil where no pair can be expected.
  ///
  /// `Σ p_i (1 − p_j) [s_i > s_j] + ½ [s_i = s_j]` over `Σ p_i (1 − p_j)`, pairs of a lead with itself
  /// left out.
  static func auc(_ leads: [(logOdds: Double, probability: Double)]) -> (
    value: Double, standardError: Double, conversions: Double
  )? {
    let sorted = leads.sorted { ($0.logOdds, $0.probability) < ($1.logOdds, $1.probability) }
    var (wins, below, start) = (0.0, 0.0, 0)
    var (conversions, itself) = (0.0, 0.0)
    while start < sorted.count {
      var end = start
      var (tiedWins, tiedLosses, tiedItself) = (0.0, 0.0, 0.0)
      while end < sorted.count, sorted[end].logOdds == sorted[start].logOdds {
        let p = sorted[end].probability
        tiedWins += p
        tiedLosses += 1 - p
        tiedItself += p * (1 - p)
        end += 1
      }
      wins += tiedWins * below + (tiedWins * tiedLosses - tiedItself) / 2
      below += tiedLosses
      conversions += tiedWins
      itself += tiedItself
      start = end
    }
    let pairs = conversions * below - itself
    guard pairs > 0 else { return nil }
    let a = wins / pairs
    let (ones, zeros) = (max(1, conversions), max(1, below))
    let variance =
      (a * (1 - a) + (ones - 1) * (a / (2 - a) - a * a)
        + (zeros - 1) * (2 * a * a / (1 + a) - a * a)) / (ones * zeros)
    return (a, max(variance, 0).squareRoot(), conversions)
  }
}
