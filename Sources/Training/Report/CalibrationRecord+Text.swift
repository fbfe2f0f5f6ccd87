public import Evaluation
public import ScoringModel
import Tables

extension CalibrationRecord {
  /// What was done to probabilities and by how many leads, as one phrase without an end.
  ///
  /// - Parameter calibration: What the model holds.
  /// - Returns: The phrase: `log odds × 0.84 +0.02, learned from 3200 leads out of fold`.
  public func text(_ calibration: ProbabilityCalibration?) -> String {
    guard let source else {
      return asked == Method.none.rawValue
        ? "not asked for" : "none: there are too few leads to learn one from"
    }
    let leads =
      switch source {
      case .newest: "the newest \(rows) leads of the fit"
      case .folds: "\(rows) leads out of fold"
      }
    guard let calibration else {
      return candidates.isEmpty
        ? "none: \(positives) of \(leads) converted, too few of a kind to learn from"
        : "not needed: on \(leads) no correction clearly lowers the log loss"
    }
    return "\(calibration.text), learned from \(leads)\(gain)"
  }

  private var gain: String {
    guard let chosen else { return "" }
    let error = chosen.standardError.map { " (standard error \($0.fixed(4)))" } ?? ""
    return "; it changes their log loss by \(chosen.difference.signed(4))\(error)"
  }
}

extension ProbabilityCalibration {
  fileprivate var text: String {
    switch self {
    case .line(let line) where line.slope == 1: "log odds \(line.intercept.signed(2))"
    case .line(let line): "log odds × \(line.slope.fixed(2)) \(line.intercept.signed(2))"
    case .isotonic(let curve): "a rising curve of \(curve.levels.count) levels"
    }
  }
}
