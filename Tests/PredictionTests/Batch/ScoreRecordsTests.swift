import Foundation
import ScoringModel
import Tables
import Testing

@testable import Prediction

@Suite("Scores as rows of a table")
struct ScoreRecordsTests {
  @Test(
    "reasons and contributions are the JSON of what the predictor says",
    arguments: [false, true])
  func explanations(identifier: Bool) throws {
    let model = try PredictionLeads.model(identifier: identifier)
    let leads = PredictionLeads.table(300, seed: 5) { "n\"\($0),\u{301}" }
    let scorer = BatchScorer(predictor: Predictor(model: model))
    let file = try CSVFile(copyOf: "scores", missing: []) { copy in
      _ = try scorer.score(leads, to: ScoreOutputs(records: copy))
    }
    let rows = try file.read(
      kinds: Dictionary(uniqueKeysWithValues: file.names.map { ($0, ColumnKind.text) }),
      threads: 1)
    let expected = try scorer.predictor.score(leads)
    try #require(rows.rowCount == 300)
    func text(_ column: String, _ row: Int) -> String { rows[column]?.text(row) ?? "" }
    for row in 0..<rows.rowCount {
      let lead = expected[row]
      #expect(text("lead_id", row) == lead.id)
      #expect(Double(text("probability", row)) == lead.probability)
      let reasons = try JSONDecoder().decode(
        [String].self, from: Data(text("reasons", row).utf8))
      #expect(reasons == lead.reasons())
      let contributions = try JSONDecoder().decode(
        [String: Double].self, from: Data(text("contributions", row).utf8))
      #expect(contributions.count == lead.contributions.count)
      for contribution in lead.contributions {
        let written = try #require(contributions[contribution.feature])
        #expect(abs(written - contribution.logOdds) <= 5e-13)
      }
    }
  }

  @Test("a quote that a mark combines with is doubled all the same")
  func combiningMarks() {
    #expect("\"\u{301}\\\n".jsonText.utf8.elementsEqual("\"\\\"\u{301}\\\\\\u000a\"".utf8))
    #expect("a\"\u{301}".withDoubledQuotes.utf8.elementsEqual("a\"\"\u{301}".utf8))
  }
}
