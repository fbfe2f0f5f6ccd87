import Testing

@testable import Training

@Suite("A memory of secants")
struct SecantMemoryTests {
  /// A positive definite matrix, far from the identity.
  private static func product(_ v: [Double]) -> [Double] {
    [9 * v[0] + 2 * v[1], 2 * v[0] + 3 * v[1] - v[2], 4.5 * v[2] - v[1]]
  }

  @Test("solves exactly for the last change it has seen")
  func secant() {
    var memory = SecantMemory()
    memory.learn(step: [1, 0, 2], change: Self.product([1, 0, 2]))
    memory.learn(step: [0, 1, 1], change: Self.product([0, 1, 1]))
    let step = memory.solve(Self.product([0, 1, 1])) { $0 }
    let expected: [Double] = [0, 1, 1]
    for (value, expected) in zip(step, expected) { #expect(abs(value - expected) < 1e-14) }
  }

  @Test("is the matrix it began with before the first step, and takes no step without curvature")
  func first() {
    var memory = SecantMemory()
    memory.learn(step: [1, 2, 3], change: [-1, 0, 0])
    #expect(memory.solve([1, 2, 4]) { $0.map { $0 / 2.0 } } == [0.5, 1, 2])
  }
}
