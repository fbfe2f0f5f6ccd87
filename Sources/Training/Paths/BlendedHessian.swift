internal import LinearAlgebra

/// A Hessian between those of two places, `(1 - t)·A + t·B`, as corrected by steps taken since.
///
/// Along a path of fits the Hessian bends little from one place to the next, so the blend is good
/// to second order in their distance, at no pass over the rows. What a step and the change of the
/// gradient along it tell of the Hessian comes on top.
struct BlendedHessian: Sendable {
  private let first: SymmetricMatrix
  private let second: SymmetricMatrix?
  private let share: Double
  private var corrections: [Correction] = []

  /// A matrix `weight·v·vᵀ`.
  private struct Correction: Sendable {
    let weight: Double
    let vector: [Double]
  }

  /// A Hessian as it is.
  init(_ hessian: SymmetricMatrix) {
    first = hessian
    second = nil
    share = 0
  }

  /// The blend of two places' Hessians.
  init(_ from: BlendedHessian, _ to: BlendedHessian, share: Double) {
    first = from.first
    second = to.first
    self.share = share
  }

  /// The Hessian some way beyond a place, as that of an earlier place lets expect it.
  ///
  /// - Parameters:
  ///   - earlier: The Hessian of the earlier place.
  ///   - share: How far beyond, in distances of the two places.
  /// - Returns: The Hessian, or this one where the other would not be positive definite.
  func extrapolated(from earlier: BlendedHessian, share: Double) -> BlendedHessian {
    let change = zip(first.elements, earlier.first.elements).map { $0 + share * ($0 - $1) }
    // Indicators of all levels of a factor add up to the intercept: definite only with a little more.
    let diagonal = first.diagonal.map { 1e-4 * $0 }
    let hessian = SymmetricMatrix(order: first.order, elements: change).adding(diagonal: diagonal)
    return (try? Cholesky(hessian)) == nil ? self : BlendedHessian(hessian)
  }

  /// The Hessian that agrees with how a step changed the gradient (the update of Broyden, Fletcher,
  /// Goldfarb and Shanno 1970).
  func corrected(step: [Double], change: [Double]) -> BlendedHessian {
    let expected = multiplied(by: step)
    let (curvature, expectedCurvature) = (step.product(change), step.product(expected))
    guard curvature > 0 && expectedCurvature > 0 else { return self }
    var result = self
    result.corrections += [
      Correction(weight: -1 / expectedCurvature, vector: expected),
      Correction(weight: 1 / curvature, vector: change),
    ]
    return result
  }

  /// The value in a row and a column.
  subscript(row: Int, column: Int) -> Double {
    let value = first[row, column]
    let blend = second.map { value + share * ($0[row, column] - value) } ?? value
    return corrections.reduce(blend) { $0 + $1.weight * $1.vector[row] * $1.vector[column] }
  }

  /// The values of some rows and the same columns, row after row.
  func block(_ indices: [Int]) -> [Double] {
    var values = first.submatrix(indices).elements
    if let second { Self.blend(&values, second.submatrix(indices).elements, share) }
    for correction in corrections {
      Self.add(correction.weight, indices.map { correction.vector[$0] }, to: &values)
    }
    return values
  }

  private static func blend(_ values: inout [Double], _ other: [Double], _ share: Double) {
    precondition(values.count == other.count, "\(values.count) values, \(other.count) others")
    let other = other.span
    var target = values.mutableSpan
    for index in 0..<other.count {
      let value = unsafe target[unchecked: index]
      unsafe target[unchecked: index] = value + share * (other[unchecked: index] - value)
    }
  }

  /// Adds `weight·v·vᵀ` to the rows of a matrix.
  private static func add(_ weight: Double, _ vector: [Double], to values: inout [Double]) {
    let count = vector.count
    precondition(values.count == count * count, "\(values.count) values for order \(count)")
    let vector = vector.span
    var target = values.mutableSpan
    for row in 0..<count {
      let factor = unsafe weight * vector[unchecked: row]
      let start = row * count
      for column in 0..<count {
        unsafe target[unchecked: start + column] += factor * vector[unchecked: column]
      }
    }
  }

  /// The product with a vector.
  func multiplied(by vector: [Double]) -> [Double] {
    var product = first.multiplied(by: vector)
    if let second {
      product = zip(product, second.multiplied(by: vector)).map { $0 + share * ($1 - $0) }
    }
    for correction in corrections {
      let factor = correction.weight * correction.vector.product(vector)
      product = zip(product, correction.vector).map { $0 + factor * $1 }
    }
    return product
  }
}
