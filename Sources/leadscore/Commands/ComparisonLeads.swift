import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables
import Training

/// The leads that rules and model are compared on, with what each reads of them.
struct ComparisonLeads {
  /// What the model reads: one row per lead.
  let features: Table
  /// What the rules read, in the same rows.
  let snapshot: LeadSnapshot
  let outcomes: [Bool]
  let keys: [UInt64]
  let book: RuleBook
  let warnings: [String]
  let shownName: String
  let purpose: String?
  let asOf: String?

  /// Held-out leads of the flat file that a model was trained on, or all leads of a new one.
  init(
    flat path: String, rules: String, model: ScoringModel, usesAll: Bool, format: CSVFormat,
    threads: Int
  ) throws {
    let book = try RuleBook(path: rules)
    let file = try CSVFile(path, format: format)
    var options = FlatFileOptions(
      target: model.subject.target, positive: model.subject.positive,
      identifier: model.subject.identifier)
    options.negatives = model.subject.negatives.map(Set.init)
    options.group = model.training.split.group
    options.isInTimeOrder = model.training.split.time == TrainingSource.rowOrder
    options.time = options.isInTimeOrder ? nil : model.training.split.time
    var kinds: [String: ColumnKind] = [:]
    for column in BatchScorer(predictor: Predictor(model: model)).columns {
      kinds[column.name] = column.kind
    }
    for name in [options.identifier, options.group].compactMap({ $0 }) { kinds[name] = .text }
    kinds[options.target] = .category
    let table = try file.read(kinds: kinds, threads: threads)
    let leads = try LabelledLeads(flat: table, options: options)
    let rows = try ComparisonLeads.rows(leads, model: model, usesAll: usesAll)
    let chosen = table.rows(rows.map { leads.sourceRows[$0] })
    try self.init(
      features: chosen, snapshot: LeadSnapshot(table: chosen), leads: leads, rows: rows,
      book: book, shownName: path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Held-out leads of the project that a model was trained on, or all its labelled leads.
  init(
    project path: String, rules: String?, asOf: String?, model: ScoringModel, usesAll: Bool,
    threads: Int
  ) throws {
    let project = try Project(path: path)
    guard let rules = rules ?? project.rules else {
      throw CommandProblem.incompatible("the project names no rules; give them with --rules")
    }
    var kinds: [String: ColumnKind] = [:]
    for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    let tables = try project.load(threads: threads, featureKinds: kinds)
    let labelled = try ProjectLeads(
      project: project, tables: tables, asOf: try asOf.map(Timestamp.init(argument:)),
      groupsByAccount: model.training.split.group == TrainingSource.accountGroup,
      learned: model.extractor)
    let rows = try ComparisonLeads.rows(labelled.labelled, model: model, usesAll: usesAll)
    let snapshot = labelled.snapshot.rows(rows)
    var features = labelled.labelled.table.rows(rows)
    if RuleFeatures.areAmong(model.extractor.columnNames) {
      guard let prior = project.rules else { throw CommandProblem.priorNeedsRules }
      features = features.adding(RuleFeatures(try RuleBook(path: prior).score(snapshot)).columns)
    }
    try self.init(
      features: features, snapshot: snapshot,
      leads: labelled.labelled, rows: rows, book: try RuleBook(path: rules),
      shownName: path.split(separator: "/").suffix(2).joined(separator: "/"),
      purpose: project.purpose, asOf: labelled.asOf.description)
  }

  init(
    features: Table, snapshot: LeadSnapshot, leads: LabelledLeads, rows: [Int], book: RuleBook,
    shownName: String, purpose: String? = nil, asOf: String? = nil
  ) throws {
    self.features = features
    self.snapshot = snapshot
    outcomes = rows.map { leads.outcomes[$0] }
    keys = rows.map { leads.keys[$0] }
    self.book = book
    let issues = book.validate(against: snapshot)
    warnings = issues.filter { $0.severity == .warning }.map(\.description)
    self.shownName = shownName
    self.purpose = purpose
    self.asOf = asOf
  }

  /// The rows to compare on: those the model has not seen.
  static func rows(_ leads: LabelledLeads, model: ScoringModel, usesAll: Bool) throws -> [Int] {
    if usesAll { return Array(0..<leads.count) }
    guard model.training.split.kind != .none else {
      throw CommandProblem.noHoldout(model: model.name)
    }
    guard leads.leadFingerprint == model.training.leadFingerprint else {
      throw CommandProblem.notTheTrainingData(model: model.name)
    }
    return model.training.split.rows(of: leads).held
  }
}
