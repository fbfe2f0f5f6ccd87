import Databases
import ArgumentParser
import CustomerProfile
import Evaluation
import FeatureExtraction
import Reporting
import ScoringModel
import Tables
import Training

/// `leadscore profile`: the ideal customer.
struct Profile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what leads that converted share, and which sorts of customers there are.",
    discussion: """
      Examples:
        leadscore profile -c leadscore.yaml --report profile.html
        leadscore profile leads.csv --target Converted --id "Lead Number"
      """)

  @Argument(help: "A CSV file of past leads; - for standard input.")
  var data: String?

  @OptionGroup var project: ProjectArguments

  @Option(name: .long, help: "Also write the profile as one HTML page.")
  var report: String?

  @Option(name: .long, help: "Also write every level with its evidence as CSV.")
  var levels: String?

  @Option(name: .long, help: "The fewest leads of a level.")
  var support = 10

  @Option(name: .long, help: "The seed of the search for groups.")
  var seed: UInt64 = 1

  @OptionGroup var flat: FlatFileArguments
  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    guard support >= 5 else { throw ValidationError("--support takes a number of at least 5") }
    try flat.refuse(with: project.config)
    try csv.refuse(with: project.config)
  }

  func run() throws {
    try OutputPaths(report, levels, common.json).check(inputs: inputFiles(data, project.config))
    let progress = common.progress
    defer { progress.clear() }
    let source = try source(progress)
    progress.show(ProgressLine(step: "describing", extent: .unknown))
    let profile = CustomerProfile(
      of: source.leads, sources: source.sources, minimumSupport: support, seed: seed)
    let page = ProfileReport(
      profile,
      facts: ReportFacts(
        title: "Who buys?", modelName: "none: this describes past leads",
        purpose: source.purpose, source: source.shownName, asOf: source.asOf ?? "as exported",
        software: "leadscore \(leadscoreVersion)"))
    progress.clear()
    try common.say(
      source.warnings.map(common.style.warning)
        + ProfileSummary(profile: profile, verdict: page.verdict, style: common.style).lines)
    if let report {
      try AtomicFile.write(Array(page.html().utf8), to: report)
      try common.say(["Report     \(report)"])
    }
    if let levels {
      try AtomicFile.write(ProfileTable(profile).bytes, to: levels)
      try common.say(["Levels     \(levels)"])
    }
    try common.writeJSON(ProfileJSON(profile, verdict: page.verdict))
  }

  private func source(_ progress: Progress) throws -> ProfileSource {
    if let config = project.config {
      return try ProfileSource(
        project: config, asOf: project.asOf, exclude: Set(names(flat.exclude)),
        threads: common.threadCount, progress: progress)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    guard let target = flat.target else { throw CommandProblem.needsTarget }
    return try ProfileSource(
      TrainingSource(
        flat: data, target: target, arguments: flat, format: csv.format(),
        threads: common.threadCount, progress: progress))
  }
}

/// Past leads of a file or a project, ready to be described.
struct ProfileSource {
  let leads: ProfileLeads
  /// The column or events that each feature comes from.
  let sources: [String: String]
  let shownName: String
  let purpose: String?
  let asOf: String?
  let warnings: [String]

  /// The leads of a flat file.
  init(_ source: TrainingSource) throws {
    try self.init(
      source.leads, sources: [:], shownName: source.shownName, purpose: nil, asOf: nil)
  }

  /// The labelled leads of a project, with what conversions were worth and how long they took.
  init(project path: String, asOf: String?, exclude: Set<String>, threads: Int, progress: Progress)
    throws
  {
    let project = try Project(path: path)
    let moment = try asOf.map(Timestamp.init(argument:))
    let tables = try project.read(
      threads: threads, keeping: .needed(asOf: moment), progress: progress.show)
    let labelled = try ProjectLeads(project: project, tables: tables, asOf: moment)
    let days = labelled.rows.map { row -> Double in
      guard case .won(let time) = tables.outcomes[row] else { return .nan }
      return (time - tables.created[row]).days
    }
    try self.init(
      labelled.labelled.keeping(kinds: Set(FeatureKind.allCases), exclude: exclude),
      sources: Dictionary(
        project.featureMeanings.map { ($0.feature, $0.source) }, uniquingKeysWith: { $1 }),
      revenues: tables.amounts.map { amounts in labelled.rows.map { amounts[$0] } }, days: days,
      shownName: path.fileName, purpose: project.purpose, asOf: labelled.asOf.description)
  }

  private init(
    _ labelled: LabelledLeads, sources: [String: String], revenues: [Double]? = nil,
    days: [Double]? = nil, shownName: String, purpose: String?, asOf: String?
  ) throws {
    let leaks = LeakGate().findings(in: labelled).filter { $0.severity == .refused }
    let leaking = Set(leaks.map(\.column))
    leads = try ProfileLeads(
      labelled.table,
      declarations: labelled.declarations.filter { !leaking.contains($0.column) },
      outcomes: labelled.outcomes, keys: labelled.keys, revenues: revenues, daysToClose: days)
    self.sources = sources
    self.shownName = shownName
    self.purpose = purpose
    self.asOf = asOf
    warnings = leaks.map {
      "left out, because it seems to know the outcome: \($0.column.displayed()) (\($0.reason))"
    }
  }
}
