import Testing

@testable import Training

@Suite("The spacing of a path's anchors")
struct AnchorSpacingTests {
  private static func distance(after lags: [Double]) -> Int {
    var spacing = AnchorSpacing()
    for lag in lags { spacing.adapt(toLag: lag) }
    return spacing.distance
  }

  @Test(
    "narrows where predictions are poor and widens where they are good, within limits",
    arguments: [
      ([], 6), ([0.05], 6), ([0.4], 3), ([0.4, 0.4], 3), ([0.01], 10), ([0], 10),
      ([1e-9, 1e-9, 1e-9, 1e-9], 24), ([1e-9, 0.4], 5),
    ] as [([Double], Int)])
  func adapts(lags: [Double], expected: Int) {
    #expect(Self.distance(after: lags) == expected)
  }
}
