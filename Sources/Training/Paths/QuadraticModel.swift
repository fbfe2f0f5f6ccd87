internal import LinearAlgebra

/// A quadratic model of a mean loss: its gradient at a point and a Hessian.
struct QuadraticModel: Sendable {
  /// Where the gradient belongs.
  let point: [Double]

  /// The gradient at the point.
  let gradient: [Double]

  /// The Hessian.
  let hessian: BlendedHessian

  /// The model's gradient at another place.
  func gradient(at place: [Double]) -> [Double] {
    let step = zip(place, point).map { $0 - $1 }
    return zip(gradient, hessian.multiplied(by: step)).map { $0 + $1 }
  }
}

/// A Hessian between those of two places: `(1 - t)·A + t·B`.
///
/// Along a path of fits the Hessian bends little from one place to the next, so the blend is good
/// to second order in their distance, at no pass over the rows.
struct BlendedHessian: Sendable {
  private let first: SymmetricMatrix
  private let second: SymmetricMatrix?
  private let share: Double

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

  /// The value in a row and a column.
  subscript(row: Int, column: Int) -> Double {
    let value = first[row, column]
    guard let second else { return value }
    return value + share * (second[row, column] - value)
  }

  /// The values of some rows and the same columns, row after row.
  func block(_ indices: [Int]) -> [Double] {
    let whole = first.submatrix(indices).elements
    guard let second else { return whole }
    var values = whole
    Self.blend(&values, second.submatrix(indices).elements, share)
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

  /// The product with a vector.
  func multiplied(by vector: [Double]) -> [Double] {
    let product = first.multiplied(by: vector)
    guard let second else { return product }
    return zip(product, second.multiplied(by: vector)).map { $0 + share * ($1 - $0) }
  }
}

extension SymmetricMatrix {
  /// The matrix with every row and column multiplied by its factor.
  func scaledSymmetrically(by factors: [Double]) -> SymmetricMatrix {
    var scaled = elements
    for row in 0..<order {
      for column in 0..<order {
        scaled[row * order + column] *= factors[row] * factors[column]
      }
    }
    return SymmetricMatrix(order: order, elements: scaled)
  }
}
