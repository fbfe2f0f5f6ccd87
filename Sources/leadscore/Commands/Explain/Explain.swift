import ArgumentParser
import Prediction
import Reporting
import RuleScoring
import ScoringModel
import Tables

/// `leadscore explain`: one lead, every contribution.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Explain one lead: base, every contribution, the sum, the interval, what the rules say.",
    discussion: """
      With --since, and with --since-model for another model, it also says why the score moved: how \
      much is passing of time, new facts, the model, its calibration and its limits.

      Examples:
        leadscore explain new.csv --model leads --lead 660737 --html lead.html
        leadscore explain -c leadscore.yaml --model leads --lead L000042 --as-of 2026-07-01 --since 2026-06-30
      """)

  @Argument(help: "A CSV file of leads; - for standard input.")
  var data: String?

  @OptionGroup var project: ProjectArguments
  @OptionGroup var model: ModelArguments

  @Option(
    name: .long, help: "The lead's identifier, or its row counted from 1 where leads have none.")
  var lead: String

  @Option(name: .long, help: "A points table, to say what the rules make of the lead.")
  var rules: String?

  @Option(name: .long, help: "For a project: also say why the score moved since this moment.")
  var since: String?

  @Option(
    name: .long, help: "The model of the earlier score. (default: the same as now)")
  var sinceModel: String?

  @Option(
    name: .long,
    help: "Columns of a flat file whose values may still change, separated by commas.")
  var changeable: String?

  @Option(name: .long, help: "Also write the explanation as one HTML page.")
  var html: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    try refuseProjectOptions(
      ["--since": since != nil], config: project.config)
    if project.config != nil, changeable != nil {
      throw ValidationError(
        "--changeable is for flat files; with -c write changeable: true beside the column")
    }
    if html == "-" { throw ValidationError("--html takes the name of a file") }
    try csv.refuse(with: project.config)
  }

  func run() throws {
    try OutputPaths(html, common.json).check(
      inputs: inputFiles(data, project.config) + [rules].compactMap { $0 })
    let stored = try common.registry.load(model.name)
    let earlier = try sinceModel.map { try common.registry.load($0) }
    let predictor = Predictor(model: stored.model)
    let progress = common.progress
    defer { progress.clear() }
    let source = try source(predictor, earlier.map { Predictor(model: $0.model) }, progress)
    progress.clear()
    let row = try source.row(of: lead, identifier: stored.model.subject.identifier)
    let explained = try ExplainedLead(
      lead, row: row, of: source, stored: stored, predictor: predictor,
      since: since.map(Timestamp.init(argument:)), earlier: earlier,
      changeable: names(changeable),
      factorReference: try common.registry.attachment(FactorReference.file, of: stored))
    common.warn(source.warnings)
    try common.say(LeadExplanation(explained: explained, style: common.style).lines)
    if let html {
      try AtomicFile.write(Array(explained.report.html().utf8), to: html)
      try common.say(["", "Page       \(html)"])
    }
    try common.writeJSON(LeadJSON(explained, warnings: source.warnings))
  }

  private func source(_ predictor: Predictor, _ earlier: Predictor?, _ progress: Progress) throws
    -> ExplanationSource
  {
    if let config = project.config {
      return try ExplanationSource(
        project: config, lead: lead, rules: rules, asOf: project.asOf, model: predictor.model,
        threads: common.threadCount, progress: progress)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    return try ExplanationSource(
      flat: data, rules: rules, predictors: [predictor] + (earlier.map { [$0] } ?? []),
      format: csv.format(), threads: common.threadCount)
  }
}
