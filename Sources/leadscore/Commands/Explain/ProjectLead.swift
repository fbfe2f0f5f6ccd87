import Databases
import FeatureExtraction
import RuleScoring
import ScoringModel
import Tables

/// One lead of a project at a moment: what the model reads of it and what the rules read.
///
/// Of the events those of the lead are kept, and of its account where features look at accounts.
struct ProjectLead {
  let project: Project
  private let tables: ProjectTables
  private let row: Int
  private let identifier: String
  /// The features and the identifier, in one row.
  let table: Table
  /// What was known of the lead, as features are taken from it.
  let known: LeadSnapshot
  /// The same with the features as columns, as rules may read them.
  let snapshot: LeadSnapshot
  let asOf: Timestamp
  /// What events of leads measure on average, by name.
  let meanValues: [String: Double]
  /// What people should know of the score besides.
  let warnings: [String]

  /// A lead of a project file.
  ///
  /// - Parameters:
  ///   - path: The project file.
  ///   - identifier: The lead's identifier.
  ///   - asOf: The moment as the command line names it; nil for the newest in the data.
  ///   - model: The model that explains it.
  ///   - threads: How many threads read.
  ///   - progress: Where reading is shown.
  /// - Throws: what reading the project and its files throws, `ModelFeaturesError` when the model
  ///   needs rules and the project names none, and ``CommandProblem`` when there is no such lead, or
  ///   it is not scored at the moment.
  init(
    _ path: String, lead identifier: String, asOf: String?, model: ScoringModel, threads: Int,
    progress: Progress = .none
  ) throws {
    let project = try Project(path: path)
    let features = try ModelFeatures(project, learned: model.extractor)
    let now = try asOf.map(Timestamp.init(argument:))
    let tables = try project.read(
      threads: threads, featureKinds: model.featureKinds,
      keeping: .lead(identifier, asOf: now), progress: progress.show)
    guard let row = tables.identifiers.firstIndex(of: identifier),
      let known = tables.snapshot(ofLead: row, asOf: now)
    else { throw CommandProblem.leadNotFound(id: identifier, source: tables.facts.source) }
    let made = try features.table(of: known).table
    table = made.adding([
      Column(
        name: project.leads.identifier.name, values: .text(PackedStrings([identifier])))
    ])
    snapshot = known.adding(made.columns)
    self.known = known
    self.asOf = now ?? tables.newest ?? Timestamp(microseconds: 0)
    warnings = [
      try model.ruleBookChange(in: project)?.description, tables.rejectedRemark,
    ].compactMap { $0 }
    meanValues = tables.meanEventValues ?? [:]
    self.project = project
    self.tables = tables
    self.row = row
    self.identifier = identifier
  }

  /// The lead as it was known at an earlier time, the facts of then taken at the time of scoring, and
  /// the lead as it is known now, all as a model reads them.
  ///
  /// - Throws: ``CommandProblem`` when the lead was not scored then.
  func states(since: Timestamp?, for model: ScoringModel) throws
    -> (before: Table, aged: Table, after: Table)
  {
    let features = try ModelFeatures(project, learned: model.extractor)
    let after = try features.table(of: known).table
    guard let since else { return (after, after, after) }
    guard since <= asOf else {
      throw CommandProblem.incompatible("--since \(since) is after --as-of \(asOf)")
    }
    guard let before = tables.snapshot(ofLead: row, asOf: since) else {
      throw CommandProblem.incompatible(
        "lead \(identifier.displayed()) was not scored as of \(since): it was created later, or"
          + " settled by then")
    }
    return (
      try features.table(of: before).table,
      try features.table(of: known.knowingOnly(before)).table, after
    )
  }
}
