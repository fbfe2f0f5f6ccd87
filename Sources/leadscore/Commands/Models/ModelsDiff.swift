import ArgumentParser
import FeatureExtraction
import Prediction
import ScoringModel
import Tables
import Training

/// `leadscore models diff`.
struct ModelsDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what distinguishes two models, and who would move.",
    discussion: """
      Examples:
        leadscore models diff leads@1 leads@2
        leadscore models diff leads@champion leads@challenger --data new.csv
      """)

  @Argument(help: "The first model, for instance leads@champion.")
  var first: String

  @Argument(help: "The second model, for instance leads@challenger.")
  var second: String

  @Option(name: .long, help: "A CSV file of leads: who changes tier, who moves furthest in rank.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project whose open leads are compared.")
  var config: String?

  @Option(name: .long, help: "For a project: the leads as of this moment.")
  var asOf: String?

  @Option(name: .long, help: "How many coefficients and leads to print.")
  var top = 15

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try refuseTwoSources(data, config: config, named: "--data")
    try refuseProjectOptions(["--as-of": asOf != nil], config: config)
    try csv.refuse(with: config)
  }

  func run() throws {
    let before = try common.registry.load(first)
    let after = try common.registry.load(second)
    let difference = ModelDifference(from: before.model, to: after.model)
    let leads = try leads(before.model, after.model)
    let moves = try leads.map {
      try ModelDifference.moves(
        from: before.model, to: after.model, of: $0.after, earlierTable: $0.before,
        furthest: max(0, top))
    }
    common.warn(leads?.warnings ?? [])
    try common.say(head(before, after) + lines(difference))
    if let moves, let leads { try common.say(lines(moves, leads.after, after.model)) }
    try common.writeJSON(
      DifferenceJSON(
        before: before, after: after, difference: difference, moves: moves,
        warnings: leads?.warnings ?? []))
  }

  /// The leads as each model reads them, and what people should know of them besides.
  private func leads(_ before: ScoringModel, _ after: ScoringModel) throws -> (
    before: Table, after: Table, warnings: [String]
  )? {
    var kinds: [String: ColumnKind] = [:]
    for model in [before, after] {
      for column in BatchScorer(predictor: Predictor(model: model)).columns {
        kinds[column.name] = column.kind
      }
    }
    if let config {
      let scoring = try ProjectScoring(
        config, asOf: asOf, model: after, others: [before], threads: common.threadCount)
      let change = try before.ruleBookChange(in: scoring.project)
      return (
        try scoring.table(for: before), scoring.table,
        scoring.warnings + (change.map { [$0.description] } ?? [])
      )
    }
    return try data.map {
      let table = try CSVFile($0, format: try csv.format())
        .read(kinds: kinds, threads: common.threadCount)
      return (table, table, [])
    }
  }

  private func head(
    _ before: ModelRegistry.StoredModel, _ after: ModelRegistry.StoredModel
  ) -> [String] {
    var table = TextTable([.left, .left, .left, .left, .left, .left])
    table.add(["", "created", "leads", "converted", "holdout AUC", "digest"])
    for stored in [before, after] {
      let training = stored.model.training
      table.add([
        "\(stored.model.name)@\(stored.version)", stored.createdAt, String(training.rows),
        String(training.positives), training.holdout?.auc.fixed(4) ?? "–",
        String(stored.digest.prefix(12)),
      ])
    }
    return table.lines(indent: "")
  }

  private func lines(_ difference: ModelDifference) -> [String] {
    var lines = [""]
    if !difference.added.isEmpty { lines.append("New features      " + list(difference.added)) }
    if !difference.removed.isEmpty { lines.append("Lost features     " + list(difference.removed)) }
    guard !difference.coefficients.isEmpty else {
      return lines + ["All \(difference.unchangedCount) coefficients are the same"]
    }
    lines.append(
      "\(difference.coefficients.count) coefficients differ,"
        + " \(difference.unchangedCount) are the same")
    var table = TextTable([.left, .left, .right, .right, .right])
    table.add(["Feature", "level", "before", "after", "change"])
    for row in difference.coefficients.prefix(max(0, top)) {
      table.add([
        row.feature.displayed(), row.level?.displayed() ?? "", row.before?.signed(4) ?? "–",
        row.after?.signed(4) ?? "–", row.change.signed(4),
      ])
    }
    lines += table.lines(indent: "  ")
    var tiers = TextTable([.left, .right, .right])
    tiers.add(["Tier", "before", "after"])
    for tier in difference.tiers {
      tiers.add([
        tier.name.displayed(), tier.before?.signed(3) ?? "the rest",
        tier.after?.signed(3) ?? "the rest",
      ])
    }
    return lines + [""] + tiers.lines(indent: "")
  }

  private func list(_ names: [String]) -> String {
    names.map { $0.displayed() }.joined(separator: ", ")
  }

  private func lines(
    _ moves: ModelDifference.Moves, _ table: Table, _ model: ScoringModel
  ) -> [String] {
    var tiers = TextTable([.left] + moves.tiersAfter.map { _ in .right })
    tiers.add(["from / to"] + moves.tiersAfter.map { $0.displayed() })
    for (name, counts) in zip(moves.tiersBefore, moves.counts) {
      tiers.add([name.displayed()] + counts.map(String.init))
    }
    var leads = TextTable([.left, .right, .right, .right, .right])
    leads.add(["Lead", "rank before", "rank after", "log odds before", "after"])
    let identifiers = model.subject.identifier.flatMap { table[$0] }
    for (row, before, after) in moves.furthest {
      leads.add([
        (identifiers?.text(row) ?? "row \(row + 1)").displayed(), String(before), String(after),
        moves.before[row].signed(3), moves.after[row].signed(3),
      ])
    }
    return ["", "\(moves.changedTier) of \(moves.before.count) leads change tier"]
      + tiers.lines(indent: "  ")
      + (moves.furthest.isEmpty
        ? ["", "Nobody changes rank"] : ["", "Who moves furthest"] + leads.lines(indent: "  "))
  }
}

/// The result of `models diff` for scripts.
private struct DifferenceJSON: Encodable {
  struct Coefficient: Encodable {
    let feature: String
    let level: String?
    let before, after: Double?
    let change: Double
  }
  struct Tier: Encodable {
    let name: String
    let before, after: Double?
  }
  struct Moves: Encodable {
    let leads, changedTier: Int
    let tiersBefore, tiersAfter: [String]
    let counts: [[Int]]
  }

  let before, after: String
  let added, removed: [String]
  let coefficients: [Coefficient]
  let unchanged: Int
  let tiers: [Tier]
  let moves: Moves?
  let warnings: [String]

  init(
    before: ModelRegistry.StoredModel, after: ModelRegistry.StoredModel,
    difference: ModelDifference,
    moves: ModelDifference.Moves?, warnings: [String]
  ) {
    self.warnings = warnings
    self.before = "\(before.model.name)@\(before.version)"
    self.after = "\(after.model.name)@\(after.version)"
    added = difference.added
    removed = difference.removed
    coefficients = difference.coefficients.map {
      Coefficient(
        feature: $0.feature, level: $0.level, before: $0.before, after: $0.after,
        change: $0.change)
    }
    unchanged = difference.unchangedCount
    tiers = difference.tiers.map { Tier(name: $0.name, before: $0.before, after: $0.after) }
    self.moves = moves.map {
      Moves(
        leads: $0.before.count, changedTier: $0.changedTier, tiersBefore: $0.tiersBefore,
        tiersAfter: $0.tiersAfter, counts: $0.counts)
    }
  }
}
