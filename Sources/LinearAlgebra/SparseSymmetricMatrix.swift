/// A symmetric matrix with few values other than zero beside its diagonal.
public struct SparseSymmetricMatrix: Sendable, Equatable {
  /// A value below the diagonal, which stands for its mirror image too.
  public struct Entry: Sendable, Equatable {
    /// The larger index.
    public let row: Int

    /// The smaller index.
    public let column: Int

    /// The value in both places.
    public let value: Double

    /// Creates an entry; the larger of two different indices becomes the row.
    public init(_ first: Int, _ second: Int, value: Double) {
      precondition(first != second, "index \(first) twice: that is the diagonal")
      row = max(first, second)
      column = min(first, second)
      self.value = value
    }
  }

  /// The diagonal.
  public let diagonal: [Double]

  /// The values below the diagonal, row after row, each place once.
  public let entries: [Entry]

  /// Creates a matrix.
  ///
  /// - Parameters:
  ///   - diagonal: A value per row.
  ///   - entries: Values off the diagonal in any order; those of the same place are added up.
  public init(diagonal: [Double], entries: [Entry] = []) {
    precondition(
      entries.allSatisfy { $0.column >= 0 && $0.row < diagonal.count },
      "an entry lies outside of order \(diagonal.count)")
    // The places in order, and entries of one place in the order given, so that sums have the same
    // bits every time.
    let order = entries.indices.sorted {
      let (a, b) = (entries[$0], entries[$1])
      return (a.row, a.column, $0) < (b.row, b.column, $1)
    }
    var merged: [Entry] = []
    for entry in order.map({ entries[$0] }) {
      if let last = merged.last, last.row == entry.row, last.column == entry.column {
        merged[merged.count - 1] = Entry(entry.row, entry.column, value: last.value + entry.value)
      } else {
        merged.append(entry)
      }
    }
    self.diagonal = diagonal
    self.entries = merged
  }

  /// The number of rows and columns.
  public var order: Int { diagonal.count }

  /// Whether no value off the diagonal is stored.
  public var isDiagonal: Bool { entries.isEmpty }

  /// The matrix of the given rows, in ascending order, and the same columns.
  public func submatrix(_ rows: [Int]) -> SparseSymmetricMatrix {
    guard rows.count != order else { return self }
    var places = [Int?](repeating: nil, count: order)
    for (place, row) in rows.enumerated() { places[row] = place }
    return SparseSymmetricMatrix(
      diagonal: rows.map { diagonal[$0] },
      entries: entries.compactMap { entry in
        guard let row = places[entry.row], let column = places[entry.column] else { return nil }
        return Entry(row, column, value: entry.value)
      })
  }

  /// The product of the matrix with a vector.
  public func multiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == order, "\(vector.count) values for order \(order)")
    var product = zip(diagonal, vector).map { $0 * $1 }
    for entry in entries {
      product[entry.row] += entry.value * vector[entry.column]
      product[entry.column] += entry.value * vector[entry.row]
    }
    return product
  }

  /// The quadratic form `vᵀ·A·v`.
  public func quadraticForm(_ vector: [Double]) -> Double {
    zip(vector, multiplied(by: vector)).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension SymmetricMatrix {
  /// The matrix plus a sparse one of the same order.
  public func adding(_ sparse: SparseSymmetricMatrix) -> SymmetricMatrix {
    var result = adding(diagonal: sparse.diagonal)
    for entry in sparse.entries {
      result[entry.row, entry.column] += entry.value
    }
    return result
  }

  /// The sum `Σ A_ij·B_ij` over all places: the trace of the product with a sparse matrix.
  public func innerProduct(_ sparse: SparseSymmetricMatrix) -> Double {
    precondition(sparse.order == order, "order \(sparse.order) for order \(order)")
    let onDiagonal = sparse.diagonal.indices.reduce(0) {
      $0 + sparse.diagonal[$1] * self[$1, $1]
    }
    return sparse.entries.reduce(onDiagonal) { $0 + 2 * $1.value * self[$1.row, $1.column] }
  }
}
