import Evaluation
import Tables

/// A condition that a model must meet before it may score, whatever it is compared with.
public struct QualityGate: Sendable, Equatable, Codable {
  /// What is asked.
  public let name: String
  /// Whether it holds.
  public let isPassed: Bool
  /// The numbers behind it.
  public let evidence: String

  enum CodingKeys: String, CodingKey {
    case name
    case isPassed = "passed"
    case evidence
  }

  /// The fewest conversions, and other leads, to judge a model by.
  public static let fewestEvents = 30

  /// The gates of a model on leads it has not seen.
  ///
  /// - Enough conversions and enough other leads, each at least ``fewestEvents``.
  /// - The lower limit of the AUC is above one half: the ranking is better than chance.
  /// - Observed over expected conversions within 0.80 and 1.25, or not further off than chance
  ///   takes it (|z| ≤ 2.576).
  static func gates(
    probabilities: [Double], outcomes: [Bool], auc: AUC
  ) -> [QualityGate] {
    let positives = outcomes.count { $0 }
    let negatives = outcomes.count - positives
    let totals = CalibrationTotals(probabilities: probabilities, outcomes: outcomes)
    return [
      QualityGate(
        name: "enough leads to judge by", isPassed: min(positives, negatives) >= fewestEvents,
        evidence: "\(positives) converted, \(negatives) did not; at least \(fewestEvents) each"),
      QualityGate(
        name: "better than chance", isPassed: auc.reportedInterval.lower > 0.5,
        evidence: "AUC \(auc.value.fixed(3)), at least \(auc.reportedInterval.lower.fixed(3))"),
      QualityGate(
        name: "probabilities add up", isPassed: !totals.isOff,
        evidence: "\(positives) conversions, \(totals.expected.fixed(1)) expected"
          + (totals.z.map { ", z \($0.fixed(2))" } ?? "")),
    ]
  }
}

/// Observed beside expected conversions.
struct CalibrationTotals {
  let observed: Int
  let expected: Double
  /// The difference in standard errors; nil when nothing was left to chance.
  let z: Double?

  init(probabilities: [Double], outcomes: [Bool]) {
    // Sorted, the sums are the same whatever the order of the rows.
    let sorted = probabilities.sorted()
    observed = outcomes.count { $0 }
    expected = sorted.reduce(0, +)
    let variance = sorted.reduce(0) { $0 + $1 * (1 - $1) }
    z = variance > 0 ? (Double(observed) - expected) / variance.squareRoot() : nil
  }

  /// Whether conversions are off by more than a quarter and by more than chance.
  var isOff: Bool {
    let ratio = Double(observed) / expected
    return !(0.8...1.25 ~= ratio) && (z.map { $0.magnitude > 2.576 } ?? true)
  }
}
