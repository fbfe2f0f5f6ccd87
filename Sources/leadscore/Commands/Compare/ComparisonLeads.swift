import Databases
import FeatureExtraction
import Prediction
import RuleLearning
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
  /// What each conversion was worth; nil when nothing says so.
  let amounts: [Double]?
  /// When each lead was created; nil for a flat file without a time.
  let created: [Timestamp]?
  /// How each lead is called; nil when leads are known by their rows.
  let identifiers: [String]?
  /// All labelled leads, those the model learned from among them, and which are compared here.
  let labelled: LabelledLeads
  let rows: [Int]
  private let tables: ProjectTables?
  /// What was known of the leads that are compared, as features are taken from it.
  private let known: LeadSnapshot
  /// How the project's rules differ from those that the model was trained with.
  let ruleBookChange: RuleBookChange?

  /// The project; nil for a flat file.
  var project: Project? { tables?.project }

  /// What each lead's conversion was worth, 0 where nothing is recorded; nil when nothing is at all.
  var worth: [Double]? {
    amounts.map { amounts in amounts.map { $0.isFinite ? $0 : 0 } }
  }

  /// What another model reads of the leads that are compared.
  ///
  /// - Throws: ``ModelFeaturesError`` when the model needs rules and the project names none.
  func features(for model: ScoringModel) throws -> Table {
    guard let project else { return features }
    return try ModelFeatures(project, learned: model.extractor).table(of: known).table
  }

  /// The labelled leads that are not compared: those that the model learned from.
  var learningRows: [Int] {
    let held = Set(rows)
    return (0..<labelled.count).filter { !held.contains($0) }
  }

  /// The leads of a project that are to be called, with its features as columns; nil for a flat file.
  func tonight(asOf: String?) throws -> LeadSnapshot? {
    try tables.map { tables in
      let leads = try tables.snapshot(asOf: asOf.map(Timestamp.init(argument:))).leads
      return leads.adding(try ProjectFeatures(tables.project).table(of: leads).table.columns)
    }
  }

  /// Held-out leads of the flat file that a model was trained on, or all leads of a new one.
  init(
    flat path: String, book: RuleBook, model: ScoringModel, usesAll: Bool, format: CSVFormat,
    threads: Int, progress: Progress = .none
  ) throws {
    let file = try CSVFile(path, format: format).reporting(progress.show)
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
      book: book, shownName: path.split(separator: "/").last.map(String.init) ?? path,
      created: leads.order.flatMap { order in
        options.time == nil ? nil : rows.map { Timestamp(microseconds: order[$0]) }
      },
      identifiers: options.identifier.flatMap { table[$0] }.map { column in
        rows.map { column.text(leads.sourceRows[$0]) ?? "" }
      })
  }

  /// Held-out leads of the project that a model was trained on, or all its labelled leads.
  ///
  /// Without a model all labelled leads are taken. The rules are those of the project unless a book
  /// is given; they may read the project's features too, as columns of the same names. Events that
  /// rules yet to be made of the features may look at are kept where candidates are wanted.
  init(
    project path: String, book: RuleBook?, asOf: String?, model: ScoringModel?, usesAll: Bool,
    keepsCandidates: Bool = false, threads: Int, progress: Progress = .none
  ) throws {
    let project = try Project(path: path)
    guard let book = try book ?? project.rules.map(RuleBook.init(path:)) else {
      throw CommandProblem.incompatible("the project names no rules; give them with --rules")
    }
    var kinds: [String: ColumnKind] = [:]
    for column in model?.extractor.columnKinds ?? [] { kinds[column.name] = column.kind }
    let moment = try asOf.map(Timestamp.init(argument:))
    // Models may start from the project's own rules. If those cannot be read, such a model says so.
    let own = project.rules.flatMap { try? RuleBook(path: $0) }
    let tables = try project.read(
      threads: threads, featureKinds: kinds,
      keeping: .needed(
        asOf: moment,
        besides: book.eventInterests + (own?.eventInterests ?? [])
          + (keepsCandidates ? CandidateFeature.eventInterests(of: project) : [])),
      progress: progress.show)
    let labelled = try ProjectLeads(
      project: project, tables: tables, asOf: moment,
      groupsByAccount: model.map { $0.training.split.group == TrainingSource.accountGroup },
      learned: model?.extractor)
    let rows =
      try model.map {
        try ComparisonLeads.rows(labelled.labelled, model: $0, usesAll: usesAll)
      } ?? Array(0..<labelled.labelled.count)
    let snapshot = labelled.snapshot.rows(rows)
    let features = labelled.labelled.table.rows(rows)
    try self.init(
      features: features, snapshot: snapshot.adding(features.columns), known: snapshot,
      leads: labelled.labelled, rows: rows, book: book,
      shownName: path.split(separator: "/").suffix(2).joined(separator: "/"),
      purpose: project.purpose, asOf: labelled.asOf.description,
      amounts: tables.amounts.map { all in rows.map { all[labelled.rows[$0]] } },
      created: rows.map { tables.created[labelled.rows[$0]] },
      identifiers: rows.map { tables.identifiers[labelled.rows[$0]] }, tables: tables,
      ruleBookChange: try model?.ruleBookChange(in: project))
  }

  init(
    features: Table, snapshot: LeadSnapshot, known: LeadSnapshot? = nil, leads: LabelledLeads,
    rows: [Int], book: RuleBook, shownName: String, purpose: String? = nil, asOf: String? = nil,
    amounts: [Double]? = nil,
    created: [Timestamp]? = nil, identifiers: [String]? = nil, tables: ProjectTables? = nil,
    ruleBookChange: RuleBookChange? = nil
  ) throws {
    self.ruleBookChange = ruleBookChange
    self.amounts = amounts
    self.created = created
    self.identifiers = identifiers
    self.tables = tables
    labelled = leads
    self.rows = rows
    self.features = features
    self.snapshot = snapshot
    self.known = known ?? snapshot
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
