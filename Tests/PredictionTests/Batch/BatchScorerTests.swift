import FeatureExtraction
import Foundation
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Prediction

@Suite("Scoring a file")
struct BatchScorerTests {
  /// Scores and contributions of a file as the bytes that were written.
  private func score(
    _ csv: [UInt8], with scorer: BatchScorer
  ) throws -> (scores: [UInt8], contributions: [UInt8], summary: BatchScorer.Summary) {
    try withTemporaryFolder { folder in
      try Data(csv).write(to: URL(filePath: folder + "/leads.csv"))
      let scores = try AtomicFile(path: folder + "/scores.csv")
      let contributions = try AtomicFile(path: folder + "/contributions.csv")
      let summary = try scorer.score(
        CSVFile(folder + "/leads.csv"), to: scores, contributions: contributions)
      try scores.commit()
      try contributions.commit()
      let read = try ["scores", "contributions"].map { name in
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name).csv")))
      }
      return (read[0], read[1], summary)
    }
  }

  /// A written file read back, every column as text.
  private func table(_ bytes: [UInt8]) throws -> Table {
    try withTemporaryFolder { folder in
      try Data(bytes).write(to: URL(filePath: folder + "/read.csv"))
      let file = try CSVFile(folder + "/read.csv", format: CSVFormat(missing: []))
      return try file.read(
        kinds: Dictionary(uniqueKeysWithValues: file.names.map { ($0, ColumnKind.text) }),
        threads: 1)
    }
  }

  private func scorer(threads: Int = 1, _ change: (inout ScoreOptions) -> Void = { _ in }) throws
    -> BatchScorer
  {
    var options = ScoreOptions()
    options.threads = threads
    change(&options)
    return BatchScorer(predictor: Predictor(model: try PredictionLeads.model()), options: options)
  }

  @Test("writes what the predictor says of the whole table")
  func wholeTable() throws {
    let leads = PredictionLeads.table(2500, seed: 11)
    let scorer = try scorer { $0.bestCount = 7 }
    let (scores, contributions, summary) = try score(leads.csv, with: scorer)
    let written = try table(scores)
    let expected = try scorer.predictor.score(leads)
    #expect(
      written.columns.map(\.name) == [
        "id", "probability", "probability_low", "probability_high", "score", "percentile", "rank",
        "tier", "base", "reason_1", "reason_2", "reason_3", "reason_4", "reason_5",
      ])
    #expect(written.rowCount == 2500)
    func text(_ name: String, _ row: Int) -> String { written[name]?.text(row) ?? "" }
    for row in 0..<2500 {
      let lead = expected[row]
      #expect(text("id", row) == lead.id)
      #expect(Double(text("probability", row)) == lead.probability)
      #expect(text("probability_low", row) == lead.probabilityLow.fixed(6))
      #expect(text("probability_high", row) == lead.probabilityHigh.fixed(6))
      #expect(text("score", row) == String(lead.score))
      #expect(text("percentile", row) == lead.percentile.fixed(1))
      #expect(text("rank", row) == String(1 + expected.logOdds.count { $0 > lead.logOdds }))
      #expect(text("tier", row) == lead.tier)
      #expect(text("base", row) == lead.base.fixed(12))
      let reasons = (1...5).map { text("reason_\($0)", row) }.filter { !$0.isEmpty }
      #expect(reasons == lead.reasons())
    }
    try check(contributions, against: expected)
    #expect(summary.leads == 2500)
    #expect(
      abs(
        summary.expectedConversions.value
          - (0..<2500).reduce(0) { $0 + expected[$1].probability }) < 1e-9)
    #expect(
      summary.tierCounts
        == ["hot", "warm", "cold"].map { tier in
          (0..<2500).count { expected[$0].tier == tier }
        })
    #expect(summary.best.map(\.row) == Array(expected.ranking.prefix(7)))
    #expect(summary.best.map(\.lead.id) == expected.ranking.prefix(7).map { expected[$0].id })
  }

  private func check(_ bytes: [UInt8], against expected: ScoredLeads) throws {
    let written = try table(bytes)
    let count = expected.contributions.count
    #expect(written.columns.map(\.name) == ["id", "feature", "kind", "value", "log_odds"])
    #expect(written.rowCount == expected.count * count)
    for row in 0..<expected.count {
      let lead = expected[row]
      var sum = lead.base
      for (index, contribution) in lead.contributions.enumerated() {
        let place = row * count + index
        #expect(written["id"]?.text(place) == lead.id)
        #expect(written["feature"]?.text(place) == contribution.feature)
        #expect(written["kind"]?.text(place) == contribution.kind.rawValue)
        #expect(written["value"]?.text(place) == contribution.value)
        sum += written["log_odds"]?.text(place).flatMap(Double.init) ?? .nan
      }
      #expect(abs(sum - lead.logOdds) < 1e-9)
    }
  }

  @Test("writes the same bytes for any number of threads, over many blocks")
  func threads() throws {
    let csv = PredictionLeads.table(20_500, seed: 12).csv
    let expected = try score(csv, with: scorer())
    #expect(csv.count > 2 * 256 << 10, "the file is read in several blocks")
    #expect(expected.summary.leads == 20_500)
    for threads in [2, 3] {
      let found = try score(csv, with: scorer(threads: threads))
      #expect(found.scores == expected.scores)
      #expect(found.contributions == expected.contributions)
      #expect(found.summary.expectedConversions == expected.summary.expectedConversions)
      #expect(found.summary.tierCounts == expected.summary.tierCounts)
    }
    // Ranks count over the whole file: every place is taken once, but for equal leads.
    let ranks = try table(expected.scores)["rank"]
    let found = (0..<20_500).compactMap { ranks?.text($0).flatMap(Int.init) }.sorted()
    #expect(found.first == 1)
    for (place, (before, rank)) in zip(found, found.dropFirst()).enumerated() {
      #expect(rank == place + 2 || rank == before)
    }
  }

  @Test("scores a table in memory to the same bytes as its file")
  func tableInMemory() throws {
    let leads = PredictionLeads.table(9000, seed: 13)
    let scorer = try scorer()
    let expected = try score(leads.csv, with: scorer)
    try withTemporaryFolder { folder in
      let scores = try AtomicFile(path: folder + "/scores.csv")
      let contributions = try AtomicFile(path: folder + "/contributions.csv")
      let summary = try scorer.score(leads, to: scores, contributions: contributions)
      try scores.commit()
      try contributions.commit()
      #expect(summary.tierCounts == expected.summary.tierCounts)
      let read = try ["scores", "contributions"].map { name in
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name).csv")))
      }
      #expect(read[0] == expected.scores)
      #expect(read[1] == expected.contributions)
    }
  }

  @Test("numbers the rows where no column names the leads, over many blocks")
  func rowNumbers() throws {
    let model = try PredictionLeads.model(identifier: false)
    var options = ScoreOptions()
    options.threads = 2
    options.bestCount = 3
    let scorer = BatchScorer(predictor: Predictor(model: model), options: options)
    let count = 12_000
    let (scores, contributions, summary) = try score(
      PredictionLeads.table(count, seed: 14).csv, with: scorer)
    let written = try table(scores)
    #expect(written.columns.first?.name == "row")
    #expect((0..<count).allSatisfy { written["row"]?.text($0) == String($0 + 1) })
    let long = try table(contributions)
    let features = model.extractor.features.count
    #expect(
      (0..<count * features).allSatisfy { long["row"]?.text($0) == String($0 / features + 1) })
    #expect(summary.best.map(\.lead.id) == summary.best.map { String($0.row + 1) })
  }

  @Test("keeps identifiers with quotes and commas, and disarms formulas")
  func identifiers() throws {
    let ids = ["a,b", "say \"hi\"", "=1+1", "+49 30", "-5", "@x", "日本", "two\nlines", "plain"]
    let leads = PredictionLeads.table(ids.count, seed: 15) { ids[$0] }
    let written = try table(try score(leads.csv, with: scorer()).scores)
    #expect(
      (0..<ids.count).map { written["id"]?.text($0) } == [
        "a,b", "say \"hi\"", "'=1+1", "'+49 30", "'-5", "'@x", "日本", "two\nlines", "plain",
      ])
  }

  @Test("writes negative numbers as numbers and disarms the names of features and levels")
  func formulas() throws {
    let table = Table([
      .numbers("=HYPERLINK(1)", (0..<200).map { Double($0 % 7) - 3.5 }),
      .categories("level", (0..<200).map { $0 % 3 == 0 ? "=evil()" : "good" }),
    ])
    let extractor = try FeatureExtractor(
      fitting: [
        FeatureDeclaration(column: "=HYPERLINK(1)", kind: .explicit, encoding: .numeric(.none)),
        FeatureDeclaration(
          column: "level", kind: .explicit, encoding: .categorical(minimumCount: 5)),
      ], to: table)
    let model = try PredictionLeads.model(identifier: false)
    let small = ScoringModel(
      name: "formulas", subject: model.subject, extractor: extractor, coding: .full,
      parameters: [0, 0.5, 1, -1], covariance: .init(order: 4), population: model.population,
      tiers: model.tiers, training: model.training)
    let csv = Table(table.columns).csv
    let found = try score(csv, with: BatchScorer(predictor: Predictor(model: small)))
    let long = try self.table(found.contributions)
    #expect(long["feature"]?.text(0) == "'=HYPERLINK(1)")
    #expect(long["value"]?.text(0) == "-3.5")
    #expect(long["value"]?.text(1) == "'=evil()")
  }

  @Test(
    "writes lone numbers of any size without failing",
    arguments: ["999999999999999", "-999999999999999", "98765432109"])
  func extremes(_ number: String) throws {
    let csv = Array(
      "id,visits,revenue,industry,source\na,\(number),1,Retail,web\nb,1,\(number),,\n".utf8)
    let found = try score(csv, with: scorer())
    let written = try table(found.scores)
    #expect((0..<2).compactMap { written["probability"]?.text($0).flatMap(Double.init) }.count == 2)
    let long = try table(found.contributions)
    #expect(
      (0..<long.rowCount).allSatisfy {
        (long["log_odds"]?.text($0).flatMap(Double.init) ?? .nan).isFinite
      })
  }

  @Test(
    "leaves the outputs untouched when a cell of the last block is bad",
    arguments: ["visits", "id"])
  func badCell(_ column: String) throws {
    let leads = PredictionLeads.table(20_500, seed: 16)
    let bad = column == "visits" ? "n,many,1,Retail,web" : ",1,1,Retail,web"
    let names = ["id", "visits", "revenue", "industry", "source"]
    let csv = Table(names.compactMap { leads[$0] }).csv + Array((bad + "\n").utf8)
    try withTemporaryFolder { folder in
      try Data(csv).write(to: URL(filePath: folder + "/leads.csv"))
      try "old".write(toFile: folder + "/scores.csv", atomically: true, encoding: .utf8)
      let scorer = try scorer(threads: 2)
      let error = #expect(throws: DataProblems.self) {
        let scores = try AtomicFile(path: folder + "/scores.csv")
        let contributions = try AtomicFile(path: folder + "/contributions.csv")
        _ = try scorer.score(
          CSVFile(folder + "/leads.csv"), to: scores, contributions: contributions)
        try scores.commit()
        try contributions.commit()
      }
      #expect(error?.problems.map(\.place.line) == [20_502])
      #expect(error?.problems.map(\.column) == [column])
      #expect(try String(contentsOfFile: folder + "/scores.csv", encoding: .utf8) == "old")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(files == ["leads.csv", "scores.csv"])
    }
  }

  @Test("names every missing column before anything is written")
  func missingColumns() throws {
    let error = #expect(throws: DataProblems.self) {
      _ = try score(Array("id,visit,revenue\na,1,2\n".utf8), with: scorer())
    }
    #expect(error?.problems.count == 3)
  }

  @Test("writes the header alone for a file without leads")
  func noLeads() throws {
    let empty = Table(["id", "visits", "revenue", "industry", "source"].map { .text($0, []) })
    let scorer = try scorer { $0.bestCount = 5 }
    try withTemporaryFolder { folder in
      let scores = try AtomicFile(path: folder + "/scores.csv")
      let summary = try scorer.score(empty, to: scores)
      try scores.commit()
      #expect(summary.leads == 0)
      #expect(summary.best.isEmpty)
      #expect(
        try String(contentsOfFile: folder + "/scores.csv", encoding: .utf8).hasPrefix(
          "id,probability"))
    }
  }

  @Test("gives as many reasons as are wished, and the probability as a score on request")
  func options() throws {
    let leads = PredictionLeads.table(200, seed: 17)
    let scorer = try scorer {
      $0.reasonCount = 2
      $0.negativeReasonCount = 0
      $0.scale = .probability
    }
    let written = try table(try score(leads.csv, with: scorer).scores)
    let expected = try scorer.predictor.score(leads)
    #expect(written.columns.map(\.name).suffix(3) == ["base", "reason_1", "reason_2"])
    for row in 0..<200 {
      let lead = expected[row]
      #expect(written["score"]?.text(row) == String(Int((lead.probability * 100).rounded())))
      let reasons = ["reason_1", "reason_2"].compactMap { written[$0]?.text(row) }
      #expect(reasons == lead.reasons(2, negative: 0))
    }
  }
}
