import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("Training is refused")
struct TrainerErrorTests {
  private func settings(_ kind: HoldoutSplit.Kind = .random, share: Double = 0.2)
    -> TrainingSettings
  {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: kind, share: share, seed: 1))
    settings.lambda = 1e-2
    return settings
  }

  /// Leads of which the first `positives` convert, with one honest feature.
  private func leads(_ positives: Int, of count: Int, order: Bool = false) -> LabelledLeads {
    var random = SeededGenerator(seed: UInt64(count))
    return LeadsMaker.leads(
      [.numbers("x", (0..<count).map { _ in random.normal() })],
      won: (0..<count).map { $0 < positives },
      order: order ? (0..<Int64(count)).map { $0 } : nil)
  }

  private func text(_ leads: LabelledLeads, _ settings: TrainingSettings) -> String? {
    let error = #expect(throws: TrainingError.self) {
      try Trainer(settings: settings).train(leads)
    }
    return error?.description
  }

  @Test("on fewer than 40 conversions or 40 other leads", arguments: [(39, 400), (361, 400)])
  func tooFew(_ positives: Int, count: Int) {
    #expect(
      text(leads(positives, of: count), settings())
        == "\(positives) conversions and \(count - positives) other leads are too few to learn from"
        + " (at least 40 of each); use the rules, or --allow-small to train all the same")
  }

  @Test("on fewer than 200 leads, unless that is allowed")
  func tooFewLeads() throws {
    #expect(
      text(leads(60, of: 199), settings())
        == "199 leads are too few to learn from (at least 200); use the rules, or --allow-small to"
        + " train all the same")
    var settings = settings()
    settings.allowsSmall = true
    #expect(try Trainer(settings: settings).train(leads(60, of: 199)).rows == 199)
  }

  @Test("unless that is allowed, which the model records", arguments: [(39, 400), (8, 40)])
  func allowedSmall(_ positives: Int, count: Int) throws {
    var settings = settings()
    settings.allowsSmall = true
    let result = try Trainer(settings: settings).train(leads(positives, of: count))
    #expect(result.model.training.allowedSmall)
    let enough = try Trainer(settings: self.settings()).train(leads(40, of: 200))
    #expect(!enough.model.training.allowedSmall)
  }

  @Test("when all leads ended alike, also when few are allowed", arguments: [0, 100])
  func oneOutcome(_ positives: Int) {
    var settings = settings()
    settings.allowsSmall = true
    #expect(
      text(leads(positives, of: 100), settings)
        == "all 100 leads \(positives > 0 ? "converted" : "did not convert"); both outcomes are needed"
    )
  }

  @Test("when no column is left")
  func noFeatures() {
    let leads = LeadsMaker.leads(
      [.numbers("x", [Double](repeating: 1, count: 200))], won: (0..<200).map { $0 < 50 })
    #expect(
      text(leads, settings())
        == "no column is left to learn from (1 left out)")
  }

  @Test("when the holdout lacks an outcome")
  func holdout() {
    #expect(
      text(leads(60, of: 200, order: true), settings(.newest))
        == "the holdout of 40 leads has 0 conversions: both outcomes are needed to judge the model;"
        + " choose another --holdout")
    var small = settings(share: 0.01)
    small.allowsSmall = true
    #expect(
      text(leads(20, of: 200), small)
        == "the holdout of 2 leads has 0 conversions: both outcomes are needed to judge the model;"
        + " choose another --holdout")
  }

  @Test("when columns know the outcome, unless they are allowed")
  func leaks() throws {
    let won = (0..<200).map { $0 % 2 == 0 }
    var random = SeededGenerator(seed: 3)
    let leads = LeadsMaker.leads(
      [
        .numbers("x", won.map { _ in random.normal() }),
        .numbers("deal size", won.map { $0 ? random.normal() : .nan }),
        .categories("stage", won.map { $0 ? "invoiced" : nil }),
      ], won: won)
    #expect(
      text(leads, settings()) == """
        refused to train: columns know the outcome
          deal size: filled for 100 leads, and only for leads that converted
          stage: filled for 100 leads, and only for leads that converted
        leave them out with --exclude "deal size,stage", or, if they are known before the outcome, \
        --allow-leak
        """)
    var allowing = settings()
    allowing.allowedLeaks = ["deal size", "stage"]
    let result = try Trainer(settings: allowing).train(leads)
    #expect(result.model.training.allowedLeaks.contains("deal size"))
    #expect(result.model.training.allowedLeaks.contains("stage"))
  }

  @Test("without a penalty when a column separates the outcomes, which is named")
  func separated() {
    var settings = settings()
    settings.penalty = .none
    settings.lambda = nil
    settings.allowedLeaks = ["x"]
    let won = (0..<200).map { $0 < 80 }
    var random = SeededGenerator(seed: 5)
    let leads = LeadsMaker.leads(
      [
        .numbers("x", won.map { ($0 ? 5 : -5) + random.uniform() }),
        .numbers("y", won.map { _ in random.normal() }),
      ], won: won)
    let text = text(leads, settings) ?? ""
    #expect(text.hasPrefix("without a penalty the fit is infinite: the outcome is separated by "))
    #expect(text.contains("\"x\""))
    #expect(text.hasSuffix("; use --penalty ridge or --firth"))
  }

  @Test("when all leads are of one group, so that none is left to fit")
  func oneGroup() {
    var random = SeededGenerator(seed: 6)
    let leads = LeadsMaker.leads(
      [
        .numbers("x", (0..<200).map { _ in random.normal() }),
        .categories("c", (0..<200).map { _ in random.pick([("a", 1), ("b", 1)]) }),
      ], won: (0..<200).map { $0 % 2 == 0 }, groups: [UInt64](repeating: 7, count: 200))
    #expect(
      text(leads, settings())
        == "the holdout takes all 200 leads and none is left to learn from; choose another --group"
        + " or --holdout")
  }
}
