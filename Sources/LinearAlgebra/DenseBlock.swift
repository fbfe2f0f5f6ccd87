/// The numeric columns of a design matrix, stored row after row.
///
/// The intercept is not a column here: every operation of ``DesignMatrix`` supplies it.
public struct DenseBlock: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int

  /// The number of columns, possibly 0.
  public let columnCount: Int

  /// The values in row-major order: row `i`, column `j` is at `i * columnCount + j`.
  public let elements: [Double]

  /// Creates a block from its values in row-major order.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows.
  ///   - columnCount: The number of columns.
  ///   - elements: `rowCount * columnCount` values.
  public init(rowCount: Int, columnCount: Int, elements: [Double]) {
    precondition(
      rowCount >= 0 && columnCount >= 0 && elements.count == rowCount * columnCount,
      "\(rowCount) × \(columnCount) values expected, \(elements.count) given")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// Creates a block from its columns.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows, needed where there are no columns.
  ///   - columns: Columns of `rowCount` values each.
  public init(rowCount: Int, columns: [[Double]]) {
    precondition(
      columns.allSatisfy { $0.count == rowCount }, "every column must have \(rowCount) values")
    var elements = [Double](repeating: 0, count: rowCount * columns.count)
    for (j, column) in columns.enumerated() {
      for i in 0..<rowCount {
        elements[i * columns.count + j] = column[i]
      }
    }
    self.init(rowCount: rowCount, columnCount: columns.count, elements: elements)
  }

  /// The value in a row and a column.
  public subscript(row: Int, column: Int) -> Double {
    precondition(0..<columnCount ~= column, "column \(column) of \(columnCount)")
    return elements[row * columnCount + column]
  }

  /// The block of the given rows, in the given order, repeats allowed.
  public func rows(_ indices: [Int]) -> DenseBlock {
    let gathered = unsafe [Double](
      unsafeUninitializedCapacity: indices.count * columnCount
    ) { buffer, count in
      count = indices.count * columnCount
      guard count > 0 else { return }
      unsafe elements.withUnsafeBufferPointer { elements in
        for (place, row) in indices.enumerated() {
          precondition(0..<rowCount ~= row, "row \(row) of \(rowCount)")
          for j in 0..<columnCount {
            unsafe buffer[place * columnCount + j] = elements[row * columnCount + j]
          }
        }
      }
    }
    return DenseBlock(rowCount: indices.count, columnCount: columnCount, elements: gathered)
  }
}
