import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables

/// Leads of a file, or the one of a project, ready to be explained.
struct ExplanationSource {
  /// What the model reads: one row per lead.
  let features: Table
  /// What the rules read, in the same rows.
  let snapshot: LeadSnapshot
  let book: RuleBook?
  /// The lead of a project; nil for a flat file.
  let project: ProjectLead?
  let shownName: String

  /// A lead of a project as of a moment.
  init(
    project path: String, lead: String, rules: String?, asOf: String?, model: ScoringModel,
    threads: Int, progress: Progress = .none
  ) throws {
    let lead = try ProjectLead(
      path, lead: lead, asOf: asOf, model: model, threads: threads, progress: progress)
    project = lead
    features = lead.table
    snapshot = lead.snapshot
    book = try (rules ?? lead.project.rules).map { try RuleBook(path: $0) }
    shownName = path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The leads of a flat file.
  init(
    flat path: String, rules: String?, predictors: [Predictor], format: CSVFormat, threads: Int
  ) throws {
    book = try rules.map { try RuleBook(path: $0) }
    let file = try CSVFile(path, format: format)
    var kinds: [String: ColumnKind] = [:]
    for predictor in predictors.reversed() {
      for column in BatchScorer(predictor: predictor).columns { kinds[column.name] = column.kind }
    }
    try file.require((book?.requiredColumns ?? []).sorted())
    features = try file.read(
      kinds: kinds, only: Set(kinds.keys).union(book?.requiredColumns ?? []), threads: threads)
    snapshot = LeadSnapshot(table: features)
    project = nil
    shownName = path == "-" ? "standard input" : path.fileName
  }

  /// What people should know of the scores besides.
  var warnings: [String] { project?.warnings ?? [] }

  /// The row of a lead by its identifier, or by its number where leads have none.
  ///
  /// - Throws: ``CommandProblem`` when there is no such lead.
  func row(of lead: String, identifier: String?) throws -> Int {
    if project != nil { return 0 }
    if let identifier, let column = features[identifier] {
      if let row = (0..<features.rowCount).first(where: { column.text($0) == lead }) { return row }
    } else if let number = Int(lead), number >= 1, number <= features.rowCount {
      return number - 1
    }
    throw CommandProblem.leadNotFound(id: lead, source: features.source)
  }
}
