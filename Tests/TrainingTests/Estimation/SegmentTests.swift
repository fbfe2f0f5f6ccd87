import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("Segments, shrunk towards all leads")
struct SegmentTests {
  /// Eight regions whose true rates differ a little, and a small one with 8 conversions in 20 leads.
  @Test(
    "a segment of 8 conversions lands between its own rate and that of all",
    arguments: 1...4 as ClosedRange<UInt64>)
  func small(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (regions, won, noise): ([String], [Bool], [Double]) = ([], [], [])
    for region in 0..<8 {
      let rate = 0.08 + 0.015 * Double(region)
      for _ in 0..<250 {
        regions.append("region \(region)")
        won.append(random.happens(rate))
      }
    }
    for lead in 0..<20 {
      regions.append("small")
      won.append(lead < 8)
    }
    noise = won.map { _ in random.normal() }
    let leads = try LeadsMaker.leads(
      [.categories("region", regions), .numbers("noise", noise)], won: won
    ).segmented(by: "region")
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.nonlinear = Nonlinear.none
    settings.segment = "region"
    settings.calibration = .none
    let fitted = try FittedFeatures(
      leads.declarations, leads: leads, rows: Array(0..<leads.count), settings: settings,
      lambda: nil)
    let small = leads.table.rows(regions.indices.filter { regions[$0] == "small" })
    let rates = try fitted.logOdds(small).map { logistic($0) }
    let mean = rates.reduce(0, +) / Double(rates.count)
    let all = Double(won.count { $0 }) / Double(won.count)
    #expect(mean > all && mean < 0.4, "\(mean) between \(all) and 0.4")
  }

  @Test("a column that is no feature is refused with the nearest name")
  func unknown() {
    let leads = LeadsMaker.leads(
      [.categories("region", ["a", "b", "a"])], won: [true, false, true])
    #expect(throws: FeatureProblem.self) { try leads.segmented(by: "regoin") }
  }

  /// Leads of four regions; in half of them the effect of a number is the other way round, or not.
  private static func turned(_ turn: Double, count: Int, seed: UInt64) throws -> LabelledLeads {
    var random = SeededGenerator(seed: seed)
    var (regions, numbers, sources, won): ([String], [Double], [String], [Bool]) = ([], [], [], [])
    for lead in 0..<count {
      let region = lead % 4
      let number = random.normal()
      regions.append("region \(region)")
      numbers.append(number)
      sources.append(random.pick([("web", 2), ("event", 1)]))
      let slope = region < 2 ? 1 : 1 - 2 * turn
      won.append(random.happens(logistic(-1.2 + slope * number)))
    }
    return try LeadsMaker.leads(
      [
        .categories("region", regions), .numbers("number", numbers),
        .categories("source", sources),
      ], won: won
    ).segmented(by: "region")
  }

  private static func settings() -> TrainingSettings {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: .random, share: 0.3, seed: 1))
    settings.nonlinear = Nonlinear.none
    settings.segment = "region"
    return settings
  }

  @Test(
    "effects that differ between segments are kept, help, and add up",
    arguments: 1...3 as ClosedRange<UInt64>)
  func differing(seed: UInt64) throws {
    let leads = try Self.turned(1, count: 1600, seed: seed)
    var settings = Self.settings()
    let with = try Trainer(settings: settings).train(leads)
    settings.segment = nil
    let without = try Trainer(settings: settings).train(leads)
    let choice = try #require(with.segments)
    #expect(choice.column == "region" && choice.keepsEffects, "\(choice)")
    #expect(without.segments == nil)
    let (better, plain) = (try #require(with.holdout), try #require(without.holdout))
    #expect(better.metrics.auc > plain.metrics.auc + 0.05)
    let names = with.model.extractor.features.map(\.name)
    #expect(names.contains("number × region"))
    #expect(choice.testedFeatures == 2 && choice.tellingFeatures >= 1, "\(choice)")
    // Every lead's log odds are the base and one contribution per feature.
    let held = leads.table.rows(better.rows)
    let effects = FeatureEffects(
      extractor: with.model.extractor, coding: with.model.coding,
      parameters: with.model.parameters)
    let encoded = try with.model.extractor.encode(held)
    let sums = effects.logOdds(encoded, rowCount: held.rowCount)
    for (sum, known) in zip(sums, better.logOdds) { #expect(abs(sum - known) < 1e-9) }
  }

  @Test("effects that do not differ are not kept", arguments: 1...5 as ClosedRange<UInt64>)
  func alike(seed: UInt64) throws {
    let result = try Trainer(settings: Self.settings()).train(
      try Self.turned(0, count: 1600, seed: seed))
    let choice = try #require(result.segments)
    #expect(!choice.keepsEffects, "\(choice)")
    #expect(result.model.extractor.features.allSatisfy { $0.columns.count == 1 })
  }

  @Test(
    "what was chosen for all leads is kept in a fit to part of them",
    arguments: [0.0, 1], 1...2 as ClosedRange<UInt64>)
  func kept(turn: Double, seed: UInt64) throws {
    let leads = try Self.turned(turn, count: 1600, seed: seed)
    let (declarations, settings) = (leads.declarations, Self.settings())
    let all = try FittedFeatures(
      declarations, leads: leads, rows: Array(0..<1600), settings: settings, lambda: nil)
    let part = try FittedFeatures(
      declarations, leads: leads, rows: Array(0..<1200), settings: settings,
      lambda: all.estimate.lambda, segments: all.segments)
    let choice = try #require(all.segments)
    #expect(choice.keepsEffects == (turn == 1), "\(choice)")
    #expect(part.segments == choice && part.estimate.lambda == all.estimate.lambda)
    #expect((part.extractor.features.count > declarations.count) == choice.keepsEffects)
  }

  @Test(
    "only the feature whose effect differs is found, beyond what all leads share",
    arguments: 1...3 as ClosedRange<UInt64>)
  func telling(seed: UInt64) throws {
    let leads = try Self.turned(0.5, count: 1600, seed: seed)
    let plain = try FeatureExtractor(fitting: leads.declarations, to: leads.table)
    let crossings = try SegmentCrossings("region", plain, leads.table)
    #expect(crossings.crossings.map(\.feature.name) == ["number × region", "source × region"])
    let rows = Array(0..<leads.count)
    let encoded = try EncodedLeads(leads, rows: rows, extractor: plain, coding: .full)
    let fit = try LogisticRegression.fit(
      encoded.designMatrix, outcomes: encoded.outcomes, penalty: RidgePenalty(lambda: 1e-3))
    let rates = encoded.designMatrix.linearPredictor(fit.coefficients, threads: 1).map(logistic)
    let found = [1, 2].map { threads in
      crossings.telling(
        at: rows, residuals: zip(encoded.outcomes, rates).map { $0 - $1 },
        weights: rates.map { $0 * (1 - $0) }, threads: threads)
    }
    #expect(found == [[0], [0]])
  }

  @Test("the same leads in another order choose alike")
  func shuffled() throws {
    let leads = try Self.turned(1, count: 800, seed: 9)
    let one = try Trainer(settings: Self.settings()).train(leads)
    let other = try Trainer(settings: Self.settings()).train(
      LeadsMaker.shuffled(leads, seed: 3))
    #expect(one.segments == other.segments)
    #expect(one.model.parameters == other.model.parameters)
  }
}
