import FeatureExtraction
import RuleScoring
import Tables
import Testing
import YAMLDocuments

@Suite("Points as features")
struct RuleFeaturesTests {
  private func scores() throws -> RuleScores {
    let book = """
      name: Points
      groups:
        - name: Visits
          kind: behavioural
          column: visits
          bands: {0-2: 0, 3+: 10}

      """
    let table = Table(
      source: "leads.csv", columns: [Column(name: "visits", values: .numbers([1, 4, 9]))])
    return try RuleBook(document: YAMLDocument(text: book, file: "rules.yaml"))
      .score(LeadSnapshot(table: table))
  }

  @Test("There is a column for each kind that the book has rules for")
  func ofBook() throws {
    let features = RuleFeatures(try scores())
    #expect(features.columns.map(\.name) == ["rules: behavioural points"])
    #expect(features.columns[0].values == .numbers([0, 10, 10]))
  }

  @Test("A kind that a model reads and the book has no rules for any more gives no points")
  func ofModel() throws {
    let kinds = RuleFeatures.kinds(
      among: ["visits", "rules: behavioural points", "rules: explicit points"])
    #expect(kinds == [.explicit, .behavioural])
    let features = RuleFeatures(try scores(), kinds: kinds)
    #expect(features.columns[0].values == .numbers([0, 0, 0]))
    #expect(features.columns[1].values == .numbers([0, 10, 10]))
  }
}
