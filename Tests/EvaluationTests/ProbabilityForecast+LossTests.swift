import Evaluation
import Testing

struct ProbabilityForecastLossTests {
  // NumPy, from the definitions.
  @Test("Brier score and log loss agree with NumPy on the Pima test set")
  func reference() throws {
    let forecast = try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    #expect(isClose(forecast.brierScore, 0.139_310_593_980_577))
    #expect(isClose(forecast.logLoss, 0.440_698_584_138_381))
  }

  @Test("A forecast of one half costs a quarter and the logarithm of two")
  func half() throws {
    let forecast = try ProbabilityForecast(
      probabilities: [0.5, 0.5], outcomes: [true, false])
    #expect(forecast.brierScore == 0.25)
    #expect(isClose(forecast.logLoss, 0.693_147_180_559_945_3, within: 1e-15))
  }

  @Test("Certainty costs nothing where it is right and a finite price where it is wrong")
  func certainty() throws {
    let right = try ProbabilityForecast(probabilities: [0, 1], outcomes: [false, true])
    let wrong = try ProbabilityForecast(probabilities: [0, 1], outcomes: [true, false])
    #expect(right.brierScore == 0)
    #expect(isClose(right.logLoss, 0, within: 1e-15))
    #expect(wrong.brierScore == 1)
    #expect(isClose(wrong.logLoss, 36.043_653_389_117_15, within: 1e-9))
  }
}
