import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Prediction

@Suite("An index of identifiers")
struct IdentifierIndexTests {
  @Test("finds every repeat and the first lead of its kind, over many runs")
  func repeats() throws {
    var random = SeededGenerator(seed: 8)
    let hashes = (0..<3000).map { _ in random.next() % 1500 }
    let index = try IdentifierIndex(runLength: 128)
    try index.append(Array(hashes.prefix(1000)))
    try index.append(Array(hashes.dropFirst(1000)))
    var first: [UInt64: Int] = [:]
    var expected: [IdentifierIndex.Repeat] = []
    for (row, hash) in hashes.enumerated() {
      if let known = first[hash] {
        expected.append(.init(row: row, firstRow: known))
      } else {
        first[hash] = row
      }
    }
    let found = try index.repeats()
    #expect(found.total == expected.count && found.total > 1000)
    #expect(found.first == Array(expected.prefix(1000)))
  }

  @Test("is silent when all are different")
  func allDifferent() throws {
    let index = try IdentifierIndex(runLength: 100)
    try index.append((0..<1000).map { UInt64($0).mixed })
    #expect(try index.repeats().total == 0)
  }

  @Test("different identifiers of one hash are told apart, equal ones are refused")
  func collision() throws {
    let model = try PredictionLeads.model()
    let names = ["a", "b", "c", "b"]
    let table = PredictionLeads.table(4, seed: 2) { names[$0] }
    func spool() throws -> LeadSpool {
      let spool = try LeadSpool(layout: SpoolLayout(of: model), source: "leads.csv")
      let encoded = try model.extractor.encode(table)
      try spool.append(spool.layout.pack(table, encoded), count: 4)
      return spool
    }
    let collided = try IdentifierIndex()
    try collided.append([1, 2, 1, 3])
    try spool().refuseRepeats(collided, column: "id")
    let repeated = try IdentifierIndex()
    try repeated.append([1, 2, 1, 2])
    let error = try #require(throws: DataProblems.self) {
      try spool().refuseRepeats(repeated, column: "id")
    }
    #expect(error.total == 1)
    #expect(error.problems.map(\.place.line) == [5])
    #expect(error.problems.map(\.kind) == [.duplicateIdentifier(id: "b", firstLine: 3)])
  }
}
