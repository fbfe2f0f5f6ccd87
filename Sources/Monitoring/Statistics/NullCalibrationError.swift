import Evaluation
import Tables

/// What chance alone makes of the expected calibration error of perfect probabilities.
struct NullCalibrationError {
  /// The 2.5 % and 97.5 % quantiles.
  let lower, upper: Double
  /// The mean.
  let mean: Double

  /// Draws outcomes from the probabilities themselves, again and again.
  init(_ forecast: ProbabilityForecast, replicates: Int = 200, seed: UInt64 = 1) {
    var state = seed
    var errors: [Double] = []
    for _ in 0..<replicates {
      let outcomes = forecast.probabilities.map { probability in
        state &+= 0x9E37_79B9_7F4A_7C15
        return Double(state.mixed >> 11) * 0x1p-53 < probability
      }
      guard
        let drawn = try? ProbabilityForecast(
          probabilities: forecast.probabilities, outcomes: outcomes),
        let table = try? ReliabilityTable(drawn)
      else { continue }
      errors.append(table.expectedCalibrationError)
    }
    errors.sort()
    lower = errors.isEmpty ? 0 : errors[errors.count * 25 / 1000]
    upper = errors.isEmpty ? 0 : errors[min(errors.count * 975 / 1000, errors.count - 1)]
    mean = errors.isEmpty ? 0 : errors.reduce(0, +) / Double(errors.count)
  }
}
