import Testing

@testable import Prediction

@Suite("A probability with its interval")
struct IntervalTests {
  // Values of 1 / (1 + exp(-x)) to 17 digits, from 50-digit arithmetic.
  @Test(
    "is the logistic function of the log odds",
    arguments: [
      (0, 0.5), (1, 0.73105857863000488), (-1, 0.26894142136999512),
      (-40, 4.2483542552915890e-18), (40, 1), (-745.2, 0), (745.2, 1), (-1e300, 0), (1e300, 1),
      (.infinity, 1), (-.infinity, 0),
    ] as [(Double, Double)])
  func logistic(_ logOdds: Double, probability: Double) {
    #expect(abs(Interval.logistic(logOdds) - probability) <= 4e-16 * probability)
  }

  @Test("lies 1.96 standard errors on either side, on the scale of log odds")
  func margins() {
    let interval = Interval(logOdds: 0.3, standardError: 0.5)
    #expect(interval.probability == Interval.logistic(0.3))
    #expect(interval.low == Interval.logistic(0.3 - 1.959963984540054 * 0.5))
    #expect(interval.high == Interval.logistic(0.3 + 1.959963984540054 * 0.5))
  }

  @Test(
    "tells factors on the odds with two digits or so",
    arguments: [
      (0, "1.0"), (0.84, "2.3"), (-0.31, "0.73"), (2.2966, "9.9"), (2.2976, "10"), (5, "148"),
      (-3, "0.050"), (-2.35, "0.10"), (-20, "0.000"), (800, "inf"),
    ] as [(Double, String)])
  func odds(_ logOdds: Double, text: String) {
    #expect(oddsText(logOdds) == text)
  }
}
