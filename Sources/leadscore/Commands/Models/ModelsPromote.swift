import ArgumentParser
import FeatureExtraction
import ScoringModel
import Tables
import Training

/// `leadscore models promote`.
struct ModelsPromote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Make a version the champion, if it has earned it on leads that it has not seen.",
    discussion: """
      The challenger and the champion score the same leads, the newest that the challenger was not
      fitted to. It is promoted if its quality gates pass, its AUC is not lower by the margin (lower
      limit of the paired 95 % interval), and it is better in AUC or log loss by more than chance.
      Being new is no reason. A refusal prints the evidence and ends with 65. A challenger of
      train --challenge keeps its comparison, and needs no leads here.

      Examples:
        leadscore models promote leads@2 --data leads.csv
        leadscore models promote demo@challenger -c leadscore.yaml --margin 0.005
      """)

  @Argument(help: "The model: NAME@VERSION or NAME@challenger.")
  var model: String

  @Option(name: .customLong("as"), help: "The role: champion, or challenger, which is not judged.")
  var role: ModelAlias = .champion

  @Option(name: .long, help: "The CSV file of leads that the challenger was trained on.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "The project that it was trained on.")
  var config: String?

  @Option(name: .long, help: "The --as-of of its training, for a project.")
  var asOf: String?

  @Option(name: .long, help: "The --window of its training.")
  var window: String?

  @Option(name: .long, help: "How much lower than the champion's the AUC may be.")
  var margin = PromotionReview.usualMargin

  @Flag(name: .long, help: "Also promote a challenger that is not worse, but no better either.")
  var acceptEqual = false

  @Flag(name: .long, help: "Promote whatever the comparison says; recorded in the audit log.")
  var force = false

  @Option(name: .long, help: "Why, for the audit log.")
  var note: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try refuseTwoSources(data, config: config, named: "--data")
    guard (0...0.5).contains(margin) else {
      throw ValidationError("--margin takes a number from 0 to 0.5")
    }
    try refuseProjectOptions(["--as-of": asOf != nil], config: config)
    if let window, TimeSpan(window) == nil {
      throw ValidationError("--window takes a span such as 540d, not \"\(window.displayed())\"")
    }
    try csv.refuse(with: config)
  }

  func run() throws {
    let registry = common.registry
    let reference = try ModelReference(model)
    if case .current = reference.choice {
      throw CommandProblem.incompatible("say which version: \(reference.name)@VERSION")
    }
    let stored = try registry.load(model)
    let aliases = try registry.aliases(of: reference.name)
    if aliases[role]?.version == stored.version {
      try common.say([
        "\(reference.name)@\(stored.version) is the \(role.rawValue) already; nothing was changed"
      ])
      return try common.writeJSON(
        PromotionJSON(stored: stored, role: role, promoted: false, record: nil))
    }
    guard role == .champion else {
      try registry.promote(
        stored, to: .challenger, expecting: aliases.champion, at: .now, note: note)
      try common.say(["\(reference.name)@\(stored.version) is the challenger now"])
      return try common.writeJSON(
        PromotionJSON(stored: stored, role: role, promoted: true, record: nil))
    }
    try promote(stored, over: aliases.champion, in: registry)
  }

  private func promote(
    _ stored: ModelRegistry.StoredModel, over champion: ModelAliases.Holder?,
    in registry: ModelRegistry
  ) throws {
    let (record, warnings) = try review(stored, champion, registry)
    let isEarned = record?.verdict.allowsPromotion(acceptingEqual: acceptEqual) ?? false
    let lines = (record?.evidence ?? []).map { "  " + $0 }
    let name = "\(stored.model.name)@\(stored.version)"
    guard isEarned || force else {
      try common.writeJSON(
        PromotionJSON(
          stored: stored, role: role, promoted: false, record: record, warnings: warnings))
      throw CommandProblem.notPromoted(
        ["\(name) is not promoted. \(record?.sentence ?? "")"] + lines)
    }
    let forced = isEarned ? nil : "forced against: " + (record?.verdict.rawValue ?? "not compared")
    try registry.promote(
      stored, expecting: champion, at: .now,
      note: [note, forced].compactMap { $0 }.joined(separator: "; ").nilWhenEmpty)
    try common.say(
      [
        "\(name) is the champion now"
          + (champion.map { "; before it was \(stored.model.name)@\($0.version)" } ?? "")
      ]
        + (forced.map { [common.style.warning("Promoted by force; the audit log says so (\($0))")] }
          ?? [])
        + (record.map { [$0.sentence] } ?? []) + lines)
    try common.writeJSON(
      PromotionJSON(
        stored: stored, role: role, promoted: true, record: record, warnings: warnings))
  }

  /// The comparison on the leads given, or the one that was kept with the challenger, and what
  /// people should know of the leads.
  private func review(
    _ stored: ModelRegistry.StoredModel, _ champion: ModelAliases.Holder?,
    _ registry: ModelRegistry
  ) throws -> (record: PromotionRecord?, warnings: [String]) {
    let name = stored.model.name
    let over = try champion.map { try registry.load("\(name)@\($0.version)").model }
    let progress = common.progress
    defer { progress.clear() }
    if let retraced = try RetracedLeads(
      of: stored.model, andFor: over, data: data, config: config, asOf: asOf,
      window: window.flatMap(TimeSpan.init), format: csv.format(), threads: common.threadCount,
      progress: progress)
    {
      progress.show(ProgressLine(step: "comparing", extent: .unknown))
      let review = try PromotionReview(
        challenger: stored.model, champion: over, leads: retraced.leads,
        championTable: retraced.otherTable, margin: margin)
      progress.clear()
      common.warn(retraced.warnings)
      return (PromotionRecord(review, champion: champion), retraced.warnings)
    }
    let kept: PromotionRecord? = try registry.attachment(PromotionRecord.file, of: stored)
    if let kept, kept.champion == champion, kept.margin <= margin {
      return (kept, [])
    }
    guard let champion else {
      return (PromotionRecord(first: stored.model), [])
    }
    guard force else {
      throw CommandProblem.needsComparison(
        challenger: "\(name)@\(stored.version)", champion: "\(name)@\(champion.version)")
    }
    return (nil, [])
  }
}

/// The result of `models promote` for scripts.
struct PromotionJSON: Encodable {
  let name: String
  let version: Int
  let digest, role: String
  let promoted: Bool
  let record: PromotionRecord?
  let warnings: [String]

  init(
    stored: ModelRegistry.StoredModel, role: ModelAlias, promoted: Bool, record: PromotionRecord?,
    warnings: [String] = []
  ) {
    self.warnings = warnings
    name = stored.model.name
    version = stored.version
    digest = stored.digest
    self.role = role.rawValue
    self.promoted = promoted
    self.record = record
  }
}

extension String {
  /// The text, nil when there is none.
  fileprivate var nilWhenEmpty: String? { isEmpty ? nil : self }
}
