import FeatureExtraction
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

@Suite("leads that may still convert, whatever is known of them")
struct CensoredGridTests {
  /// A lead a day for a year and a half from January 2025: a third convert, within 60 days.
  private static func tables(
    _ treatment: CensoringTreatment, horizon: Int
  ) throws -> ProjectTables {
    var random = SeededGenerator(seed: 7)
    let start = try LabelContractTests.moment("2025-01-01")
    var text = "id,created,company,won,size,source\n"
    for day in 0..<540 {
      let created = start + TimeSpan(days: day)
      let size = (10 * random.uniform()).rounded()
      let won = random.happens(0.1 + 0.05 * size)
      let closed = created + TimeSpan(days: 1 + Int(59 * random.uniform()))
      let source = random.pick([("web", 2), ("fair", 1)])
      text += "l\(day),\(created),,\(won ? closed.description : ""),\(size),\(source)\n"
    }
    return try LabelContractTests.tables(
      """
      outcome: {won_at: won, horizon: \(horizon)d, censored: \(treatment.rawValue)}
      snapshot: {at: created}
      features: {explicit: [{column: size}, {column: source}]}

      """, leads: text)
  }

  private static let splits = [
    HoldoutSplit(kind: .newest, share: 0.2, seed: 1),
    HoldoutSplit(kind: .newest, share: 0.6, seed: 1),
    HoldoutSplit(kind: .random, share: 0.2, seed: 1),
    HoldoutSplit(kind: .none, share: 0, seed: 1),
  ]

  @Test(
    "teach a model or are refused with a reason, at any time and with any horizon",
    arguments: [CensoringTreatment.ipcw, .em], [30, 90, 180])
  func grid(_ treatment: CensoringTreatment, horizon: Int) throws {
    let tables = try Self.tables(treatment, horizon: horizon)
    var (trained, refused) = (0, 0)
    for asOf in ["2025-04-15", "2025-06-01", "2025-08-15", "2025-11-01", "2026-03-01"] {
      let made = try ProjectLeads(
        project: tables.project, tables: tables, asOf: try LabelContractTests.moment(asOf))
      for (place, split) in Self.splits.enumerated() {
        var settings = TrainingSettings(name: "x", split: split)
        settings.nonlinear = Nonlinear.none
        settings.lambda = 0.01
        settings.threads = 1
        settings.allowsSmall = made.labelled.count < TrainingSettings.leadFloor
        settings.calibration = place % 2 == 0 ? .auto : .shift
        do {
          let result = try Trainer(settings: settings).train(
            made.labelled, censored: made.censored)
          #expect(result.model.parameters.allSatisfy { $0.isFinite })
          trained += 1
        } catch let error as TrainingError {
          #expect(!error.description.contains("every outcome is"), "\(asOf) \(split): \(error)")
          refused += 1
        }
      }
    }
    #expect(trained > 0 && refused > 0, "\(trained) \(refused)")
  }

  @Test(
    "of which none was watched for the horizon before the first lead held out teach nothing",
    arguments: [CensoringTreatment.ipcw, .em])
  func tooYoung(_ treatment: CensoringTreatment) throws {
    let tables = try Self.tables(treatment, horizon: 180)
    // Labelled are those of January to August 4; the newest fifth of them came from June 20 on.
    let made = try ProjectLeads(
      project: tables.project, tables: tables, asOf: try LabelContractTests.moment("2026-02-01"))
    var settings = TrainingSettings(name: "x", split: Self.splits[0])
    settings.nonlinear = Nonlinear.none
    let trainer = Trainer(settings: settings)
    let error = try #require(throws: TrainingError.self) {
      try trainer.train(made.labelled, censored: made.censored)
    }
    let text = error.description
    #expect(text.contains("on 2025-06-2"), "\(text)")
    #expect(text.contains(", when the first lead held out came: 0 of 17"), "\(text)")
    #expect(text.contains("use a smaller --holdout, a shorter horizon or censored: drop"))
    #expect((try? trainer.train(made.labelled)) != nil)
    settings.split = Self.splits[3]
    let all = Trainer(settings: settings)
    #expect((try? all.train(made.labelled, censored: made.censored)) != nil)
  }

  @Test("of which none is old enough to be judged on do not calibrate a model")
  func calibration() throws {
    let tables = try Self.tables(.em, horizon: 90)
    let made = try ProjectLeads(
      project: tables.project, tables: tables, asOf: try LabelContractTests.moment("2026-03-01"))
    let count = made.labelled.count
    let young = made.labelled.fitted(
      weights: nil, shares: made.labelled.outcomes.map { $0 ? 1 : 0 },
      fitOnly: [Bool](repeating: true, count: count))
    var settings = TrainingSettings(name: "x", split: Self.splits[3])
    settings.nonlinear = Nonlinear.none
    settings.lambda = 0.01
    let rows = Array(0..<count)
    let chosen = try ChosenModel(young, rows: rows, settings: settings)
    let none = try CalibrationChoice(young, fitRows: rows, chosen: chosen, settings: settings)
    #expect(none.calibration == nil)
    settings.calibration = .shift
    let error = try #require(throws: TrainingError.self) {
      try CalibrationChoice(young, fitRows: rows, chosen: chosen, settings: settings)
    }
    #expect(error.description.contains("use --calibrate none"))
  }
}
