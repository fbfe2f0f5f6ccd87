import Evaluation
import Testing

struct StudentDistributionTests {
  // SciPy 1.17: 2 * stats.t.sf(t, df).
  @Test(
    "Two-sided p-values have known values",
    arguments: [
      (2.1, 3.7, 0.109_264_705_082_224_74), (0.3, 150.5, 0.764_591_115_772_417_7),
      (40, 5, 1.841_196_217_177_295_4e-7), (-1.2, 1, 0.442_284_123_247_391_1),
      (3, 2e5, 0.002_700_128_462_776_79), (0, 3, 1),
    ])
  func pValue(t: Double, degreesOfFreedom: Double, expected: Double) {
    let distribution = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    #expect(isClose(distribution.twoSidedPValue(t), expected, relative: 1e-9))
  }

  // SciPy 1.17: stats.t.ppf(0.975, df).
  @Test(
    "Quantiles have known values",
    arguments: [(3.7, 2.867_520_707_191_189_5), (150.5, 1.975_851_949_200_890_6)])
  func quantile(degreesOfFreedom: Double, expected: Double) {
    let distribution = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    #expect(isClose(distribution.twoSidedQuantile(0.05), expected, relative: 1e-10))
  }

  @Test("With very many degrees of freedom it is the normal distribution")
  func normal() {
    for degrees in [9e6, 1e8] {
      let distribution = StudentDistribution(degreesOfFreedom: degrees)
      #expect(
        isClose(
          distribution.twoSidedPValue(1.7), NormalDistribution.twoSidedPValue(1.7),
          relative: 1e-6))
    }
  }

  @Test("Infinite and undefined values have the p-values they must")
  func edges() {
    let distribution = StudentDistribution(degreesOfFreedom: 4)
    #expect(distribution.twoSidedPValue(.infinity) == 0)
    #expect(distribution.twoSidedPValue(.nan).isNaN)
  }
}
