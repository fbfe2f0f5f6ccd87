import Evaluation
import Testing

struct CalibrationDistanceTests {
  // NumPy and scikit-learn 1.9.1's IsotonicRegression.
  @Test("Distances agree with scikit-learn on the Pima test set")
  func reference() throws {
    let distance = CalibrationDistance(
      try ProbabilityForecast(
        probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes))
    #expect(isClose(distance.mean, 0.040_753_683_247_045_126))
    #expect(isClose(distance.median, 0.033_939_137_675_980_28))
    #expect(isClose(distance.ninthDecile, 0.082_225_080_687_428_52))
    #expect(isClose(distance.largest, 0.127_840_896_232_038_37))
  }

  @Test("Probabilities that are the observed rates lie nowhere off")
  func perfect() throws {
    let distance = CalibrationDistance(
      try ProbabilityForecast(
        probabilities: [0.25, 0.25, 0.25, 0.25, 1, 1],
        outcomes: [false, true, false, false, true, true]))
    #expect(distance.mean == 0)
    #expect(distance.largest == 0)
  }
}
