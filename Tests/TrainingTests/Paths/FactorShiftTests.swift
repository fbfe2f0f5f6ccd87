import TestSupport
import Testing

@testable import Training

@Suite("The shift of a factor's levels")
struct FactorShiftTests {
  /// The objective along the direction, from its parts.
  private static func objective(
    _ length: Double, _ values: [Double], _ gradient: [Double], steps: [Double], curvature: Double,
    thresholds: [Double], squares: [Double]
  ) -> Double {
    let moved = zip(values, steps).map { $0 + length * $1 }
    let slope = zip(gradient, steps).reduce(0) { $0 + $1.0 * $1.1 }
    return slope * length + curvature / 2 * length * length
      + zip(moved, thresholds).reduce(0) { $0 + $1.1 * abs($1.0) }
      + zip(moved, squares).reduce(0) { $0 + $1.1 / 2 * $1.0 * $1.0 }
  }

  @Test(
    "ends at the minimum, which no other length beats", arguments: 1...40 as ClosedRange<UInt64>)
  func minimum(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<5).map { _ in random.uniform() < 0.3 ? 0 : 2 * random.uniform() - 1 }
    let gradient = (0..<5).map { _ in 2 * random.uniform() - 1 }
    let scales = (0..<5).map { _ in 0.1 + random.uniform() }
    let hessian = (0..<25).map { _ in random.uniform() }
    let thresholds = (0..<5).map { _ in random.uniform() }
    let squares = (0..<5).map { _ in seed.isMultiple(of: 2) ? 0 : random.uniform() }
    let steps = zip(values, scales).map { $0 == 0 ? 0 : $1 }
    let curvature = (0..<25).reduce(0) { $0 + steps[$1 / 5] * hessian[$1] * steps[$1 % 5] }
    var shift = FactorShift(indices: Array(0..<5), scales: scales, parameterCount: 5)
    shift.update(values.map { _ in 1 }, hessian: hessian)
    shift.update(values, hessian: hessian)
    #expect(shift.steps == steps)
    let length = shift.minimum(
      values, gradient: gradient, thresholds: thresholds, squares: squares)
    func height(_ length: Double) -> Double {
      Self.objective(
        length, values, gradient, steps: steps, curvature: curvature, thresholds: thresholds,
        squares: squares)
    }
    let lowest = height(length)
    for other in stride(from: -4.0, through: 4, by: 0.001) {
      #expect(lowest <= height(other) + 1e-12)
    }
  }

  @Test("goes to the level in the middle where the loss does not change")
  func median() {
    let values = [3.0, 9, 1, 2]
    var shift = FactorShift(indices: [0, 2, 3], scales: [1, 1, 1], parameterCount: 4)
    shift.update(values, hessian: Array(repeating: 0, count: 16))
    let length = shift.minimum(
      values, gradient: [0, 9, 0, 0], thresholds: [1, 9, 1, 1], squares: [0, 0, 0, 0])
    #expect(length == -2)
  }

  @Test("does not wander where levels on both sides balance")
  func balance() {
    let values = [0.25, -0.55]
    var shift = FactorShift(indices: [0, 1], scales: [0.3, 0.3], parameterCount: 2)
    shift.update(values, hessian: Array(repeating: 0, count: 4))
    let length = shift.minimum(
      values, gradient: [1e-17, 0], thresholds: [0.1, 0.1 + 1e-17], squares: [0, 0])
    #expect(length == 0)
  }
}
