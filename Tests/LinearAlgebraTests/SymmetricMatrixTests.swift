import LinearAlgebra
import TestSupport
import Testing

@Suite("A symmetric matrix")
struct SymmetricMatrixTests {
  let matrix = SymmetricMatrix(order: 3, elements: [1, 99, 99, 2, 4, 99, 3, 5, 6])

  @Test("mirrors its lower triangle")
  func mirror() {
    #expect(matrix.elements == [1, 2, 3, 2, 4, 5, 3, 5, 6])
    var changed = matrix
    changed[0, 2] = 7
    #expect(changed[2, 0] == 7)
  }

  @Test("multiplies vectors")
  func products() {
    #expect(matrix.multiplied(by: [1, 0, -1]) == [-2, -3, -3])
    #expect(matrix.quadraticForm([1, 0, -1]) == 1)
  }

  @Test("gives up rows and takes them back")
  func submatrix() {
    let part = matrix.submatrix([2, 0])
    #expect(part == SymmetricMatrix(order: 2, elements: [6, 3, 3, 1]))
    let whole = part.embedded(at: [2, 0], order: 3)
    #expect(whole == SymmetricMatrix(order: 3, elements: [1, 0, 0, 0, 0, 0, 3, 0, 6]))
  }

  @Test("scales and takes a diagonal")
  func arithmetic() {
    #expect(matrix.scaled(by: 2).diagonal == [2, 8, 12])
    #expect(matrix.adding(diagonal: [1, 1, 1]).diagonal == [2, 5, 7])
  }

  @Test("computes on one thread of OpenBLAS")
  func oneThread() {
    OpenBLAS.useOneThread()
    #expect(OpenBLAS.threadCount == 1)
    #expect(!OpenBLAS.coreName.isEmpty)
    #expect(OpenBLAS.config.hasPrefix("OpenBLAS"))
  }
}

@Suite("The dependent columns of a Gram matrix")
struct DependentColumnsTests {
  private func gram(_ columns: [[Double]]) -> SymmetricMatrix {
    DesignMatrix(dense: DenseBlock(rowCount: columns[0].count, columns: columns))
      .weightedGram(columns[0].map { _ in 1 })
  }

  @Test("are those that repeat columns before them")
  func repeats() {
    var numbers = SeededGenerator(seed: 1)
    let x = (0..<40).map { _ in numbers.normal() }
    let y = (0..<40).map { _ in numbers.normal() }
    let sum = zip(x, y).map { 1e6 * ($0 - 2 * $1 + 5) }
    #expect(gram([x, y]).dependentColumns().isEmpty)
    #expect(gram([x, y, sum]).dependentColumns() == [3])
    #expect(gram([sum, x, y, x]).dependentColumns() == [3, 4])
  }

  @Test("include constants and zeros")
  func constants() {
    let x = [1.0, 2, 3, 4, 5]
    #expect(gram([[2, 2, 2, 2, 2], x, [0, 0, 0, 0, 0]]).dependentColumns() == [1, 3])
  }

  @Test("do not include a column that adds a little")
  func nearlyDependent() {
    var numbers = SeededGenerator(seed: 2)
    let x = (0..<40).map { _ in numbers.normal() }
    let near = x.map { $0 + 1e-4 * numbers.normal() }
    #expect(gram([x, near]).dependentColumns().isEmpty)
  }

  @Test("are the surplus of more columns than rows")
  func surplus() {
    var numbers = SeededGenerator(seed: 3)
    let columns = (0..<6).map { _ in (0..<4).map { _ in numbers.normal() } }
    #expect(gram(columns).dependentColumns() == [4, 5, 6])
  }
}
