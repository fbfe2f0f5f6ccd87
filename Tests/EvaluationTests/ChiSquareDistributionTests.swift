import Evaluation
import Testing

struct ChiSquareDistributionTests {
  // mpmath 1.3, 40 digits: the regularised upper incomplete gamma function.
  @Test(
    "Survival has known values for few and many degrees of freedom",
    arguments: [
      (1, 3.841_458_820_694_124, 0.050_000_000_000_000_057),
      (1, 0.001, 0.974_772_879_369_960_39), (1, 100, 1.523_970_604_832_105_2e-23),
      (2, 5.99, 0.050_036_627_086_586_283),
      (2, 7.005_701_073_458_892_5, 0.030_111_427_240_570_108),
      (3, 20.895_324_305_782_9, 0.000_110_679_261_512_758_6),
      (6, 49.090_642_79, 7.150_890_360_745_680_2e-9),
      (8, 6.299_199_248_373_39, 0.613_755_937_849_565_91),
      (9, 1e-3, 0.999_999_999_999_999_97), (30, 25.5, 0.700_387_536_729_463_42),
      (100, 130, 0.023_512_397_809_808_676),
    ])
  func survival(degreesOfFreedom: Int, x: Double, expected: Double) {
    let distribution = ChiSquareDistribution(degreesOfFreedom: degreesOfFreedom)
    #expect(isClose(distribution.survival(x), expected, relative: 1e-12))
  }

  @Test("All of the distribution lies above zero, nothing above infinity")
  func edges() {
    let distribution = ChiSquareDistribution(degreesOfFreedom: 4)
    #expect(distribution.survival(0) == 1)
    #expect(distribution.survival(-1) == 1)
    #expect(distribution.survival(.infinity) == 0)
    #expect(distribution.survival(.nan).isNaN)
  }
}
