public import ArgumentParser
public import FeatureExtraction
public import Prediction
public import ScoringModel
public import Tables
public import Training

extension CSVFormat.Encoding: ExpressibleByArgument {}
extension BinTrend: ExpressibleByArgument {}
extension FactorCoding: ExpressibleByArgument {}
extension HoldoutSplit.Kind: ExpressibleByArgument {}
extension Nonlinear: ExpressibleByArgument {}
extension ModelAlias: ExpressibleByArgument {}
extension ScoreOptions.Scale: ExpressibleByArgument {}
extension TrainingSettings.Calibration: ExpressibleByArgument {}
extension TrainingSettings.Penalty: ExpressibleByArgument {}
extension TrainingSettings.StandardErrors: ExpressibleByArgument {}
extension TrainingSettings.Validation: ExpressibleByArgument {}

/// The address of a table that an argument names; nil for the name of a file.
///
/// - Throws: `ValidationError`, which the parser shows as it is.
func databaseAddress(_ text: String) throws -> DatabaseAddress? {
  do {
    return try DatabaseAddress(text)
  } catch {
    throw ValidationError(error.description)
  }
}
