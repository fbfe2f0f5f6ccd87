import Testing

@testable import Prediction

@Suite("what a 0-100 score means")
struct ScoreOptionsTests {
  // Rounding comes before clamping: 45.6 is 46 and not held back, 100.6 is 101 and then 100.
  @Test(
    "a raw score is rounded, then held within 0 and 100",
    arguments: [
      (45.6, 46), (100.6, 100), (100.4, 100), (99.5, 100), (-0.6, 0), (0.5, 1), (0.4, 0),
      (1e300, 100), (-.infinity, 0),
    ] as [(Double, Int)])
  func whole(raw: Double, expected: Int) {
    #expect(ScoreOptions.Scale.whole(raw) == expected)
  }

  // ln 2 is one doubling of the odds.
  @Test(
    "each scale reads its own number",
    arguments: [
      (.percentile, 87), (.probability, 12), (.points, 70),
    ] as [(ScoreOptions.Scale, Int)])
  func scales(scale: ScoreOptions.Scale, expected: Int) {
    let score = scale.score(
      percentile: 86.6, probability: 0.1249, logOdds: (-1.6 + 2 * 0.693_147_180_559_945_3, -1.6))
    #expect(score == expected)
  }
}
