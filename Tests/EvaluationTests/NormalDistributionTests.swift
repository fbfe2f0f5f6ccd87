import Evaluation
import Testing

struct NormalDistributionTests {
  // mpmath 1.3, 40 digits.
  @Test(
    "The distribution function has known values far into both tails",
    arguments: [
      (-37, 5.725_571_222_524_576_8e-300), (-8, 6.220_960_574_271_784_1e-16),
      (-3, 0.001_349_898_031_630_094_5), (-1.96, 0.024_997_895_148_220_436),
      (-0.5, 0.308_537_538_725_986_9), (0, 0.5), (0.3, 0.617_911_422_188_952_63),
      (1, 0.841_344_746_068_542_95), (2.5, 0.993_790_334_674_223_86),
      (6, 0.999_999_999_013_412_35),
    ])
  func cdf(x: Double, expected: Double) {
    #expect(isClose(NormalDistribution.cdf(x), expected, relative: 1e-12))
  }

  // mpmath 1.3, 40 digits, for the probability as a Double.
  @Test(
    "Quantiles have known values in all three branches",
    arguments: [
      (1e-300, -37.047_096_299_361_199), (1e-20, -9.262_340_089_798_407_6),
      (1e-5, -4.264_890_793_922_824_6), (0.001, -3.090_232_306_167_813_5),
      (0.025, -1.959_963_984_540_054_2), (0.07, -1.475_791_028_179_170_7),
      (0.2, -0.841_621_233_572_914_17), (0.5, 0), (0.6, 0.253_347_103_135_799_74),
      (0.925, 1.439_531_470_938_456_2), (0.975, 1.959_963_984_540_053_9),
      (0.999, 3.090_232_306_167_813_3),
    ])
  func quantile(probability: Double, expected: Double) {
    #expect(isClose(NormalDistribution.quantile(probability), expected, relative: 1e-14))
  }

  @Test("Quantiles end in infinities and are undefined outside [0, 1]")
  func quantileEdges() {
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(-0.1).isNaN)
    #expect(NormalDistribution.quantile(1.1).isNaN)
    #expect(NormalDistribution.quantile(.nan).isNaN)
  }

  @Test(
    "The quantile inverts the distribution function",
    arguments: Array(stride(from: -8.0, through: 5.0, by: 0.25)))
  func inverse(x: Double) {
    #expect(isClose(NormalDistribution.quantile(NormalDistribution.cdf(x)), x, within: 1e-9))
  }

  @Test("A two-sided p-value counts both tails")
  func twoSided() {
    #expect(NormalDistribution.twoSidedPValue(0) == 1)
    #expect(isClose(NormalDistribution.twoSidedPValue(-1.96), 2 * 0.024_997_895_148_220_436))
    #expect(NormalDistribution.twoSidedPValue(2) == NormalDistribution.twoSidedPValue(-2))
  }
}
