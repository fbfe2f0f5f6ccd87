import LinearAlgebra
import Testing

@Suite("A sparse symmetric matrix")
struct SparseSymmetricMatrixTests {
  /// The matrix with rows 1 2 0, 2 3 -1, 0 -1 5; the value 2 comes in two parts.
  let sparse = SparseSymmetricMatrix(
    diagonal: [1, 3, 5],
    entries: [.init(1, 2, value: -1), .init(0, 1, value: 1.5), .init(1, 0, value: 0.5)])

  @Test("adds up the entries of one place, in either order of indices")
  func entries() {
    #expect(sparse.entries == [.init(1, 0, value: 2), .init(2, 1, value: -1)])
    #expect(!sparse.isDiagonal)
    #expect(SparseSymmetricMatrix(diagonal: [1, 2]).isDiagonal)
  }

  @Test("has the products of the written-out matrix")
  func products() {
    let dense = SymmetricMatrix(order: 3).adding(sparse)
    #expect(dense == SymmetricMatrix(order: 3, elements: [1, 0, 0, 2, 3, 0, 0, -1, 5]))
    #expect(sparse.multiplied(by: [1, -2, 4]) == dense.multiplied(by: [1, -2, 4]))
    #expect(sparse.quadraticForm([1, -2, 4]) == dense.quadraticForm([1, -2, 4]))
    #expect(dense.innerProduct(sparse) == 45)
  }

  @Test("refuses an entry outside of its order")
  func outside() async {
    await #expect(processExitsWith: .failure) {
      _ = SparseSymmetricMatrix(diagonal: [1], entries: [.init(0, 1, value: 1)])
    }
  }
}
