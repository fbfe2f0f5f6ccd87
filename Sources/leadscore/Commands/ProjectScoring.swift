import Databases
import FeatureExtraction
import RuleScoring
import ScoringModel
import Tables
import Training
import YAMLDocuments

/// The leads of a project at a moment: what the model reads of them and what the rules read.
struct ProjectScoring {
  let project: Project
  /// The features and the identifier: one row per lead.
  let table: Table
  /// What was known of the same leads, as features are taken from it.
  let leads: LeadSnapshot
  /// The same with the features as columns, as rules may read them.
  let snapshot: LeadSnapshot
  let identifier: String
  let rulesPath: String?
  let purpose: String?
  let asOf: Timestamp
  /// Lines about leads that are not scored, each with its count.
  let exclusions: [(reason: String, count: Int)]
  /// What people should know of the scores besides.
  let warnings: [String]
  /// What is wrong with rows that were left out.
  let rejectedRows: [DataProblem]

  /// The leads of a project file.
  ///
  /// - Parameters:
  ///   - path: The project file.
  ///   - asOf: The moment as the command line names it; nil for the newest in the data.
  ///   - model: The model that will score them; nil when none will.
  ///   - others: Other models that will score them.
  ///   - rules: Points tables that will score them.
  ///   - threads: How many threads read.
  /// - Throws: what reading the project and its files throws, and ``ModelFeaturesError`` when the
  ///   model needs rules and the project names none.
  init(
    _ path: String, asOf: String?, model: ScoringModel? = nil, others: [ScoringModel] = [],
    rules: [RuleBook] = [], threads: Int
  ) throws {
    let project = try Project(path: path)
    let made = try model.map { try ModelFeatures(project, learned: $0.extractor) }
    let now = try asOf.map(Timestamp.init(argument:))
    let interests =
      try rules.flatMap(\.eventInterests) + (made?.eventInterests ?? [])
      + others.flatMap { try ModelFeatures(project, learned: $0.extractor).eventInterests }
    let tables = try project.read(
      threads: threads, featureKinds: model?.featureKinds ?? [:],
      keeping: .needed(asOf: now, besides: interests))
    let scoring = tables.snapshot(asOf: now)
    leads = scoring.leads
    let features =
      try made?.table(of: leads).table ?? ProjectFeatures(project).table(of: leads).table
    identifier = project.leads.identifier.name
    self.project = project
    let identifiers = Column(
      name: identifier, values: .text(PackedStrings(scoring.rows.map { tables.identifiers[$0] })))
    table = features.adding([identifiers])
    snapshot = leads.adding(features.columns)
    rulesPath = project.rules
    purpose = project.purpose
    rejectedRows = tables.rejectedRows
    warnings =
      [
        try model?.ruleBookChange(in: project)?.description, tables.rejectedRemark,
      ].compactMap { $0 } + tables.remarks(besides: interests).map(\.description)
    self.asOf = scoring.asOf
    exclusions = [
      ("created after \(scoring.asOf)", scoring.createdLater), ("already won", scoring.alreadyWon),
      ("already lost", scoring.alreadyLost), ("disqualified", scoring.disqualified),
      ("duplicates of others", tables.duplicateCount), ("past their horizon", scoring.pastHorizon),
      ("suppressed", tables.suppressedCount), ("without a time of creation", tables.undatedCount),
    ].filter { $0.1 > 0 }
  }

  /// The same leads as another model reads them.
  ///
  /// - Throws: ``ModelFeaturesError`` when the model needs rules and the project names none.
  func table(for model: ScoringModel) throws -> Table {
    try ModelFeatures(project, learned: model.extractor).table(of: leads).table
  }
}

extension Timestamp {
  /// The moment that a command line names.
  ///
  /// - Throws: ``CommandProblem`` when the text is no ISO 8601 date or moment.
  init(argument text: String) throws {
    guard let moment = TimestampFormat.iso8601.timestamp(text) else {
      throw CommandProblem.incompatible(
        "\"\(text.displayed())\" is no moment; write 2026-07-01 or 2026-07-01T06:00:00Z")
    }
    self = moment
  }
}

extension ScoringModel {
  /// How the columns of features are read, by their names.
  var featureKinds: [String: ColumnKind] {
    Dictionary(
      extractor.columnKinds.map { ($0.name, $0.kind) }, uniquingKeysWith: { _, last in last })
  }
}
