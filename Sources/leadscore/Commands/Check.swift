import ArgumentParser
import FeatureExtraction
import Tables
import Training

/// `leadscore check`: looks at the data without writing anything.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Check data before training: columns, fill rates, outcomes, leads left out, suspected leaks.",
    discussion: """
      Examples:
        leadscore check leads.csv --target Converted --id "Lead Number"
        leadscore check -c leadscore.yaml
      """)

  @Argument(help: "A CSV file of past leads; - for standard input.")
  var data: String?

  @OptionGroup var project: ProjectArguments

  @OptionGroup var flat: FlatFileArguments
  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    try flat.refuse(with: project.config)
    try csv.refuse(with: project.config)
  }

  private struct Checked: Encodable {
    let rows, positives: Int
    let columns: [Column]
    let exclusions: [String: Int]
    let warnings: [String]
    let funnel: FunnelJSON?
    let moments: FunnelJSON?
    let accounts: Joined?

    struct Joined: Encodable { let leads, joined: Int }

    struct Column: Encodable {
      let name, values, use: String
      let kind, leak: String?
      let filled: Double
      let distinct: Int
    }
  }

  func run() throws {
    try OutputPaths(common.json).check(inputs: inputFiles(data, project.config))
    let progress = common.progress
    defer { progress.clear() }
    let source = try source(progress)
    progress.clear()
    let profile = LeadProfile(of: source.leads, surroundings: source.surroundings)
    let spelling = DesignWarning.spelling(source.leads, rows: Array(0..<source.leads.count))
    let warnings = source.warnings + spelling.map(\.description)
    try common.say(lines(profile, warnings, source))
    try common.writeJSON(
      Checked(
        rows: source.leads.count, positives: source.leads.positiveCount,
        columns: profile.columns.map { column in
          Checked.Column(
            name: column.name, values: column.values, use: column.use, kind: column.kind?.rawValue,
            leak: column.leak.map { "\($0.severity.rawValue): \($0.reason)" },
            filled: column.filled, distinct: column.distinct)
        },
        exclusions: Dictionary(
          source.exclusions.map { ($0.reason, $0.count) }, uniquingKeysWith: +),
        warnings: warnings,
        funnel: source.funnel.map(FunnelJSON.init),
        moments: source.momentFunnel.map(FunnelJSON.init),
        accounts: source.joined.map { Checked.Joined(leads: $0.of, joined: $0.leads) })
    )
  }

  private func source(_ progress: Progress) throws -> TrainingSource {
    if let config = project.config {
      return try TrainingSource(
        project: config, asOf: project.asOf, threads: common.threadCount, progress: progress)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    // Asked for only now, so that a misspelled option is told first.
    guard let target = flat.target else { throw CommandProblem.needsTarget }
    return try TrainingSource(
      flat: data, target: target, arguments: flat, format: csv.format(),
      threads: common.threadCount,
      progress: progress)
  }

  private func lines(
    _ profile: LeadProfile, _ warnings: [String], _ source: TrainingSource
  ) -> [String] {
    let style = common.style
    let leads = source.leads
    let total = source.funnel?.total ?? source.exclusions.reduce(leads.count) { $0 + $1.count }
    let kept = source.funnel?.kept ?? leads.count
    var table = TextTable([.left, .left, .right, .right, .left])
    table.add(["column", "values", "filled", "distinct", "use"])
    for column in profile.columns {
      table.add([
        column.name.displayed(), column.values, (column.filled * 100).fixed(1) + " %",
        String(column.distinct), column.use,
      ])
    }
    let rate = Double(leads.positiveCount) / Double(max(1, leads.count)) * 100
    let converted = ", \(leads.positiveCount) converted (\(rate.fixed(1)) %)"
    let leaks = profile.columns.compactMap(\.leak) + profile.otherLeaks
    return leaks.map { leak in
      let line = "\(leak.severity.rawValue): \"\(leak.column.displayed())\": \(leak.reason)"
      return leak.severity == .refused ? style.bad(line) : style.warning(line)
    }
      + ["\(total) leads in \(source.shownName)"]
      + source.exclusions.map { "  − \($0.count) \($0.reason)" }
      + ["  = \(kept) with a known outcome" + (source.momentFunnel == nil ? converted : "")]
      + moments(source, converted) + accounts(source)
      + source.remarks.map { "  " + $0 } + warnings.map(style.warning) + [""]
      + table.lines(indent: "")
  }

  /// How many leads have an account that something is known of.
  private func accounts(_ source: TrainingSource) -> [String] {
    guard let joined = source.joined else { return [] }
    let share = Double(joined.leads) / Double(max(1, joined.of)) * 100
    let name = joined.path.split(separator: "/").last.map(String.init) ?? joined.path
    return [
      "  \(joined.leads) of \(joined.of) leads (\(share.fixed(1)) %) have a row in \(name.displayed())"
    ]
  }

  /// The funnel of the moments of leads that have several.
  private func moments(_ source: TrainingSource, _ converted: String) -> [String] {
    guard let funnel = source.momentFunnel else { return [] }
    return ["\(funnel.total) moments of these leads"]
      + funnel.exclusions.map { "  − \($0.count) \($0.reason)" }
      + ["  = \(funnel.kept) rows with a known outcome" + converted]
  }
}

/// A funnel for scripts: `total` is `kept` and all of `left_out`.
struct FunnelJSON: Encodable {
  let total, kept: Int
  let leftOut: [String: Int]

  enum CodingKeys: String, CodingKey {
    case total, kept
    case leftOut = "left_out"
  }

  init(_ funnel: ExclusionFunnel) {
    total = funnel.total
    kept = funnel.kept
    leftOut = Dictionary(
      uniqueKeysWithValues: ExclusionFunnel.Reason.allCases.map { ($0.rawValue, funnel[$0]) })
  }
}
