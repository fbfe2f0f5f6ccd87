@testable import Evaluation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct CalibrationLineTests {
  private static let pima = Result {
    try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
  }

  // R 4.2.2, and a converged Newton iteration in NumPy for all six.
  @Test("Slope and intercepts agree with R on the Pima test set")
  func reference() throws {
    let forecast = try Self.pima.get()
    let line = try #require(forecast.calibrationLine())
    #expect(isClose(line.slope.value, 0.953_381_877_346_72))
    #expect(isClose(line.intercept.value, -0.088_174_254_533_383_5))
    #expect(isClose(line.slope.standardError, 0.110_088_701_141_459_4))
    #expect(isClose(line.intercept.standardError, 0.156_246_252_874_620_2))
    let shift = try #require(forecast.calibrationInTheLarge())
    #expect(isClose(shift.value, -0.064_607_973_217_020_1))
    #expect(isClose(shift.standardError, 0.147_926_812_157_460_6))
  }

  @Test("A forecast corrected by its own line has slope 1 and intercept 0")
  func corrected() throws {
    let forecast = try Self.pima.get()
    let line = try #require(forecast.calibrationLine())
    let corrected = try ProbabilityForecast(
      probabilities: forecast.logOdds.map {
        1 / (1 + exp(-line.intercept.value - line.slope.value * $0))
      }, outcomes: forecast.outcomes)
    let again = try #require(corrected.calibrationLine())
    #expect(isClose(again.slope.value, 1))
    #expect(isClose(again.intercept.value, 0))
    #expect(isClose(try #require(corrected.calibrationInTheLarge()).value, 0))
  }

  @Test("Log odds twice as extreme halve the slope", arguments: [0.1, 0.5, 2])
  func extremes(factor: Double) throws {
    let forecast = try Self.pima.get()
    let stretched = try ProbabilityForecast(
      probabilities: forecast.logOdds.map { 1 / (1 + exp(-factor * $0)) },
      outcomes: forecast.outcomes)
    let line = try #require(forecast.calibrationLine())
    let stretchedLine = try #require(stretched.calibrationLine())
    #expect(isClose(stretchedLine.slope.value, line.slope.value / factor, relative: 1e-9))
    #expect(isClose(stretchedLine.intercept.value, line.intercept.value, within: 1e-9))
  }

  @Test("Where no finite line is best there is none")
  func noLine() throws {
    let oneKind = try ProbabilityForecast(probabilities: [0.2, 0.4], outcomes: [true, true])
    #expect(oneKind.calibrationLine() == nil)
    #expect(oneKind.calibrationInTheLarge() == nil)
    let outcomes = [false, false, true, true]
    for probabilities in [[0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.2, 0.4]] {
      let separated = try ProbabilityForecast(probabilities: probabilities, outcomes: outcomes)
      #expect(separated.calibrationLine() == nil)
      #expect(separated.calibrationInTheLarge() != nil)
    }
    let constant = try ProbabilityForecast(
      probabilities: [0.2, 0.2, 0.2, 0.2], outcomes: outcomes)
    #expect(constant.calibrationLine() == nil)
    // The shift moves log odds of 1:4 to even odds.
    #expect(isClose(try #require(constant.calibrationInTheLarge()).value, log(4)))
  }

  @Test("Certain forecasts that fail still have a finite shift and line")
  func certainty() throws {
    let forecast = try ProbabilityForecast(
      probabilities: [0, 0, 1, 1, 0.5, 0.5], outcomes: [true, false, true, false, true, false])
    #expect(isClose(try #require(forecast.calibrationInTheLarge()).value, 0))
    #expect(isClose(try #require(forecast.calibrationLine()).slope.value, 0))
    let lopsided = try ProbabilityForecast(
      probabilities: [0, 0, 0, 0], outcomes: [true, false, false, false])
    let shift = try #require(lopsided.calibrationInTheLarge())
    #expect(isClose(shift.value, -log(3) - log(Double.ulpOfOne), within: 1e-9))
    #expect(isClose(shift.standardError, 1 / 0.75.squareRoot(), within: 1e-9))
  }

  @Test(
    "Any forecast with overlap has a line that balances it", arguments: 0..<200 as Range<UInt64>)
  func randomForecasts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let spread = exp(Double.random(in: -6...4, using: &random))
    let logOdds = (0..<30).map { _ in spread * normalDraw(&random) - 1 }
    // The outermost rows fail their forecasts, which makes the classes overlap.
    let outcomes = logOdds.map {
      $0 == logOdds.min() || ($0 != logOdds.max() && random.next() % 3 == 0)
    }
    let forecast = try ProbabilityForecast(
      probabilities: logOdds.map { 1 / (1 + exp(-$0)) }, outcomes: outcomes)
    let line = try #require(forecast.calibrationLine())
    let shift = try #require(forecast.calibrationInTheLarge())
    var residual = (sum: 0.0, weighted: 0.0, shifted: 0.0)
    for (x, converted) in zip(forecast.logOdds, forecast.outcomes) {
      let error = (converted ? 1 : 0) - 1 / (1 + exp(-line.intercept.value - line.slope.value * x))
      residual.sum += error
      residual.weighted += error * x
      residual.shifted += (converted ? 1 : 0) - 1 / (1 + exp(-shift.value - x))
    }
    #expect(isClose(residual.sum, 0, within: 1e-9))
    #expect(isClose(residual.weighted, 0, within: 1e-8 * max(1, spread)))
    #expect(isClose(residual.shifted, 0, within: 1e-9))
  }
}
