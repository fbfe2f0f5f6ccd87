import LinearAlgebra
import Testing

@Suite("A design matrix")
struct DesignMatrixTests {
  @Test("is the same made of columns or of rows")
  func columns() {
    let block = DenseBlock(rowCount: 3, columns: [[1, 2, 3], [4, 5, 6]])
    #expect(block == DenseBlock(rowCount: 3, columnCount: 2, elements: [1, 4, 2, 5, 3, 6]))
    #expect(block[2, 1] == 6)
  }

  @Test("gathers rows in the given order, with repeats")
  func rows() {
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 3, columns: [[1, 2, 3]]),
      factors: [Factor(codes: [0, 1, 2], levelCount: 4, dropsFirstLevel: true)])
    let gathered = matrix.rows([2, 0, 2])
    #expect(gathered.dense.elements == [3, 1, 3])
    #expect(gathered.factors[0].codes == [2, 0, 2])
    #expect(gathered.layout == matrix.layout)
  }

  @Test("refuses a code that is not a level, as the kernels do not check")
  func badCode() async {
    await #expect(processExitsWith: .failure) {
      _ = Factor(codes: [0, 3], levelCount: 3, dropsFirstLevel: false)
    }
  }

  @Test("refuses a factor with another number of rows")
  func badLength() async {
    await #expect(processExitsWith: .failure) {
      _ = DesignMatrix(
        dense: DenseBlock(rowCount: 3, columns: []),
        factors: [Factor(codes: [0, 1], levelCount: 2, dropsFirstLevel: false)])
    }
  }
}
