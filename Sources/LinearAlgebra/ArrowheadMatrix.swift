/// A symmetric matrix one block of whose diagonal is itself diagonal.
///
/// Such is the Hessian of a model with a factor: no row has two of its levels. With the factor's
/// parameters first it reads `[D, C; Cᵀ, B]`, and only the vector `D`, the cross block `C` and the
/// small block `B` are stored. A factor of 20,000 levels costs 20,000 rows of `C`, never 20,000²
/// values.
public struct ArrowheadMatrix: Sendable, Equatable {
  /// The number of rows and columns.
  public let order: Int

  /// The rows of the diagonal block, possibly none.
  public let shaft: Range<Int>

  /// The diagonal block `D`.
  public internal(set) var shaftDiagonal: [Double]

  /// The cross block `C`, `shaft.count` rows of ``stride`` values.
  var cross: [Double]

  /// The block `B` of the other rows, `headOrder` rows of ``stride`` values, of which those below
  /// the diagonal are not used.
  var head: [Double]

  /// The length of a stored row: ``headOrder`` padded with zeros to the kernels' vector width.
  let stride: Int

  /// Creates a matrix of zeros.
  ///
  /// - Parameters:
  ///   - order: The number of rows and columns.
  ///   - shaft: The rows of the diagonal block.
  public init(order: Int, shaft: Range<Int>) {
    precondition(0 <= shaft.lowerBound && shaft.upperBound <= order, "\(shaft) of \(order) rows")
    self.order = order
    self.shaft = shaft
    stride = (order - shaft.count + 7) / 8 * 8
    shaftDiagonal = Array(repeating: 0, count: shaft.count)
    cross = Array(repeating: 0, count: shaft.count * stride)
    head = Array(repeating: 0, count: (order - shaft.count) * stride)
  }

  /// Stores a symmetric matrix without a diagonal block.
  public init(_ matrix: SymmetricMatrix) {
    self.init(order: matrix.order, shaft: 0..<0)
    for i in 0..<order {
      for j in i..<order {
        head[i * stride + j] = matrix[i, j]
      }
    }
  }

  /// The number of rows outside the diagonal block.
  public var headOrder: Int { order - shaft.count }

  /// The place of a row among those outside the diagonal block.
  func headIndex(_ row: Int) -> Int { row < shaft.lowerBound ? row : row - shaft.count }

  /// The row that has a place outside the diagonal block.
  func row(ofHeadIndex index: Int) -> Int {
    index < shaft.lowerBound ? index : index + shaft.count
  }

  /// The value in a row and a column; setting it also sets its mirror image.
  ///
  /// - Precondition: only zeros are set in two different rows of the diagonal block.
  public subscript(row: Int, column: Int) -> Double {
    get {
      switch (shaft.contains(row), shaft.contains(column)) {
      case (true, true): row == column ? shaftDiagonal[row - shaft.lowerBound] : 0
      case (true, false): cross[(row - shaft.lowerBound) * stride + headIndex(column)]
      case (false, true): cross[(column - shaft.lowerBound) * stride + headIndex(row)]
      case (false, false):
        head[headIndex(min(row, column)) * stride + headIndex(max(row, column))]
      }
    }
    set {
      switch (shaft.contains(row), shaft.contains(column)) {
      case (true, true):
        precondition(row == column || newValue == 0, "a value inside the diagonal block")
        if row == column { shaftDiagonal[row - shaft.lowerBound] = newValue }
      case (true, false): cross[(row - shaft.lowerBound) * stride + headIndex(column)] = newValue
      case (false, true): cross[(column - shaft.lowerBound) * stride + headIndex(row)] = newValue
      case (false, false):
        head[headIndex(min(row, column)) * stride + headIndex(max(row, column))] = newValue
      }
    }
  }

  /// The diagonal.
  public var diagonal: [Double] { (0..<order).map { self[$0, $0] } }

  /// All values, written out.
  public var symmetric: SymmetricMatrix {
    var result = SymmetricMatrix(order: order)
    for i in 0..<headOrder {
      for j in i..<headOrder {
        result[row(ofHeadIndex: j), row(ofHeadIndex: i)] = head[i * stride + j]
      }
    }
    for (index, row) in shaft.enumerated() {
      result[row, row] = shaftDiagonal[index]
      for j in 0..<headOrder {
        result[row, self.row(ofHeadIndex: j)] = cross[index * stride + j]
      }
    }
    return result
  }

  /// The same matrix, stored without a diagonal block.
  private var withoutShaft: ArrowheadMatrix {
    var result = ArrowheadMatrix(order: order, shaft: 0..<0)
    let rows = (0..<headOrder).map(row(ofHeadIndex:))
    for i in 0..<headOrder {
      let start = rows[i] * result.stride
      for j in i..<headOrder { result.head[start + rows[j]] = head[i * stride + j] }
    }
    for (index, row) in shaft.enumerated() {
      result.head[row * result.stride + row] = shaftDiagonal[index]
      for j in 0..<headOrder {
        let (first, second) = (min(row, rows[j]), max(row, rows[j]))
        result.head[first * result.stride + second] = cross[index * stride + j]
      }
    }
    return result
  }

  /// The matrix with every value multiplied by a number.
  public func scaled(by factor: Double) -> ArrowheadMatrix {
    var result = self
    for index in result.shaftDiagonal.indices { result.shaftDiagonal[index] *= factor }
    for index in result.cross.indices { result.cross[index] *= factor }
    for index in result.head.indices { result.head[index] *= factor }
    return result
  }

  /// Adds a multiple of a matrix with the same diagonal block.
  public mutating func add(_ other: ArrowheadMatrix, times factor: Double) {
    precondition(order == other.order && shaft == other.shaft, "matrices of different shape")
    for index in shaftDiagonal.indices {
      shaftDiagonal[index] += factor * other.shaftDiagonal[index]
    }
    for index in cross.indices { cross[index] += factor * other.cross[index] }
    for index in head.indices { head[index] += factor * other.head[index] }
  }

  /// The matrix plus a sparse one of the same order.
  ///
  /// Entries that couple two rows of the diagonal block end it: the sum is stored without one.
  public func adding(_ sparse: SparseSymmetricMatrix) -> ArrowheadMatrix {
    precondition(sparse.order == order, "order \(sparse.order) for order \(order)")
    let couples = sparse.entries.contains {
      $0.value != 0 && shaft.contains($0.row) && shaft.contains($0.column)
    }
    var result = couples ? withoutShaft : self
    for (row, value) in sparse.diagonal.enumerated() where value != 0 {
      result[row, row] += value
    }
    for entry in sparse.entries where entry.value != 0 {
      result[entry.row, entry.column] += entry.value
    }
    return result
  }

  /// The matrix plus a share of its own diagonal.
  public func adding(shareOfDiagonal share: Double) -> ArrowheadMatrix {
    guard share != 0 else { return self }
    return adding(SparseSymmetricMatrix(diagonal: diagonal.map { $0 * share }))
  }

  /// The matrix of the given rows, in ascending order, and the same columns.
  public func submatrix(_ rows: [Int]) -> ArrowheadMatrix {
    guard rows.count != order else { return self }
    let inShaft = rows.filter(shaft.contains)
    let start = rows.firstIndex { $0 >= shaft.lowerBound } ?? rows.count
    var result = ArrowheadMatrix(order: rows.count, shaft: start..<start + inShaft.count)
    let heads = rows.filter { !shaft.contains($0) }.map(headIndex)
    for (i, row) in heads.enumerated() {
      for j in i..<heads.count {
        result.head[i * result.stride + j] = head[row * stride + heads[j]]
      }
    }
    for (i, row) in inShaft.enumerated() {
      let old = row - shaft.lowerBound
      result.shaftDiagonal[i] = shaftDiagonal[old]
      for (j, column) in heads.enumerated() {
        result.cross[i * result.stride + j] = cross[old * stride + column]
      }
    }
    return result
  }
}
