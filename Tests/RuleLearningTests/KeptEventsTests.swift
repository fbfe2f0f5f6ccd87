import FeatureExtraction
import RuleScoring
import ScoringModel
import Simulation
import Tables
import TestSupport
import Testing
import Training

@testable import RuleLearning

@Suite("rules learned from a project of which only the needed events are kept")
struct KeptEventsTests {
  private static let now = Timestamp(year: 2026, month: 7, day: 1)

  /// Labelled leads of a simulated project with every event, and with those that are needed.
  private static func withLeads(
    _ body: (Project, RuleBook, [(tables: ProjectTables, leads: ProjectLeads)]) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try SaaSHistory(leads: 3000, seed: 5).write(to: folder)
      let project = try Project(path: folder + "/leadscore.yaml")
      let book = try RuleBook(path: try #require(project.rules))
      let interests = book.eventInterests + CandidateFeature.eventInterests(of: project)
      let retentions: [EventRetention] = [.every, .needed(asOf: now, besides: interests)]
      let loaded = try retentions.map { retention in
        let tables = try project.load(threads: 2, keeping: retention)
        return (tables, try ProjectLeads(project: project, tables: tables, asOf: now))
      }
      let counts = loaded.map { $0.0.events?.eventCount ?? 0 }
      #expect(counts[1] < counts[0] && counts[1] > 0)
      try body(project, book, loaded)
    }
  }

  @Test("suggestions are the same, the candidates among them")
  func suggestions() throws {
    try Self.withLeads { project, book, loaded in
      let found = try loaded.map { _, leads -> RuleSuggestions in
        let features = leads.labelled.table
        let candidates = CandidateFeature.unread(
          by: book, among: features, project: project, model: nil)
        #expect(
          candidates.contains { if case .eventCount = $0.source { true } else { false } })
        return try RuleSuggestions(
          book.score(leads.snapshot.adding(features.columns)),
          outcomes: leads.labelled.outcomes, candidates: candidates, threads: 2)
      }
      #expect(found[0].revised.yaml() == found[1].revised.yaml())
      #expect(found[0].evidence.map(\.effect) == found[1].evidence.map(\.effect))
      #expect(found[0].missing.map(\.feature) == found[1].missing.map(\.feature))
      #expect(found[0].caps == found[1].caps)
      // What is suggested gives tonight's leads the same points.
      let nights = try loaded.enumerated().map { number, data in
        let tonight = data.tables.snapshot(asOf: Self.now).leads
        let features = try ProjectFeatures(project).table(of: tonight).table
        return try found[number].revised.score(tonight.adding(features.columns)).totals
      }
      #expect(nights[0] == nights[1] && Set(nights[0]).count > 3)
    }
  }

  @Test("a scorecard of the model is the same, and its points")
  func scorecard() throws {
    try Self.withLeads { project, _, loaded in
      var settings = TrainingSettings(name: "card")
      settings.nonlinear = Nonlinear.none
      settings.lambda = 1e-3
      settings.calibration = .none
      let cards = try loaded.map { _, leads -> (yaml: String, points: [Double]) in
        let labelled = leads.labelled
        let model = try Trainer(settings: settings).train(labelled).model
        let card = try BinnedScorecard(
          name: "card",
          BinnedScorecard.characteristics(
            of: model, in: labelled.table, outcomes: labelled.outcomes,
            rules: BinningRules(trend: nil, maximumBins: 5, minimumShare: 0.05)),
          outcomes: labelled.outcomes, threads: 2)
        let points = try card.book.score(leads.snapshot.adding(labelled.table.columns)).totals
        return (card.book.yaml(), points)
      }
      #expect(cards[0] == cards[1] && Set(cards[0].points).count > 3)
      withExtendedLifetime(project) {}
    }
  }
}
