import Evaluation
import FeatureExtraction
import RuleScoring
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing
import YAMLDocuments

@testable import Training

@Suite("Rules as a prior")
struct RulePriorTests {
  /// Rules that know a part of what the leads were drawn with.
  private static let book = """
    name: Points
    groups:
      - name: Visits
        kind: behavioural
        column: visits
        bands: {0-2: 0, 3-5: 10, 6+: 25}
      - name: Industry
        kind: explicit
        first_match: true
        rules:
          - {when: {industry: Software}, points: 20}
          - {when: {industry: Retail}, points: -5}

    """

  /// Leads of which the first `known` conversions keep theirs, and the rules' points.
  private func history(
    _ count: Int, seed: UInt64, won: (Int) -> Bool
  ) throws -> (leads: LabelledLeads, points: [Double]) {
    let synthetic = SyntheticLeads(count, seed: seed)
    let table = synthetic.table
    let book = try RuleBook(document: YAMLDocument(text: Self.book, file: "rules.yaml"))
    let scores = try book.score(LeadSnapshot(table: table))
    let base = try synthetic.labelled()
    let leads = LabelledLeads(
      subject: base.subject, table: base.table, declarations: base.declarations,
      dropped: base.dropped, outcomes: (0..<count).map(won), keys: base.keys)
    return (leads.adding(RuleFeatures(scores)), scores.totals)
  }

  private func settings(_ kind: HoldoutSplit.Kind = .none) -> TrainingSettings {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: kind, share: 0.5, seed: 1))
    settings.startsFromRules = true
    settings.nonlinear = Nonlinear.none
    return settings
  }

  private func logOdds(_ result: TrainingResult, _ leads: LabelledLeads) throws -> [Double] {
    let model = result.model
    return FeatureEffects(
      extractor: model.extractor, coding: model.coding, parameters: model.parameters
    ).logOdds(try model.extractor.encode(leads.table), rowCount: leads.count)
  }

  @Test("without a conversion the ranking is the rules', lead by lead", arguments: [30, 400])
  func noConversions(count: Int) throws {
    let (leads, points) = try history(count, seed: 1) { _ in false }
    let result = try Trainer(settings: settings()).train(leads)
    let scores = try logOdds(result, leads)
    let deviation = points.deviation
    for (first, second) in zip(0..<count, 1..<count) {
      let (score, point) = (scores[second] - scores[first], points[second] - points[first])
      // One standard deviation of points is worth 1 in log odds.
      #expect(abs(score - point / deviation) < 1e-6)
    }
    // Half a conversion is expected among all.
    let expected = scores.reduce(0) { $0 + logistic($1) }
    #expect(abs(expected - 0.5) < 0.02)
  }

  @Test("without a conversion the verdict is to use the rules")
  func verdict() throws {
    let (leads, points) = try history(300, seed: 1) { _ in false }
    let result = try Trainer(settings: settings(.random)).train(leads, points: points)
    #expect(
      TrainingVerdict.verdicts(of: result) == [.restsOnTheRules(conversions: 0, rows: 300)])
    #expect(
      TrainingVerdict.verdicts(of: result)[0].description.contains("Use the rules"))
  }

  @Test("with much history the rules hardly hold it", arguments: 1...2 as ClosedRange<UInt64>)
  func muchHistory(seed: UInt64) throws {
    let count = 6000
    let synthetic = SyntheticLeads(count, seed: seed)
    let outcomes = try synthetic.labelled().outcomes
    let (leads, points) = try history(count, seed: seed) { outcomes[$0] }
    let combined = try Trainer(settings: settings(.random)).train(leads, points: points)
    var plain = settings(.random)
    plain.startsFromRules = false
    let alone = try Trainer(settings: plain).train(synthetic.labelled())
    let (with, without) = (
      try #require(combined.holdout).ranking.auc.value,
      try #require(alone.holdout).ranking.auc.value
    )
    #expect(abs(with - without) < 0.01)
    #expect(
      TrainingVerdict.verdicts(of: combined).contains {
        if case .beatsTheRules = $0 { true } else { false }
      })
  }

  /// The combined ranking beside the better of rules and model, all on the same new leads.
  @Test(
    "at any number of conversions it ranks about as well as the better of rules and model",
    arguments: [5, 20, 50, 100, 300], 1...2 as ClosedRange<UInt64>)
  func fewConversions(conversions: Int, seed: UInt64) throws {
    let synthetic = SyntheticLeads(4000, seed: seed)
    let outcomes = try synthetic.labelled().outcomes
    let (leads, points) = try history(4000, seed: seed) { outcomes[$0] }
    var left = conversions
    let known = (0..<2000).prefix { row in
      if outcomes[row] { left -= 1 }
      return left >= 0
    }
    let judged = Array(2000..<4000)
    func scores(_ leads: LabelledLeads, prior: Bool) throws -> [Double] {
      var settings = settings()
      settings.startsFromRules = prior
      settings.allowsSmall = true
      let fitted = try FittedFeatures(
        leads.declarations, leads: leads, rows: Array(known), settings: settings, lambda: nil)
      return try fitted.logOdds(leads.table.rows(judged))
    }
    let ended = judged.map { outcomes[$0] }
    let combined = try scores(leads, prior: true)
    let model = try scores(try synthetic.labelled(), prior: false)
    func auc(_ scores: [Double]) throws -> AUC {
      AUC(try RankedOutcomes(scores: scores, outcomes: ended))
    }
    let better = try [auc(judged.map { points[$0] }), auc(model)].max { $0.value < $1.value }
    let bound = try #require(better).interval.lower
    let reached = try auc(combined)
    #expect(reached.value >= bound, "\(reached.text) against \(bound)")
  }
}

extension [Double] {
  fileprivate var deviation: Double {
    let mean = reduce(0, +) / Double(count)
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
  }
}
