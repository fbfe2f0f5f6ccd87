import ArgumentParser
import FeatureExtraction
import RuleLearning
import RuleScoring
import ScoringModel
import Tables

/// `leadscore rules suggest`: what history says of the points table.
struct RulesSuggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract:
      "Judge every rule by how leads ended: the points it deserves, rules that are missing, and"
      + " thresholds.",
    discussion: """
      Examples:
        leadscore rules suggest -c leadscore.yaml --model leads --capacity 200 --out better.yaml
        leadscore rules suggest leads.csv --model leads --rules rules.yaml --json -
      """)

  @Argument(help: "A CSV file of leads with outcomes, as the model was trained on.")
  var data: String?

  @OptionGroup var project: ProjectArguments

  @Option(
    name: .long,
    help: "The model whose features may be missing. (default for a project: its declared features)")
  var model: String?

  @Option(name: .long, help: "The points table. (default for a project: its rules)")
  var rules: String?

  @Option(name: .long, help: "Propose a threshold that so many of tonight's leads reach.")
  var capacity: Int?

  @Option(
    name: .long, help: "Propose a threshold whose leads convert at this rate, such as 25%.")
  var targetConversion: String?

  @Option(name: .long, help: "Write the table with all suggestions applied to this file.")
  var out: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    if data != nil, rules == nil || model == nil {
      throw ValidationError(
        "a flat file needs --rules, the points table, and --model, which knows the outcome")
    }
    if let capacity, capacity < 1 {
      throw ValidationError("--capacity takes a number of at least 1")
    }
    if let targetConversion, rate(targetConversion) == nil {
      throw ValidationError("--target-conversion takes a rate such as 25% or 0.25")
    }
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
    try csv.refuse(with: project.config)
  }

  private func rate(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return nil }
    let rate = isPercent ? number / 100 : number
    return (0...1).contains(rate) ? rate : nil
  }

  func run() throws {
    try OutputPaths(out, common.json).check(
      inputs: inputFiles(data, project.config) + [rules].compactMap { $0 })
    let stored = try model.map(common.registry.load)
    let progress = common.progress
    defer { progress.clear() }
    let leads = try leads(stored?.model, progress)
    progress.show(ProgressLine(step: "fitting all rules together", extent: .unknown))
    let scores = try leads.book.score(leads.snapshot)
    let candidates = CandidateFeature.unread(
      by: leads.book, among: leads.features, project: leads.project, model: stored?.model)
    let suggestions = try RuleSuggestions(
      scores, outcomes: leads.outcomes, candidates: candidates, threads: common.threadCount)
    let thresholds = try thresholds(suggestions, leads)
    let summary = SuggestionSummary(
      suggestions: suggestions, thresholds: thresholds, leads: leads.shownName, style: common.style)
    progress.clear()
    if out != "-" { try common.say(leads.warnings.map(common.style.warning) + summary.lines) }
    if let out {
      let book = suggestions.revised.revised(
        thresholds: thresholds.first.map { [$0.tier: $0.proposed] } ?? [:])
      try AtomicFile.write(Array(book.yaml(comments: summary.comments).utf8), to: out)
      if out != "-" { try common.say(["", "Wrote \(out)"]) }
    }
    try common.writeJSON(SuggestionJSON(suggestions, thresholds: thresholds))
  }

  private func leads(_ model: ScoringModel?, _ progress: Progress) throws -> ComparisonLeads {
    if let config = project.config {
      return try ComparisonLeads(
        project: config, book: try rules.map(RuleBook.init(path:)), asOf: project.asOf,
        model: model, usesAll: true, keepsCandidates: true, threads: common.threadCount,
        progress: progress)
    }
    guard let data, let rules, let model else { throw CommandProblem.needsProjectOrFile }
    return try ComparisonLeads(
      flat: data, book: try RuleBook(path: rules), model: model, usesAll: true,
      format: csv.format(),
      threads: common.threadCount, progress: progress)
  }

  /// Thresholds for what was asked for; without a wish, for a list as long as tonight's is.
  private func thresholds(
    _ suggestions: RuleSuggestions, _ leads: ComparisonLeads
  ) throws -> [ThresholdProposal] {
    let tonight = try leads.tonight(asOf: project.asOf) ?? leads.snapshot
    let now = try suggestions.book.score(tonight).totals
    let revised = try suggestions.revised.score(tonight).totals
    let history = try suggestions.revised.score(leads.snapshot).totals
    var aims: [ThresholdProposal.Aim] = []
    if let capacity { aims.append(.capacity(capacity)) }
    if let rate = targetConversion.flatMap(rate) { aims.append(.conversion(rate)) }
    if aims.isEmpty, let tier = suggestions.book.tiers.first {
      let length = now.count { $0 >= tier.threshold }
      if length > 0 { aims.append(.capacity(length)) }
    }
    return aims.compactMap {
      ThresholdProposal(
        $0, book: suggestions.book, tonight: (now, revised), history: history,
        outcomes: leads.outcomes)
    }
  }
}
