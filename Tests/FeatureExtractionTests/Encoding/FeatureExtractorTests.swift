import Tables
import TestLeads
import Testing

@testable import FeatureExtraction

@Suite("A feature extractor")
struct FeatureExtractorTests {
  private static let table = Table([
    .numbers("age", [20, .nan, 40, 60]), .categories("job", ["a", "b", "a", nil]),
    .numbers("size", [10, 60, 60, 200]),
  ])
  private static let declarations = [
    FeatureDeclaration(column: "age", kind: .explicit, encoding: .numeric(.none)),
    FeatureDeclaration(column: "job", kind: .implicit, encoding: .categorical(minimumCount: 1)),
    FeatureDeclaration(
      name: "company size", column: "size", kind: .implicit, encoding: .binned(edges: [50, 100])),
    FeatureDeclaration(name: "log size", column: "size", kind: .implicit, encoding: .numeric(.log)),
  ]

  @Test("encodes leads by what it learned from other leads")
  func encodes() throws {
    let extractor = try FeatureExtractor(fitting: Self.declarations, to: Self.table)
    let other = Table([
      .numbers("age", [40, .nan]), .categories("job", ["c", "b"]), .numbers("size", [100, .nan]),
      .text("unrelated", ["", ""]),
    ])
    let encoded = try extractor.encode(other)
    #expect(encoded.count == 4)
    guard case .values(let ages) = encoded[0] else {
      Issue.record("age is not numeric")
      return
    }
    #expect(ages[0] == 0)
    #expect(ages[1].isNaN)
    #expect(encoded[1] == .codes([3, 1]))
    #expect(encoded[2] == .codes([2, 3]))
  }

  @Test("names each column to read once, with its kind")
  func columnKinds() throws {
    let extractor = try FeatureExtractor(fitting: Self.declarations, to: Self.table)
    #expect(extractor.columnKinds.map(\.name) == ["age", "job", "size"])
    #expect(extractor.columnKinds.map(\.kind) == [.number, .category, .number])
  }

  @Test("names a missing column and the nearest there is")
  func missingColumn() {
    let declared = [
      FeatureDeclaration(column: "jobs", kind: .explicit, encoding: .categorical(minimumCount: 5))
    ]
    let expected = FeatureProblem.missingColumn(
      name: "jobs", source: "leads.csv", available: ["age", "job", "size"])
    #expect(throws: expected) { try FeatureExtractor(fitting: declared, to: Self.table) }
    #expect(expected.description == "leads.csv: no column \"jobs\"; did you mean \"job\"?")
  }

  @Test("refuses texts where it needs numbers, but not a column without values")
  func notNumbers() throws {
    let declared = [FeatureDeclaration(column: "job", kind: .explicit, encoding: .numeric(.none))]
    #expect(throws: FeatureProblem.notNumbers(column: "job")) {
      try FeatureExtractor(fitting: declared, to: Self.table)
    }
    let extractor = try FeatureExtractor(
      fitting: declared, to: Table([.numbers("job", [1, 2])]))
    let encoded = try extractor.encode(Table([.categories("job", [nil, nil])]))
    guard case .values(let values) = encoded[0] else {
      Issue.record("job is not numeric")
      return
    }
    #expect(values.map(\.isNaN) == [true, true])
  }

  @Test("takes numbers for categories by their text")
  func numbersAsCategories() throws {
    let declared = [
      FeatureDeclaration(column: "size", kind: .explicit, encoding: .categorical(minimumCount: 1))
    ]
    let extractor = try FeatureExtractor(fitting: declared, to: Self.table)
    #expect(
      try extractor.encode(Table([.categories("size", ["60", "10", "200"])])) == [
        .codes([2, 0, 1])
      ])
  }
}
