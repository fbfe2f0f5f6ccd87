import Evaluation
import Training

/// What segments have of their own, for scripts.
struct SegmentsJSON: Encodable {
  let column: String
  let interceptFactor: Double
  let effectFactor: Double?
  let keepsEffects: Bool
  let logLossDifference, standardError: Double?

  enum CodingKeys: String, CodingKey {
    case column
    case interceptFactor = "intercept_factor"
    case effectFactor = "effect_factor"
    case keepsEffects = "keeps_effects"
    case logLossDifference = "log_loss_difference"
    case standardError = "standard_error"
  }

  init(_ choice: SegmentChoice) {
    column = choice.column
    interceptFactor = choice.interceptFactor
    effectFactor = choice.effectFactor
    keepsEffects = choice.keepsEffects
    logLossDifference = choice.gain?.value
    standardError = choice.gain?.standardError
  }
}
