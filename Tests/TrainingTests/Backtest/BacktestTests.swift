import Evaluation
import FeatureExtraction
import Foundation
import RuleScoring
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("A rolling-origin backtest")
struct BacktestTests {
  /// Leads in time order whose campaigns come and go, each with a rate of its own.
  ///
  /// Going forward no campaign of the next period is known; a random split knows them all.
  private static func drifting(_ count: Int, seed: UInt64) throws -> BacktestHistory {
    var random = SeededGenerator(seed: seed)
    let effects = (0..<24).map { _ in 1.2 * random.normal() }
    var (quality, campaigns, won): ([Double], [String], [String]) = ([], [], [])
    for lead in 0..<count {
      let campaign = min(23, 24 * lead / count)
      let value = random.normal()
      quality.append(value)
      campaigns.append("campaign \(campaign % 24) \(random.happens(0.5) ? "a" : "b")")
      let effect = campaigns[lead].hasSuffix("a") ? effects[campaign] : -effects[campaign]
      won.append(random.happens(logistic(-1.3 + 0.7 * value + effect)) ? "yes" : "no")
    }
    let table = Table([
      .text("id", (0..<count).map { "lead-\($0)" }), .numbers("quality", quality),
      .categories("campaign", campaigns), .categories("won", won),
    ])
    var options = FlatFileOptions(target: "won", identifier: "id")
    options.isInTimeOrder = true
    let leads = try LabelledLeads(flat: table, options: options)
    return try BacktestHistory(flat: leads, facts: table, clock: .order)
  }

  private static func settings() -> TrainingSettings {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: .newest, share: 0.2, seed: 1))
    settings.nonlinear = Nonlinear.none
    settings.calibration = .none
    return settings
  }

  private static func run(
    _ history: BacktestHistory, origins: Int = 4, scope: Backtest.Scope = Backtest.Scope()
  ) throws -> Backtest {
    try Backtest(
      history, plan: BacktestPlan(history, origins: origins), settings: settings(), scope: scope)
  }

  @Test(
    "a random split flatters a drifting history, by how much is told with an interval",
    arguments: 1...3 as ClosedRange<UInt64>)
  func drift(seed: UInt64) throws {
    let backtest = try Self.run(try Self.drifting(2400, seed: seed))
    let optimism = try #require(backtest.optimism)
    #expect(optimism.auc.value > 0.03, "\(optimism.auc.value)")
    #expect(optimism.auc.interval.lower > 0 && optimism.isSuspect)
    #expect(optimism.auc.reference.value == backtest.pooled.auc?.value)
  }

  @Test(
    "a history that stays as it is gets no such warning", arguments: 1...3 as ClosedRange<UInt64>)
  func steady(seed: UInt64) throws {
    let table = SyntheticLeads(2400, seed: seed).table
    var options = SyntheticLeads.options
    options.isInTimeOrder = true
    let leads = try LabelledLeads(flat: table, options: options)
    let history = try BacktestHistory(flat: leads, facts: table, clock: .order)
    let optimism = try #require(try Self.run(history).optimism)
    #expect(!optimism.isSuspect && abs(optimism.auc.value) < 0.02, "\(optimism.auc.value)")
  }

  @Test("keeps to straight lines while a column is suspected, as training does")
  func heldStraight() throws {
    let shaped = ShapeLeads.leads(.exclusiveOr, count: 4000, seed: 29, order: true)
    var random = SeededGenerator(seed: 2)
    let planted = Column.numbers(
      "planted", shaped.outcomes.map { ($0 ? 0.8 : 0) + random.normal() })
    let leads = LeadsMaker.leads(
      shaped.table.columns + [planted], won: shaped.outcomes, order: shaped.order)
    let history = try BacktestHistory(flat: leads, facts: leads.table, clock: .order)
    let plan = try BacktestPlan(history, origins: 2)
    var (settings, scope) = (Self.settings(), Backtest.Scope())
    (scope.optimism, scope.learning) = (false, false)
    settings.nonlinear = nil
    let suspecting = try Backtest(history, plan: plan, settings: settings, scope: scope)
    #expect(suspecting.heldStraightBy == "planted")
    #expect(suspecting.leaks.map(\.reason.code) == ["dominates"])
    let trained = try Trainer(settings: settings).train(leads)
    #expect(trained.heldStraightBy == "planted" && trained.leaks == suspecting.leaks)
    settings.nonlinear = Nonlinear.none
    let straight = try Backtest(history, plan: plan, settings: settings, scope: scope)
    #expect(straight.heldStraightBy == nil && straight.leaks == suspecting.leaks)
    #expect(straight.pooled == suspecting.pooled)
    settings.nonlinear = nil
    settings.allowedLeaks = ["planted"]
    let allowing = try Backtest(history, plan: plan, settings: settings, scope: scope)
    #expect(allowing.heldStraightBy == nil && allowing.leaks.map(\.isAllowed) == [true])
    #expect((allowing.pooled.auc?.value ?? 0) > (suspecting.pooled.auc?.value ?? 1) + 0.02)
  }

  @Test("a season that moves the rate of all leads is no skill")
  func seasons() throws {
    var random = SeededGenerator(seed: 5)
    let count = 2400
    let rates = (0..<count).map { [0.05, 0.15, 0.3, 0.5][min(3, 4 * $0 / count)] }
    let noise = rates.map { _ in random.normal() }
    let table = Table([
      .text("id", rates.indices.map { "lead-\($0)" }), .numbers("noise", noise),
      .categories("won", rates.map { random.happens($0) ? "yes" : "no" }),
    ])
    var options = FlatFileOptions(target: "won", identifier: "id")
    options.isInTimeOrder = true
    let leads = try LabelledLeads(flat: table, options: options)
    let history = try BacktestHistory(flat: leads, facts: table, clock: .order)
    let auc = try #require(try Self.run(history).pooled.auc)
    #expect(auc.interval.contains(0.5), "\(auc.text)")
  }

  @Test("what comes later changes nothing of an earlier origin")
  func noFuture() throws {
    let history = try Self.drifting(1600, seed: 4)
    let plan = try BacktestPlan(history, origins: 3)
    let run = try BacktestRun(history, plan: plan, settings: Self.settings())
    for training in run.trainings {
      #expect(training.leads.count == history.moments.count { $0 < training.origin })
      #expect(training.scored.allSatisfy { history.moments[$0] >= training.origin })
      let known = Set(training.leads.keys)
      #expect(training.scored.allSatisfy { !known.contains(history.leads.keys[$0]) })
    }
    #expect(run.trainings.map(\.scored.count).reduce(0, +) <= 1600)
  }

  @Test("periods follow one another to the newest lead, and every lead is scored once")
  func plan() throws {
    let history = try Self.drifting(1000, seed: 6)
    let plan = try BacktestPlan(history, origins: 5, period: TimeSpan(microseconds: 100))
    #expect(plan.origins.map(\.microseconds) == [500, 600, 700, 800, 900])
    var scope = Backtest.Scope()
    scope.optimism = false
    scope.learning = false
    scope.columns = ["campaign"]
    let backtest = try Backtest(history, plan: plan, settings: Self.settings(), scope: scope)
    #expect(backtest.folds.map(\.judgement.rows) == [100, 100, 100, 100, 100])
    #expect(backtest.folds.map(\.trained) == [500, 600, 700, 800, 900])
    #expect(backtest.pooled.rows == 500)
    #expect(backtest.parts[0].parts.reduce(0) { $0 + $1.judgement.rows } == 500)
    #expect(backtest.optimism == nil && backtest.learning.isEmpty && backtest.months.isEmpty)
  }

  @Test("the learning curve ends with the whole history and rises on the way")
  func learning() throws {
    let table = SyntheticLeads(2400, seed: 2).table
    var options = SyntheticLeads.options
    options.isInTimeOrder = true
    let leads = try LabelledLeads(flat: table, options: options)
    let history = try BacktestHistory(flat: leads, facts: table, clock: .order)
    let curve = try Self.run(history).learning
    #expect(curve.count > 2 && curve.last?.share == 1)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.trained < $1.trained })
    let areas = curve.compactMap(\.judgement.auc?.value)
    #expect((areas.last ?? 0) > (areas.first ?? 1))
  }

  @Test("a history that is too short is refused with the counts")
  func tooShort() throws {
    let history = try Self.drifting(60, seed: 7)
    #expect(throws: BacktestError.self) { try BacktestPlan(history) }
  }

  @Test("columns that are not there, or hold too many numbers, are refused before any fit")
  func columns() throws {
    let history = try Self.drifting(400, seed: 8)
    #expect(
      throws: BacktestError.unknownColumn(
        name: "campagin", available: ["id", "quality", "campaign", "won"])
    ) { try history.checkParts("campagin") }
    #expect(throws: BacktestError.tooManyValues(column: "quality", count: 400, limit: 12)) {
      try history.checkParts("quality")
    }
  }

  // MARK: A project

  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("at every origin a project's leads are those whose horizon was over, labelled as then")
  func project() throws {
    let folder = Self.package.appending(path: "datasets/saas-demo")
    let project = try Project(path: folder.appending(path: "leadscore.yaml").path)
    let tables = try project.load(threads: 2)
    let book = try RuleBook(path: folder.appending(path: "rules.yaml").path)
    let history = try BacktestHistory(project: project, tables: tables, book: book)
    let horizon = try #require(history.maturity)
    var final: [UInt64: Bool] = [:]
    for (key, outcome) in zip(history.leads.keys, history.leads.outcomes) { final[key] = outcome }
    var moments: [UInt64: Timestamp] = [:]
    for (key, moment) in zip(history.leads.keys, history.moments) { moments[key] = moment }
    for origin in try BacktestPlan(history, origins: 3).origins {
      let known = try history.leads(knownAt: origin)
      let expected = history.moments.count { $0 + horizon <= origin }
      #expect(known.count == expected && known.count > 500)
      for (key, outcome) in zip(known.keys, known.outcomes) {
        #expect(final[key] == outcome)
        #expect(try #require(moments[key]) + horizon <= origin)
      }
    }
    #expect(history.points?.count == history.leads.count)
  }

  /// Leads of accounts that come back, with a number that tells how they end.
  private static func tables(_ section: String) throws -> ProjectTables {
    var random = SeededGenerator(seed: 11)
    var text = "id,created,company,won,visits\n"
    for lead in 0..<900 {
      let created = Timestamp(year: 2025, month: 1, day: 1) + TimeSpan(days: lead / 2)
      let visits = random.normal()
      let converts = random.happens(logistic(-1 + visits))
      let won = converts ? "\(created + TimeSpan(days: Int(random.next() % 60)))" : ""
      text += "L\(lead),\(created),\(random.happens(0.6) ? "c\(random.next() % 200)" : ""),\(won),"
      text += "\(visits)\n"
    }
    return try LabelContractTests.tables(
      "outcome: {won_at: won, horizon: 60d\(section)}\nsnapshot: {at: created}\n"
        + "features: {explicit: [{column: visits}]}\n", leads: text)
  }

  @Test("no account is on both sides of an origin unless the project groups by lead")
  func accounts() throws {
    let tables = try Self.tables("")
    for isApart in [nil, false] as [Bool?] {
      let history = try BacktestHistory(
        project: tables.project, tables: tables, book: nil, groupsByAccount: isApart)
      let run = try BacktestRun(
        history, plan: BacktestPlan(history, origins: 3), settings: Self.settings())
      #expect(run.trainings.count == 3)
      for training in run.trainings {
        guard isApart == nil else {
          #expect(training.leads.groups == nil && training.keptApart.known == 0)
          continue
        }
        let learned = Set(training.rows.compactMap { training.leads.groups?[$0] })
        #expect(learned.isDisjoint(with: training.scored.compactMap { history.leads.groups?[$0] }))
        #expect(training.keptApart.known == training.leads.count - training.rows.count)
        #expect(training.keptApart.known > 0 && training.keptApart.scored == 0)
      }
    }
  }

  @Test(
    "leads that could still convert at an origin are learned from as the project says",
    arguments: CensoringTreatment.allCases)
  func censored(treatment: CensoringTreatment) throws {
    let tables = try Self.tables(", censored: \(treatment.rawValue)")
    let history = try BacktestHistory(
      project: tables.project, tables: tables, book: nil, groupsByAccount: false)
    #expect(history.treatment == treatment)
    let plan = try BacktestPlan(history, origins: 3)
    let run = try BacktestRun(history, plan: plan, settings: Self.settings())
    for training in run.trainings {
      let known = try history.leads(knownAt: training.origin).count
      switch treatment {
      case .drop: #expect(training.rows.count == known)
      case .ipcw:
        #expect(training.rows.count > known && training.leads.weights != nil)
      case .em:
        let fractional = training.leads.fitOutcomes(training.rows).count { $0 > 0 && $0 < 1 }
        #expect(training.rows.count > known && fractional > 30)
      }
    }
    var scope = Backtest.Scope()
    scope.optimism = false
    let backtest = try Backtest(history, plan: plan, settings: Self.settings(), scope: scope)
    #expect((backtest.pooled.auc?.value ?? 0) > 0.65)
    #expect(abs(backtest.pooled.expected / Double(backtest.pooled.conversions) - 1) < 0.3)
    #expect(backtest.learning.count > 1)
  }
}
