import LinearAlgebra
import TestSupport
import Testing

@Suite("Quadratic forms of scaled rows")
struct DesignMatrixQuadraticFormsTests {
  private static func matrix(rows: Int) -> DesignMatrix {
    var numbers = SeededGenerator(seed: 3)
    let elements = (0..<rows * 2).map { _ in 5 + numbers.normal() }
    let codes = (0..<rows).map { UInt16($0 * 5 % 4) }
    return DesignMatrix(
      dense: DenseBlock(rowCount: rows, columnCount: 2, elements: elements),
      factors: [
        Factor(codes: codes, levelCount: 4, dropsFirstLevel: true),
        Factor(codes: codes.map { $0 % 2 }, levelCount: 2, dropsFirstLevel: false),
      ])
  }

  private static func form(order: Int) -> SymmetricMatrix {
    var numbers = SeededGenerator(seed: 4)
    return SymmetricMatrix(
      order: order, elements: (0..<order * order).map { _ in numbers.normal() })
  }

  @Test("are those of the raw rows after the change of parameters", arguments: [1, 2, 3])
  func rawRows(threads: Int) {
    let matrix = Self.matrix(rows: 5000)
    let scaling = matrix.standardization()
    let scaled = Self.form(order: matrix.layout.count)
    let forms = matrix.quadraticForms(scaled, scaling: scaling, threads: threads)
    let raw = matrix.quadraticForms(
      scaling.raw(fromScaledCovariance: scaled), scaling: ColumnScaling(identityFor: 2),
      threads: 1)
    #expect(zip(forms, raw).allSatisfy { abs($0 - $1) < 1e-10 })
    #expect(forms == matrix.quadraticForms(scaled, scaling: scaling, threads: 1))
  }

  @Test("of clusters are the squares of their sums")
  func clusters() {
    let matrix = Self.matrix(rows: 60)
    let scaling = matrix.standardization()
    var numbers = SeededGenerator(seed: 5)
    let residuals = (0..<60).map { _ in numbers.normal() }
    let clusters = (0..<7).map { cluster in (0..<60).filter { $0 % 7 == cluster } }
    let gram = matrix.clusterScoreGram(
      residuals, clusters: clusters, scaling: scaling, threads: 2)
    var expected = SymmetricMatrix(order: matrix.layout.count)
    for cluster in clusters {
      let members = matrix.rows(cluster)
      let score = members.transposeProduct(cluster.map { residuals[$0] }, scaling: scaling)
      for row in score.indices {
        for column in 0...row { expected[row, column] += score[row] * score[column] }
      }
    }
    #expect(zip(gram.elements, expected.elements).allSatisfy { abs($0 - $1) < 1e-11 })
  }
}
