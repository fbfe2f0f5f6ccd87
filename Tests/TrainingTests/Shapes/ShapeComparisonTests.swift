import Testing

@testable import Training

@Suite("A comparison of forms")
struct ShapeComparisonTests {
  /// Losses of 100 leads around a mean, the same spread for every form.
  private static func losses(_ mean: Double) -> [Double] {
    (0..<100).map { mean + 0.02 * Double($0 % 5 - 2) }
  }

  private static func kept(
    losses: [Double], aucs: [Double], isForward: Bool
  ) -> ShapeComparison.Form {
    ShapeComparison(
      forms: [.linear, .shapes, .shapesWithPairs], losses: losses.map(Self.losses),
      constant: Self.losses(0.7), aucs: aucs, isForward: isForward,
      pairCount: 1
    ).kept
  }

  @Test("keeps what lowers the loss, the simplest of those about equal")
  func loss() {
    #expect(
      Self.kept(losses: [0.5, 0.4, 0.3], aucs: [0.6, 0.7, 0.8], isForward: false)
        == .shapesWithPairs)
    #expect(
      Self.kept(losses: [0.5, 0.4, 0.4], aucs: [0.6, 0.7, 0.7], isForward: false) == .shapes)
    #expect(Self.kept(losses: [0.5, 0.5, 0.5], aucs: [0.6, 0.6, 0.6], isForward: true) == .linear)
  }

  @Test("never keeps a form that ranks newer leads worse than straight lines do")
  func forward() {
    let (losses, aucs) = ([0.5, 0.4, 0.3], [0.6, 0.61, 0.55])
    #expect(Self.kept(losses: losses, aucs: aucs, isForward: true) == .shapes)
    #expect(Self.kept(losses: losses, aucs: aucs, isForward: false) == .shapesWithPairs)
    #expect(Self.kept(losses: losses, aucs: [0.6, 0.59, 0.55], isForward: true) == .linear)
  }

  @Test("takes the fewest of several that are within a standard error of the best")
  func simplest() {
    #expect(ShapeComparison.simplest(of: [0.5, 0.4, 0.4, 0.39].map(Self.losses)) == (3, 3))
    #expect(ShapeComparison.simplest(of: [0.5, 0.4, 0.4].map(Self.losses)) == (1, 1))
    let noisy = (0..<100).map { 0.39 + ($0.isMultiple(of: 2) ? 0.2 : -0.2) }
    #expect(ShapeComparison.simplest(of: [Self.losses(0.5), Self.losses(0.4), noisy]) == (2, 1))
    #expect(
      ShapeComparison.simplest(of: [0.5, 0.4, 0.3].map(Self.losses)) { $0 < 2 } == (1, 1))
  }
}
