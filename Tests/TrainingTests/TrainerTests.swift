import Evaluation
import FeatureExtraction
import Foundation
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("Training")
struct TrainerTests {
  private func settings(_ kind: HoldoutSplit.Kind = .random, share: Double = 0.2)
    -> TrainingSettings
  {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: kind, share: share, seed: 1))
    settings.lambda = 1e-3
    return settings
  }

  private func bytes(_ model: ScoringModel) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(model)
  }

  @Test("gives the same bits for any number of threads and any order of the rows")
  func sameBits() throws {
    let leads = SyntheticLeads(1500, seed: 21)
    var settings = settings()
    settings.lambda = nil
    let expected = try bytes(Trainer(settings: settings).train(leads.labelled()).model)
    for (threads, seed) in [(2, nil), (3, nil), (1, 4), (2, 5)] as [(Int, UInt64?)] {
      settings.threads = threads
      let table = seed.map { leads.table.shuffled(seed: $0) } ?? leads.table
      let labelled = try LabelledLeads(flat: table, options: SyntheticLeads.options)
      let model = try Trainer(settings: settings).train(labelled).model
      #expect(try bytes(model) == expected, "\(threads) threads, order \(seed ?? 0)")
    }
  }

  @Test("gives the same bits for shuffled rows that no identifier tells apart")
  func sameBitsWithoutIdentifier() throws {
    let table = SyntheticLeads(600, seed: 22).table
    let anonymous = Table(table.columns.filter { $0.name != "id" })
    let options = FlatFileOptions(target: "won")
    let models = try [anonymous, anonymous.shuffled(seed: 1)].map { table in
      try Trainer(settings: settings()).train(LabelledLeads(flat: table, options: options)).model
    }
    #expect(try bytes(models[0]) == bytes(models[1]))
  }

  @Test("records how the model came to be")
  func record() throws {
    let leads = try SyntheticLeads(700, seed: 23).labelled()
    let result = try Trainer(settings: settings()).train(leads)
    let record = result.model.training
    #expect(result.rows == 700)
    #expect(record.rows == result.fit.rows)
    #expect(record.rows + (record.holdout?.rows ?? 0) == 700)
    #expect(record.positives + (record.holdout?.positives ?? 0) == leads.positiveCount)
    #expect(record.dataFingerprint == leads.dataFingerprint)
    #expect(record.leadFingerprint == leads.leadFingerprint)
    #expect(record.penalty == "ridge")
    #expect(record.lambda == 1e-3)
    #expect(record.holdout == result.holdout?.metrics)
    #expect(record.allowedLeaks.isEmpty)
    #expect(result.coefficients.count == result.model.terms.count + 1)
    #expect(try #require(result.fit.gradientNorm) < 1e-6)
    #expect(result.columnCount == 4)
  }

  @Test("puts the wished shares of the training leads into the tiers")
  func tiers() throws {
    let leads = try SyntheticLeads(1000, seed: 24).labelled()
    var settings = settings(.none, share: 0)
    settings.tiers = [
      .init(name: "A", bound: .topShare(0.1)), .init(name: "B", bound: .probability(0.25)),
      .init(name: "C", bound: .rest),
    ]
    let model = try Trainer(settings: settings).train(leads).model
    let logOdds = FeatureEffects(of: model).logOdds(
      try model.extractor.encode(leads.table), rowCount: 1000)
    let counts = [0, 1, 2].map { tier in logOdds.count { model.tiers.index(logOdds: $0) == tier } }
    #expect(abs(counts[0] - 100) <= 3)
    #expect(counts[0] + counts[1] == logOdds.count { $0 >= log(0.25 / 0.75) })
    #expect(model.tiers.map(\.name) == ["A", "B", "C"])
  }

  @Test("chooses a penalty by cross-validation and says which")
  func crossValidation() throws {
    var settings = settings()
    settings.lambda = nil
    let strong = try Trainer(settings: settings).train(SyntheticLeads(600, seed: 25).labelled())
    let noise = try Trainer(settings: settings).train(
      SyntheticLeads(600, seed: 25, strength: 0).labelled())
    #expect(RidgeCrossValidation.standardLambdas.contains(strong.fit.lambda))
    #expect(strong.fit.lambda < noise.fit.lambda)
  }

  @Test("judges the model on leads it has not seen", arguments: [1, 2, 3] as [UInt64])
  func honestHoldout(_ seed: UInt64) throws {
    let leads = SyntheticLeads(3000, seed: seed)
    let result = try Trainer(settings: settings()).train(leads.labelled())
    let holdout = try #require(result.holdout)
    // The best any model can do on the same leads.
    let labelled = try leads.labelled()
    let best = AUC(
      try RankedOutcomes(
        scores: holdout.rows.map { leads.logOdds[$0] },
        outcomes: holdout.rows.map { labelled.outcomes[$0] }))
    #expect(abs(holdout.ranking.auc.value - best.value) < 0.03)
    #expect(holdout.ranking.predictivePower == .shown)
    #expect(holdout.rows.count == holdout.logOdds.count)
  }

  @Test("trains with a few groups only, and keeps them apart", arguments: [3, 6, 12])
  func fewGroups(_ count: Int) throws {
    let leads = SyntheticLeads(600, seed: 26)
    let company = (0..<600).map { "company \($0 % count)" }
    var options = SyntheticLeads.options
    options.group = "company"
    let labelled = try LabelledLeads(
      flat: leads.table.adding([.categories("company", company)]), options: options)
    var settings = settings(share: 0.25)
    settings.lambda = nil
    let result = try Trainer(settings: settings).train(labelled)
    let held = Set((result.holdout?.rows ?? []).map { $0 % count })
    #expect(result.holdout?.rows.count == held.count * 600 / count)
  }

  @Test("suspects a column that alone ranks the holdout better than all others together")
  func dominance() throws {
    let leads = SyntheticLeads(1500, seed: 27, strength: 0)
    var random = SeededGenerator(seed: 1)
    let won = try leads.labelled().outcomes
    let planted = Column.numbers("planted", won.map { ($0 ? 1.8 : 0) + random.normal() })
    let labelled = try LabelledLeads(
      flat: leads.table.adding([planted]), options: SyntheticLeads.options)
    let result = try Trainer(settings: settings()).train(labelled)
    #expect(result.leaks.map(\.column) == ["planted"])
    #expect(result.leaks.map(\.reason.code) == ["dominates"])
    #expect(result.leaks.map(\.isAllowed) == [false])
    var allowing = settings()
    allowing.allowedLeaks = ["planted"]
    let allowed = try Trainer(settings: allowing).train(labelled)
    #expect(allowed.leaks.map(\.isAllowed) == [true])
    #expect(allowed.model.training.allowedLeaks == ["planted"])
  }

  @Test("holds to straight lines while a column is suspected that beats all others as such")
  func dominanceBesidePairs() throws {
    let leads = ShapeLeads.leads(.exclusiveOr, count: 6000, seed: 29)
    var random = SeededGenerator(seed: 2)
    let planted = Column.numbers(
      "planted", leads.outcomes.map { ($0 ? 0.8 : 0) + random.normal() })
    let withLeak = LeadsMaker.leads(
      leads.table.columns + [planted], won: leads.outcomes)
    var settings = settings(share: 0.4)
    settings.nonlinear = nil
    settings.lambda = nil
    let result = try Trainer(settings: settings).train(withLeak)
    #expect(result.shapes == nil)
    #expect(result.heldStraightBy == "planted")
    #expect(result.leaks.map(\.column) == ["planted"])
    var asking = settings
    asking.nonlinear = .smooth
    let asked = try Trainer(settings: asking).train(withLeak)
    #expect(asked.shapes?.kept == .shapesWithPairs)
    #expect(asked.heldStraightBy == nil)
    #expect(asked.leaks.map(\.column) == ["planted"])
    settings.allowedLeaks = ["planted"]
    let allowed = try Trainer(settings: settings).train(withLeak)
    #expect(allowed.shapes?.kept == .shapesWithPairs)
    #expect(allowed.heldStraightBy == nil)
  }

  @Test("does not suspect the strongest of several good columns", arguments: [1, 2, 3] as [UInt64])
  func noDominance(_ seed: UInt64) throws {
    let result = try Trainer(settings: settings()).train(
      SyntheticLeads(2000, seed: seed).labelled())
    #expect(result.leaks.isEmpty)
  }

  @Test("tells what a random split would have claimed when the world drifts")
  func optimism() throws {
    var random = SeededGenerator(seed: 28)
    let count = 3000
    let visits = (0..<count).map { _ in (10 * random.uniform()).rounded() }
    let won = visits.enumerated().map { row, visits in
      let effect = row < count * 3 / 4 ? 0.5 : -0.5
      return random.happens(1 / (1 + exp(1 - effect * (visits - 5))))
    }
    let table = Table([
      .numbers("visits", visits), .categories("won", won.map { $0 ? "yes" : "no" }),
      .categories("source", visits.map { _ in random.pick([("web", 1), ("tv", 1)]) }),
    ])
    var options = FlatFileOptions(target: "won")
    options.isInTimeOrder = true
    let leads = try LabelledLeads(flat: table, options: options)
    let result = try Trainer(settings: settings(.newest)).train(leads)
    let forward = try #require(result.holdout?.ranking.auc)
    let claimed = try #require(result.optimism)
    #expect(forward.value < 0.4)
    #expect(claimed.value > 0.6)
    #expect(
      TrainingVerdict.verdicts(of: result).contains(.agesFast(forward: forward, random: claimed)))
    let random10 = try Trainer(settings: settings()).train(leads)
    #expect(random10.optimism == nil)
  }

  @Test("finds the same on the newest leads as on random ones when nothing drifts")
  func noOptimism() throws {
    var options = SyntheticLeads.options
    options.isInTimeOrder = true
    let leads = try LabelledLeads(flat: SyntheticLeads(3000, seed: 29).table, options: options)
    let result = try Trainer(settings: settings(.newest)).train(leads)
    let forward = try #require(result.holdout?.ranking.auc.value)
    #expect(abs(forward - (try #require(result.optimism)).value) < 0.06)
    #expect(result.holdout?.rows == Array(2400..<3000).sorted { leads.keys[$0] < leads.keys[$1] })
  }

  @Test("shows no predictive power in noise for nearly all draws")
  func noise() throws {
    let shown = try (1...20).filter { seed in
      let leads = try SyntheticLeads(400, seed: UInt64(seed), strength: 0, intercept: -0.5)
        .labelled()
      let verdicts = TrainingVerdict.verdicts(of: try Trainer(settings: settings()).train(leads))
      return !(verdicts.first?.description.hasPrefix("No predictive power shown") ?? false)
    }
    #expect(shown.count <= 3, "seeds \(shown)")
  }
}
