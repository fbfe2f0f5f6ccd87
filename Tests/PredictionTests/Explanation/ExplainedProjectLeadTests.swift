import FeatureExtraction
import Foundation
import RuleScoring
import ScoringModel
import Tables
import Testing
import Training

@testable import Prediction

@Suite("What is said of one lead of a project")
struct ExplainedProjectLeadTests {
  private static let demo = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "datasets/saas-demo/leadscore.yaml")
  private static let now = Timestamp(year: 2026, month: 7, day: 1)

  /// All that `explain` says of a lead, as of now and since some days ago.
  private struct Said: Equatable {
    let contributions: [ScoredLead.Contribution]
    let logOdds: UInt64
    let points: [Double]
    let nextTier: NextTier?
    let move: ScoreMove?

    init(
      _ lead: Int, of tables: ProjectTables, means: [String: Double], since: Timestamp,
      _ predictor: Predictor
    ) throws {
      let project = tables.project
      let features = try ModelFeatures(project, learned: predictor.model.extractor)
      func table(_ snapshot: LeadSnapshot) throws -> Table {
        try features.table(of: snapshot).table.adding([
          Column(name: "lead_id", values: .text(PackedStrings([tables.identifiers[lead]])))
        ])
      }
      let known = try #require(tables.snapshot(ofLead: lead, asOf: ExplainedProjectLeadTests.now))
      let scored = try predictor.score(table(known))[0]
      contributions = scored.contributions
      logOdds = scored.logOdds.bitPattern
      let rules = try #require(project.rules)
      points = try RuleBook(path: rules).score(known.adding(table(known).columns)).totals
      nextTier = try NextTier(
        ofRow: 0, in: known, project: project, changeable: [], meanValues: means,
        asOf: ExplainedProjectLeadTests.now,
        predictor: predictor)
      move = try tables.snapshot(ofLead: lead, asOf: since).map { before in
        try ScoreMove(
          before: table(before), aged: table(known.knowingOnly(before)), after: table(known),
          from: predictor, to: predictor)
      }
    }
  }

  @Test("does not depend on whether the events of all leads are kept, or its own")
  func sameOfKeptEvents() throws {
    let project = try Project(path: Self.demo.path)
    let whole = try project.load(threads: 2)
    let events = try #require(whole.events)
    let learned = try ProjectLeads(project: project, tables: whole, asOf: Self.now)
    var settings = TrainingSettings(name: "demo")
    settings.lambda = 1e-3
    settings.calibration = .none
    let predictor = Predictor(model: try Trainer(settings: settings).train(learned.labelled).model)
    let scored = whole.snapshot(asOf: Self.now).rows
    // The mean over the whole log, name by name; seconds are whole numbers, so that it is exact.
    var means: [String: Double] = [:]
    for (code, name) in events.names.enumerated() {
      let values = scored.flatMap { lead in
        events.events(ofLead: lead).filter { $0.name == code && !$0.value.isNaN }.map(\.value)
      }
      if !values.isEmpty { means[name] = values.reduce(0, +) / Double(values.count) }
    }
    #expect(!means.isEmpty)
    var (moved, raised) = (0, 0)
    for share in [0.02, 0.5, 0.9, 0.97] {
      let lead = scored[Int(share * Double(scored.count))]
      let kept = try project.load(
        threads: 2, keeping: .lead(whole.identifiers[lead], asOf: Self.now))
      #expect((kept.events?.eventCount ?? 0) * 100 < events.eventCount)
      #expect(kept.meanEventValues == means)
      let since = whole.created[lead] + TimeSpan(days: 2)
      let said = try Said(lead, of: whole, means: means, since: since, predictor)
      #expect(
        try Said(lead, of: kept, means: kept.meanEventValues ?? [:], since: since, predictor)
          == said)
      moved += said.move == nil ? 0 : 1
      raised += said.nextTier == nil ? 0 : 1
    }
    #expect(moved > 1 && raised > 1)
  }
}
