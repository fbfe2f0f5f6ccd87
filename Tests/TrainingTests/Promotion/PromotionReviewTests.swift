import Evaluation
import FeatureExtraction
import ScoringModel
import Tables
import TestSupport
import Testing
import Training

@Suite("A review of a challenger")
struct PromotionReviewTests {
  /// Leads that convert by two columns, newest last.
  private static func leads(_ count: Int, seed: UInt64) -> LabelledLeads {
    var random = SeededGenerator(seed: seed)
    var (strong, weak): ([Double], [Double]) = ([], [])
    var won: [Bool] = []
    for _ in 0..<count {
      strong.append(random.normal())
      weak.append(random.normal())
      let logOdds = -1 + 1.5 * strong[strong.count - 1] + 0.3 * weak[weak.count - 1]
      won.append(random.happens(1 / (1 + exponential(-logOdds))))
    }
    let table = Table(
      source: "leads.csv",
      columns: [
        Column(name: "strong", values: .numbers(strong)),
        Column(name: "weak", values: .numbers(weak)),
      ])
    return LabelledLeads(
      subject: ModelSubject(target: "won", positive: "yes", identifier: nil), table: table,
      declarations: FlatFileFeatures(of: table).declarations, dropped: [], outcomes: won,
      keys: (0..<UInt64(count)).map { ($0 + 1) &* 0x9e37_79b9_7f4a_7c15 },
      order: (0..<Int64(count)).map { 1_700_000_000_000_000 + $0 * 86_400_000_000 })
  }

  private static func exponential(_ x: Double) -> Double {
    // Enough for a test: (1 + x/2²⁰)^(2²⁰).
    (0..<20).reduce(1 + x / 1_048_576) { power, _ in power * power }
  }

  private static func model(
    _ leads: LabelledLeads, without columns: Set<String> = [], kind: HoldoutSplit.Kind = .newest
  ) throws -> ScoringModel {
    let settings = TrainingSettings(
      name: "m", split: HoldoutSplit(kind: kind, share: kind == .none ? 0 : 0.3, seed: 1))
    return try Trainer(settings: settings).train(
      leads.keeping(kinds: Set(FeatureKind.allCases), exclude: columns)
    ).model
  }

  @Test("refuses a worse one, keeps an equal one waiting, promotes a better one")
  func verdicts() throws {
    let leads = PromotionReviewTests.leads(1500, seed: 1)
    let good = try PromotionReviewTests.model(leads)
    let poor = try PromotionReviewTests.model(leads, without: ["strong"])
    func verdict(_ challenger: ScoringModel, _ champion: ScoringModel?) throws
      -> PromotionReview.Verdict
    {
      try PromotionReview(challenger: challenger, champion: champion, leads: leads).verdict
    }
    #expect(try verdict(poor, good) == .worse)
    #expect(try verdict(good, good) == .equal)
    #expect(try verdict(good, poor) == .better)
    #expect(try verdict(good, nil) == .first)
    #expect(!PromotionReview.Verdict.equal.allowsPromotion())
    #expect(PromotionReview.Verdict.equal.allowsPromotion(acceptingEqual: true))
    #expect(!PromotionReview.Verdict.worse.allowsPromotion(acceptingEqual: true))
  }

  @Test("judges the champion by what it reads of the leads, where that is not the same")
  func championTable() throws {
    let leads = PromotionReviewTests.leads(1500, seed: 1)
    let model = try PromotionReviewTests.model(leads)
    let backwards = leads.table.rows(Array((0..<leads.count).reversed()))
    let review = try PromotionReview(
      challenger: model, champion: model, leads: leads, championTable: backwards)
    #expect(review.verdict == .better)
    let auc = try #require(review.auc)
    #expect(abs(auc.reference.value - 0.5) < 0.1 && auc.challenger.value > 0.75)
  }

  @Test("refuses a model that has too few leads to be judged by")
  func few() throws {
    let leads = PromotionReviewTests.leads(220, seed: 2)
    let good = try PromotionReviewTests.model(leads)
    let review = try PromotionReview(challenger: good, champion: nil, leads: leads)
    #expect(review.verdict == .unfit)
    #expect(review.gates.first { !$0.isPassed }?.name == "enough leads to judge by")
  }

  @Test("needs the leads of the training and a holdout")
  func errors() throws {
    let leads = PromotionReviewTests.leads(600, seed: 3)
    let other = PromotionReviewTests.leads(601, seed: 3)
    let model = try PromotionReviewTests.model(leads)
    let all = try PromotionReviewTests.model(leads, kind: .none)
    #expect(throws: PromotionError.otherLeads("m")) {
      try PromotionReview(challenger: model, champion: nil, leads: other)
    }
    #expect(throws: PromotionError.noHoldout("m")) {
      try PromotionReview(challenger: all, champion: nil, leads: leads)
    }
    // The champion was fitted to all of them: none is unknown to both.
    #expect(throws: PromotionError.noCommonLeads("m")) {
      try PromotionReview(challenger: model, champion: all, leads: leads)
    }
  }

  @Test("says that a champion of other leads may know some of these")
  func otherChampion() throws {
    let leads = PromotionReviewTests.leads(1500, seed: 4)
    let champion = try PromotionReviewTests.model(
      try leads.newest(within: TimeSpan(days: 1000)))
    let challenger = try PromotionReviewTests.model(leads)
    let review = try PromotionReview(
      challenger: challenger, champion: champion, leads: leads)
    #expect(review.championMayKnowLeads)
    #expect(review.evidence.contains { $0.contains("favours it") })
  }

  @Test("a window keeps the newest leads, and needs moments")
  func window() throws {
    let leads = PromotionReviewTests.leads(600, seed: 5)
    #expect(try leads.newest(within: TimeSpan(days: 100)).count == 100)
    #expect(try leads.newest(within: TimeSpan(days: 10_000)).count == 600)
    let rows = LabelledLeads(
      subject: leads.subject, table: leads.table, declarations: leads.declarations, dropped: [],
      outcomes: leads.outcomes, keys: leads.keys, order: (0..<600).map { Int64($0) })
    #expect(throws: TrainingError.self) { try rows.newest(within: TimeSpan(days: 100)) }
  }

  @Test("a difference names what changed and who moves")
  func difference() throws {
    let leads = PromotionReviewTests.leads(600, seed: 6)
    let both = try PromotionReviewTests.model(leads)
    let one = try PromotionReviewTests.model(leads, without: ["weak"])
    let difference = ModelDifference(from: one, to: both)
    #expect(difference.added == ["weak"] && difference.removed == [])
    #expect(ModelDifference(from: both, to: both).coefficients.isEmpty)
    let moves = try ModelDifference.moves(from: one, to: both, of: leads.table, furthest: 3)
    #expect(moves.counts.flatMap { $0 }.reduce(0, +) == 600)
    #expect(moves.furthest.count == 3)
    let steps = moves.furthest.map { abs($0.rankBefore - $0.rankAfter) }
    #expect(steps == steps.sorted(by: >))
    #expect(
      try ModelDifference.moves(from: both, to: both, of: leads.table).changedTier == 0)
  }
}
