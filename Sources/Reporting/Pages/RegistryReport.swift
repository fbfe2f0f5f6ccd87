public import ScoringModel
import Evaluation

/// The registry of models as a page: every version with its headline numbers.
public struct RegistryReport: Sendable {
  /// The models, versions of one name together.
  public let models: [ModelRegistry.StoredModel]
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The index of some models.
  public init(_ models: [ModelRegistry.StoredModel], facts: ReportFacts) {
    self.models = models
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    Page(
      kind: "Registry of models", facts: facts, summary: keyNumbers.markup,
      sections: [overview] + names.map(section)
    ).html()
  }

  private var names: [String] {
    var names: [String] = []
    for model in models where !names.contains(model.model.name) { names.append(model.model.name) }
    return names
  }

  private var keyNumbers: KeyNumbers {
    KeyNumbers(numbers: [
      .init(name: "Models", value: names.count.grouped, note: "by name"),
      .init(name: "Versions", value: models.count.grouped, note: "none of them ever changes"),
      .init(
        name: "Newest",
        value: models.map(\.createdAt).max().map { String($0.prefix(10)) } ?? "none",
        note: "day of training"),
    ])
  }

  private var overview: Section {
    let newest = names.compactMap { name in models.last { $0.model.name == name } }
    let table = DataTable(
      caption: "The newest version of each model",
      columns: [
        .text("Model"), .number("Version"), .text("Stored"), .number("Leads"), .number("Converted"),
        .number("AUC"), .number("95 % interval"), .number("Lift at 10 %"),
        .number("Calibration slope"),
      ],
      rows: newest.map { stored in
        let training = stored.model.training
        return [
          stored.model.name, "\(stored.version)", String(stored.createdAt.prefix(10)),
          training.rows.grouped, training.positives.grouped,
        ] + RegistryReport.metrics(training.holdout)
      })
    return Section(
      "overview", heading: "What is there?",
      models.isEmpty ? Markup(paragraph: "No model is stored here yet.") : table.markup)
  }

  private func section(_ name: String) -> Section {
    let versions = models.filter { $0.model.name == name }
    let table = DataTable(
      caption: "Versions of \(name)",
      columns: [
        .number("Version"), .text("Stored"), .number("Leads"), .number("Converted"),
        .number("AUC"), .number("95 % interval"), .number("Lift at 10 %"),
        .number("Calibration slope"), .number("Brier"), .text("Penalty"), .text("Digest"),
      ],
      rows: versions.reversed().map { stored in
        let training = stored.model.training
        return [
          "\(stored.version)", stored.createdAt, training.rows.grouped, training.positives.grouped,
        ] + RegistryReport.metrics(training.holdout) + [
          (training.holdout?.brier ?? .nan).decimals(4), training.penalty,
          String(stored.digest.prefix(12)),
        ]
      })
    let newest = versions.last
    let subject = newest.map { "It predicts \($0.model.subject.conversionText). " } ?? ""
    let strongest = newest.map { FeatureWeight.ranked(in: $0.model).prefix(5).map(\.name) } ?? []
    let tiers = newest.map { $0.model.tiers.map(\.name).joined(separator: ", ") } ?? ""
    return Section(
      anchor: "model-\(name)", heading: name,
      Markup(
        paragraph: subject + "Scores move most by \(strongest.joined(separator: ", ")). "
          + "Tiers: \(tiers)."), table.markup)
  }

  private static func metrics(_ holdout: HoldoutMetrics?) -> [String] {
    guard let holdout else { return ["not judged", "", "", ""] }
    let lift = holdout.gains.first { $0.share >= 0.1 - 1e-9 }
    return [
      holdout.auc.decimals(3), "\(holdout.aucLower.decimals(3))–\(holdout.aucUpper.decimals(3))",
      lift.map { $0.lift.decimals(1) + "×" } ?? "",
      (holdout.calibrationSlope ?? .nan).decimals(2),
    ]
  }
}
