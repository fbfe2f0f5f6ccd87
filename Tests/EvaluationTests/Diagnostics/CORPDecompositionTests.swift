import Evaluation
import Testing

struct CORPDecompositionTests {
  // NumPy and scikit-learn 1.9.1's IsotonicRegression.
  @Test("Both scores split as in NumPy on the Pima test set")
  func reference() throws {
    let forecast = try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    let brier = CORPDecomposition(brierScoreOf: forecast)
    #expect(brier.score == forecast.brierScore)
    #expect(isClose(brier.miscalibration, 0.008_808_517_628_609_402))
    #expect(isClose(brier.discrimination, 0.090_021_584_556_727_51))
    #expect(isClose(brier.uncertainty, 0.220_523_660_908_695_02))
    let log = CORPDecomposition(logLossOf: forecast)
    #expect(log.score == forecast.logLoss)
    #expect(isClose(log.miscalibration, 0.042_143_989_725_387_354))
    #expect(isClose(log.discrimination, 0.234_423_072_700_533_36))
    #expect(isClose(log.uncertainty, 0.632_977_667_113_527_2))
  }

  @Test("The parts add up to the score and none is negative", arguments: 0..<20 as Range<UInt64>)
  func parts(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 50, levels: 9)
    let forecast = try ProbabilityForecast(
      probabilities: rows.challenger.map { $0 / 20 + 0.01 }, outcomes: rows.outcomes)
    for split in [
      CORPDecomposition(brierScoreOf: forecast), CORPDecomposition(logLossOf: forecast),
    ] {
      #expect(split.miscalibration >= 0)
      #expect(split.discrimination >= 0)
      #expect(
        isClose(
          split.miscalibration - split.discrimination + split.uncertainty, split.score,
          within: 1e-14))
    }
  }

  @Test("The base rate told of every row is calibrated and discriminates nothing")
  func baseRate() throws {
    let forecast = try ProbabilityForecast(
      probabilities: [0.25, 0.25, 0.25, 0.25], outcomes: [true, false, false, false])
    let split = CORPDecomposition(brierScoreOf: forecast)
    #expect(split.miscalibration == 0)
    #expect(split.discrimination == 0)
    #expect(split.uncertainty == 0.1875)
  }
}
