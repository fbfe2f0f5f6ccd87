import LinearAlgebra
import Tables
import TestLeads
import Testing

@testable import FeatureExtraction

@Suite("The design matrix of encoded leads")
struct FeatureExtractorDesignMatrixTests {
  private static let table = Table([
    .categories("job", ["b", "a", "b", nil]), .numbers("age", [20, .nan, 40, 60]),
    .numbers("size", [10, 60, 60, 200]), .numbers("visits", [1, 2, 3, 6]),
  ])

  private static func extractor() throws -> FeatureExtractor {
    try FeatureExtractor(
      fitting: [
        FeatureDeclaration(
          column: "job", kind: .explicit, encoding: .categorical(minimumCount: 1)),
        FeatureDeclaration(column: "age", kind: .explicit, encoding: .numeric(.none)),
        FeatureDeclaration(column: "size", kind: .implicit, encoding: .binned(edges: [50, 100])),
        FeatureDeclaration(column: "visits", kind: .behavioural, encoding: .numeric(.none)),
      ], to: table)
  }

  @Test("has numbers first, each followed by its indicator, then the factors")
  func layout() throws {
    let extractor = try Self.extractor()
    let matrix = extractor.designMatrix(
      try extractor.encode(Self.table), rowCount: 4, coding: .full)
    #expect(matrix.dense.columnCount == 3)
    #expect(
      (0..<4).map { matrix.dense[$0, 0] }
        == [-40, 0, 0, 40].map { $0 / (800.0 / 3 * 4).squareRoot() })
    #expect((0..<4).map { matrix.dense[$0, 1] } == [0, 1, 0, 0])
    #expect(matrix.factors.map(\.codes) == [[1, 0, 1, 2], [0, 1, 1, 2]])
    #expect(matrix.factors.map(\.levelCount) == [3, 3])
    #expect(matrix.layout.count == 1 + 3 + 3 + 3)
  }

  @Test(
    "has one parameter per term, each of them once, a reference level none",
    arguments: FactorCoding.allCases)
  func termsCoverParameters(_ coding: FactorCoding) throws {
    let extractor = try Self.extractor()
    let matrix = extractor.designMatrix(
      try extractor.encode(Self.table), rowCount: 4, coding: coding)
    let terms = extractor.terms(coding: coding)
    #expect(terms.compactMap(\.parameter).sorted() == Array(1..<matrix.layout.count))
    let withoutParameter = terms.filter { $0.parameter == nil }
    #expect(withoutParameter.map(\.part) == (coding == .full ? [] : [.code(0), .code(0)]))
    #expect(withoutParameter.map(\.feature) == (coding == .full ? [] : [0, 2]))
  }

  @Test("has terms in the order of the features, with their parts")
  func parts() throws {
    let terms = try Self.extractor().terms(coding: .full)
    #expect(terms.map(\.feature) == [0, 0, 0, 1, 1, 2, 2, 2, 3])
    #expect(
      terms.map(\.part) == [
        .code(0), .code(1), .code(2), .value, .missing, .code(0), .code(1), .code(2), .value,
      ])
  }

  @Test("gives the same sums as its terms do by hand", arguments: FactorCoding.allCases)
  func linearPredictor(_ coding: FactorCoding) throws {
    let extractor = try Self.extractor()
    let encoded = try extractor.encode(Self.table)
    let matrix = extractor.designMatrix(encoded, rowCount: 4, coding: coding)
    let parameters = (0..<matrix.layout.count).map { Double($0 * $0) / 7 - 1 }
    let expected = (0..<4).map { row in
      extractor.terms(coding: coding).reduce(parameters[0]) { sum, term in
        let present: Double =
          switch (encoded[term.feature], term.part) {
          case (.values(let values), .value): values[row].isNaN ? 0 : values[row]
          case (.values(let values), .missing): values[row].isNaN ? 1 : 0
          case (.codes(let codes), .code(let code)): codes[row] == code ? 1 : 0
          default: .nan
          }
        return sum + present * (term.parameter.map { parameters[$0] } ?? 0)
      }
    }
    for (found, wanted) in zip(matrix.linearPredictor(parameters), expected) {
      #expect(abs(found - wanted) < 1e-12)
    }
  }

  @Test("knows the mean of every term over the training leads", arguments: FactorCoding.allCases)
  func means(_ coding: FactorCoding) throws {
    let extractor = try Self.extractor()
    let encoded = try extractor.encode(Self.table)
    for term in extractor.terms(coding: coding) {
      let values: [Double] =
        switch (encoded[term.feature], term.part) {
        case (.values(let values), .value): values.map { $0.isNaN ? 0 : $0 }
        case (.values(let values), .missing): values.map { $0.isNaN ? 1 : 0 }
        case (.codes(let codes), .code(let code)): codes.map { Int($0) == code ? 1 : 0 }
        default: []
        }
      #expect(abs(values.reduce(0, +) / 4 - term.mean) < 1e-12)
    }
  }

  @Test("has a level more for unknown values on request")
  func unknownLevels() throws {
    let extractor = try Self.extractor()
    let encoded = try extractor.encode(
      Table([
        .categories("job", ["new"]), .numbers("age", [20]), .numbers("size", [.nan]),
        .numbers("visits", [2]),
      ]))
    let matrix = extractor.designMatrix(
      encoded, rowCount: 1, coding: .reference, hasUnknownLevels: true)
    #expect(matrix.factors.map(\.codes) == [[3], [3]])
    #expect(matrix.factors.map(\.levelCount) == [4, 4])
  }
}
