import FeatureExtraction
import Prediction
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Training

/// Leads to predict, among them what training never saw.
enum PredictionLeads {
  /// A model of synthetic leads with every kind of feature.
  static func model(
    seed: UInt64 = 1, coding: FactorCoding = .full, identifier: Bool = true
  ) throws -> ScoringModel {
    let leads = SyntheticLeads(600, seed: seed)
    var options = SyntheticLeads.options
    options.identifier = identifier ? "id" : nil
    options.exclude = identifier ? [] : ["id"]
    let flat = try LabelledLeads(flat: leads.table, options: options)
    let labelled = LabelledLeads(
      subject: flat.subject, table: flat.table,
      declarations: flat.declarations + [
        FeatureDeclaration(
          name: "visits, in \"bands\"", column: "visits", kind: .behavioural,
          encoding: .binned(edges: [1, 3]))
      ], dropped: flat.dropped, outcomes: flat.outcomes, keys: flat.keys)
    var settings = TrainingSettings(name: "leads")
    settings.lambda = 1e-3
    settings.coding = coding
    settings.calibration = .none
    return try Trainer(settings: settings).train(labelled).model
  }

  /// New leads, some with levels that were never seen, some with values missing.
  static func table(_ count: Int, seed: UInt64, idOf: (Int) -> String = { "n\($0)" }) -> Table {
    var random = SeededGenerator(seed: seed &+ 77)
    let drawn = SyntheticLeads(count, seed: seed).table
    func categories(_ name: String, _ unseen: String) -> Column {
      .categories(
        name,
        (0..<count).map { row in
          random.happens(0.1) ? unseen : random.happens(0.1) ? nil : drawn[name]?.text(row)
        })
    }
    guard case .numbers(let visits)? = drawn["visits"]?.values else { return drawn }
    return drawn.adding([
      .text("id", (0..<count).map(idOf)), categories("industry", "Farming, \"old\""),
      categories("source", "=cmd()"),
      .numbers("visits", visits.map { random.happens(0.1) ? .nan : $0 - 0.25 }),
    ])
  }
}
