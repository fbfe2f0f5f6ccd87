import Evaluation
import ScoringModel

extension ScoringModel {
  /// The probability that the model reports for log odds.
  func probability(atLogOdds logOdds: Double) -> Double {
    calibration?.probability(atLogOdds: logOdds) ?? logistic(logOdds)
  }
}
