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
