internal import COpenBLAS

/// A symmetric matrix with one row and column per parameter.
public struct SymmetricMatrix: Sendable, Equatable {
  /// The number of rows and columns.
  public let order: Int

  /// All `order * order` values, both triangles, row after row.
  public private(set) var elements: [Double]

  /// Creates a matrix of zeros.
  public init(order: Int) {
    self.order = order
    elements = Array(repeating: 0, count: order * order)
  }

  /// Creates a matrix from both triangles.
  ///
  /// - Parameters:
  ///   - order: The number of rows and columns.
  ///   - elements: `order * order` values; of each pair across the diagonal the one below it counts.
  public init(order: Int, elements: [Double]) {
    precondition(elements.count == order * order, "\(elements.count) values for order \(order)")
    self.order = order
    self.elements = elements
    for i in 0..<order {
      for j in 0..<i {
        self.elements[j * order + i] = elements[i * order + j]
      }
    }
  }

  /// The value in a row and a column; setting it also sets its mirror image.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(column < order, "column \(column) of \(order)")
      return elements[row * order + column]
    }
    set {
      precondition(column < order, "column \(column) of \(order)")
      elements[row * order + column] = newValue
      elements[column * order + row] = newValue
    }
  }

  /// The diagonal.
  public var diagonal: [Double] {
    (0..<order).map { elements[$0 * order + $0] }
  }

  /// The matrix with every value multiplied by a number.
  public func scaled(by factor: Double) -> SymmetricMatrix {
    var result = self
    for index in result.elements.indices {
      result.elements[index] *= factor
    }
    return result
  }

  /// The matrix with a vector added to its diagonal.
  public func adding(diagonal: [Double]) -> SymmetricMatrix {
    precondition(diagonal.count == order, "\(diagonal.count) values for order \(order)")
    var result = self
    for index in 0..<order {
      result.elements[index * order + index] += diagonal[index]
    }
    return result
  }

  /// The matrix of the given rows and the same columns.
  public func submatrix(_ indices: [Int]) -> SymmetricMatrix {
    guard indices.count != order || indices != Array(0..<order) else { return self }
    var result = SymmetricMatrix(order: indices.count)
    for (i, row) in indices.enumerated() {
      for (j, column) in indices.enumerated() {
        result.elements[i * indices.count + j] = elements[row * order + column]
      }
    }
    return result
  }

  /// The larger matrix that has this one at the given rows and columns and zeros elsewhere.
  ///
  /// - Parameters:
  ///   - indices: The places of this matrix' rows, `order` of them.
  ///   - largerOrder: The order of the larger matrix.
  /// - Returns: A matrix of order `largerOrder`.
  public func embedded(at indices: [Int], order largerOrder: Int) -> SymmetricMatrix {
    precondition(indices.count == order, "\(indices.count) places for order \(order)")
    var result = SymmetricMatrix(order: largerOrder)
    for (i, row) in indices.enumerated() {
      for (j, column) in indices.enumerated() {
        result.elements[row * largerOrder + column] = elements[i * order + j]
      }
    }
    return result
  }

  /// The product of the matrix with a vector.
  public func multiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == order, "\(vector.count) values for order \(order)")
    guard order > 0 else { return [] }
    OpenBLAS.useOneThread()
    var product = [Double](repeating: 0, count: order)
    unsafe cblas_dsymv(
      CblasRowMajor, CblasLower, blasint(order), 1, elements, blasint(order), vector, 1, 0,
      &product, 1)
    return product
  }

  /// The quadratic form `vᵀ·A·v`: with a covariance matrix, the variance of `v·b`.
  public func quadraticForm(_ vector: [Double]) -> Double {
    zip(vector, multiplied(by: vector)).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
