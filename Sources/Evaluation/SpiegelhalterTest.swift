/// A test, without bins, of whether the Brier score is what the probabilities themselves imply.
///
/// D. J. Spiegelhalter, Statistics in Medicine 5 (1986). Positive `z` means that predictions are too
/// extreme, negative that they are too timid.
public struct SpiegelhalterTest: Sendable, Equatable, Codable {
  /// The excess of the Brier score over its expectation, in standard errors.
  public let z: Double
  /// The two-sided p-value of perfect calibration.
  public let pValue: Double

  /// Tests a forecast; `nil` if every probability is 0, 0.5 or 1, about which the Brier score
  /// leaves nothing to chance.
  public init?(_ forecast: ProbabilityForecast) {
    var excess = 0.0
    var variance = 0.0
    for (probability, converted) in zip(forecast.probabilities, forecast.outcomes) {
      let leverage = 1 - 2 * probability
      excess += ((converted ? 1 : 0) - probability) * leverage
      variance += leverage * leverage * probability * (1 - probability)
    }
    guard variance > 0 else { return nil }
    z = excess / variance.squareRoot()
    pValue = NormalDistribution.twoSidedPValue(z)
  }
}
