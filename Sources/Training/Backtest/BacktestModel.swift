import Evaluation
import FeatureExtraction
import ScoringModel
import Tables

/// A model as `train` would have fitted and calibrated it to some leads, with nothing set apart.
struct BacktestModel {
  private let fitted: FittedFeatures
  private let calibration: ProbabilityCalibration?

  /// Fits to some rows.
  ///
  /// - Throws: ``TrainingError``.
  init(_ leads: LabelledLeads, rows: [Int], settings: TrainingSettings) throws {
    let chosen = try ChosenModel(leads, rows: rows, settings: settings)
    fitted = chosen.fitted
    calibration = try CalibrationChoice(
      leads, fitRows: rows, chosen: chosen, settings: settings
    ).calibration
  }

  /// The probabilities of leads.
  func probabilities(_ table: Table) throws -> [Double] {
    let logOdds = try fitted.logOdds(table)
    return calibration?.probabilities(atLogOdds: logOdds) ?? logOdds.map(logistic)
  }
}
