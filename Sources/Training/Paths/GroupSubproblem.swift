/// The quadratic `½ vᵀ(D - w·wᵀ/c)v - tᵀv` of one group, `D` diagonal.
///
/// A factor's levels exclude each other, so their Hessian is diagonal, and eliminating the
/// intercept takes one product `w·wᵀ/c` off it. Both the minimum for a given norm and the search
/// for the norm then cost one pass over the levels per trial.
struct GroupSubproblem {
  /// The diagonal `D`.
  let diagonal: [Double]

  /// The intercept's column `w`.
  let column: [Double]

  /// The intercept's diagonal `c`.
  let corner: Double

  /// The target `t`.
  let target: [Double]

  private static let maximumTrials = 200

  /// The minimum with `τ·‖v‖ + κ/2·‖v‖²` added.
  ///
  /// With `μ = τ/‖v‖` the minimum solves a linear system with `κ + μ` on the diagonal; the right
  /// `μ` is the root of `1/‖v(μ)‖ - μ/τ`, which falls almost linearly. It is enclosed and found by
  /// the Illinois variant of false position.
  ///
  /// - Parameters:
  ///   - threshold: The factor `τ` of the norm, at least 0.
  ///   - curvature: The factor `κ` of half the square, at least 0.
  /// - Returns: The minimum, all zeros if the target is no longer than the threshold.
  func minimum(threshold: Double, curvature: Double) -> [Double] {
    let length = Self.norm(target)
    guard length > threshold else { return Array(repeating: 0, count: target.count) }
    guard threshold > 0 else { return solution(shift: curvature) }
    func excess(_ shift: Double) -> Double {
      1 / Self.norm(solution(shift: curvature + shift)) - shift / threshold
    }
    let largest = (diagonal.max() ?? 0) + curvature
    var high = largest * threshold / (length - threshold)
    var low = 0.0
    var lowExcess = excess(high * 1e-9)
    var highExcess = excess(high)
    guard lowExcess > 0 else { return solution(shift: curvature + high * 1e-9) }
    guard highExcess < 0 else { return solution(shift: curvature + high) }
    low = high * 1e-9
    var side = 0
    for _ in 0..<Self.maximumTrials where high - low > 1e-15 * high {
      let middle = low + (high - low) * lowExcess / (lowExcess - highExcess)
      let value = excess(middle)
      if value == 0 || middle <= low || middle >= high {
        return solution(shift: curvature + middle)
      }
      if value > 0 {
        (low, lowExcess) = (middle, value)
        if side == 1 { highExcess /= 2 }
        side = 1
      } else {
        (high, highExcess) = (middle, value)
        if side == -1 { lowExcess /= 2 }
        side = -1
      }
    }
    return solution(shift: curvature + (low + high) / 2)
  }

  /// The solution of `(D + s - w·wᵀ/c)·v = t` (Sherman and Morrison 1950).
  private func solution(shift: Double) -> [Double] {
    func divided(_ numerator: [Double]) -> [Double] {
      zip(numerator, diagonal).map { $1 + shift > 0 ? $0 / ($1 + shift) : 0 }
    }
    let plain = divided(target)
    let correction = divided(column)
    let gain = zip(column, plain).reduce(0) { $0 + $1.0 * $1.1 }
    let loss = zip(column, correction).reduce(0) { $0 + $1.0 * $1.1 }
    guard corner - loss > 0 else { return plain }
    let share = gain / (corner - loss)
    return zip(plain, correction).map { $0 + share * $1 }
  }

  private static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
