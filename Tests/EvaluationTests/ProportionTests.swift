import Evaluation
import Testing

struct ProportionTests {
  // SciPy 1.17: binomtest(k, n).proportion_ci(method="wilson").
  @Test(
    "Wilson's interval has known limits",
    arguments: [
      (0, 10, 0, 0.277_532_799_862_889_26),
      (1, 10, 0.017_876_213_095_072_896, 0.404_150_026_795_238_5),
      (29, 33, 0.726_744_948_289_247_6, 0.951_838_386_905_864_4),
      (109, 332, 0.280_015_000_059_165_2, 0.380_539_118_540_990_5),
      (10, 10, 0.722_467_200_137_110_9, 1),
    ])
  func wilson(successes: Int, trials: Int, lower: Double, upper: Double) {
    let proportion = Proportion(successes: successes, trials: trials)
    #expect(proportion.rate == Double(successes) / Double(trials))
    #expect(isClose(proportion.interval.lower, lower, within: 1e-14))
    #expect(isClose(proportion.interval.upper, upper, within: 1e-14))
  }

  @Test("Limits at no success and at full success are exact")
  func ends() {
    for trials in 1...200 {
      #expect(Proportion(successes: 0, trials: trials).interval.lower == 0)
      #expect(Proportion(successes: trials, trials: trials).interval.upper == 1)
    }
  }

  @Test("Without trials there is no rate, and every rate is possible")
  func noTrials() {
    let proportion = Proportion(successes: 0, trials: 0)
    #expect(proportion.rate == nil)
    #expect(proportion.interval == ConfidenceInterval(lower: 0, upper: 1))
  }
}
