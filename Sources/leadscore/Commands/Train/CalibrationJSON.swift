import Evaluation
import ScoringModel

/// How probabilities are calibrated, for scripts.
struct CalibrationJSON: Encodable {
  let record: CalibrationRecord?
  let line: LogOddsCalibration?
  let levels: Int?

  private enum CodingKeys: String, CodingKey {
    case intercept, slope, levels
  }

  init(of model: ScoringModel) {
    record = model.training.calibration
    switch model.calibration {
    case .line(let line): (self.line, levels) = (line, nil)
    case .isotonic(let curve): (line, levels) = (nil, curve.levels.count)
    case nil: (line, levels) = (nil, nil)
    }
  }

  /// Writes the record's keys, and beside them what the calibration came to.
  func encode(to encoder: any Encoder) throws {
    try record?.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(line?.intercept, forKey: .intercept)
    try container.encodeIfPresent(line?.slope, forKey: .slope)
    try container.encodeIfPresent(levels, forKey: .levels)
  }
}
