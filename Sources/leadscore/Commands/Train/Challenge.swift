import ScoringModel
import Tables
import Training

/// A model fresh from training, held against the champion of its name.
struct Challenge {
  let champion: ModelRegistry.StoredModel?
  let record: PromotionRecord
  let difference: ModelDifference?

  /// Compares a model with the champion on the newest of the leads it was trained on.
  init(
    _ model: ScoringModel, leads: LabelledLeads, of source: TrainingSource,
    registry: ModelRegistry, margin: Double
  ) throws {
    let holder = try registry.aliases(of: model.name).champion
    champion = try holder.map { try registry.load("\(model.name)@\($0.version)") }
    let review = try PromotionReview(
      challenger: model, champion: champion?.model, leads: leads,
      championTable: champion.flatMap { try source.table(of: leads, for: $0.model) },
      margin: margin)
    record = PromotionRecord(review, champion: holder)
    difference = champion.map { ModelDifference(from: $0.model, to: model) }
  }

  /// Gives the stored model its role: challenger, or champion if it has earned that and may.
  ///
  /// - Returns: The lines to print.
  func settle(
    _ stored: ModelRegistry.StoredModel, in registry: ModelRegistry, promotes: Bool, style: Style
  ) throws -> [String] {
    let name = "\(stored.model.name)@\(stored.version)"
    let isEarned = record.verdict.allowsPromotion()
    let role: ModelAlias = promotes && isEarned ? .champion : .challenger
    try registry.promote(
      stored, to: role, expecting: champion?.holder, at: .now, note: "retrained")
    let sentence = "Challenge  " + record.sentence
    let advice =
      role == .champion
      ? "           \(name) is the champion now"
      : isEarned
        ? "           to promote it: leadscore models promote \(name)"
        : "           \(name) is kept as challenger; the champion stays"
    return ["", isEarned ? style.good(sentence) : style.warning(sentence)]
      + record.evidence.map { "           " + $0 } + changes + [advice]
  }

  /// What has changed since the champion, in a few lines.
  private var changes: [String] {
    guard let difference, let champion else { return [] }
    var lines = ["           against \(champion.model.name)@\(champion.version):"]
    if !difference.added.isEmpty {
      lines.append("           new features: " + list(difference.added))
    }
    if !difference.removed.isEmpty {
      lines.append("           lost features: " + list(difference.removed))
    }
    let largest = difference.coefficients.prefix(3).map {
      "\($0.feature.displayed())\($0.level.map { " = " + $0.displayed() } ?? "")"
        + " \($0.change.signed(3))"
    }
    lines.append(
      "           \(difference.coefficients.count) coefficients differ"
        + (largest.isEmpty ? "" : ", most of all " + largest.joined(separator: ", ")))
    return lines
  }

  private func list(_ names: [String]) -> String {
    names.map { $0.displayed() }.joined(separator: ", ")
  }
}
