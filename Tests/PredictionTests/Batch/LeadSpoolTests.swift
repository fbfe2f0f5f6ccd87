import FeatureExtraction
import ScoringModel
import Tables
import Testing

@testable import Prediction

@Suite("Leads in a scratch file")
struct LeadSpoolTests {
  @Test("score as they did before", arguments: [true, false])
  func roundTrip(identifier: Bool) throws {
    let predictor = Predictor(model: try PredictionLeads.model(identifier: identifier))
    let spool = try LeadSpool(layout: SpoolLayout(of: predictor.model), source: "leads.csv")
    var expected: [ScoredLeads] = []
    for (count, seed) in [(700, 21), (1, 22), (300, 23)] as [(Int, UInt64)] {
      let table = PredictionLeads.table(count, seed: seed)
      let encoded = try predictor.model.extractor.encode(table)
      try spool.append(spool.layout.pack(table, encoded), count: count)
      expected.append(try predictor.score(table))
    }
    #expect(spool.runs.map(\.firstRow) == [0, 700, 701])
    #expect(
      [0, 699, 700, 701, 1000].map { spool.run(ofRow: $0).firstRow } == [0, 0, 700, 701, 701])
    for (run, before) in zip(spool.runs, expected) {
      let (table, encoded) = try spool.leads(of: run)
      let after = predictor.score(table, encoded)
      #expect(after.logOdds == before.logOdds)
      #expect(after.standardErrors == before.standardErrors)
      for row in 0..<run.count {
        #expect(after[row].contributions == before[row].contributions)
        if identifier { #expect(after[row].id == before[row].id) }
      }
    }
  }
}
