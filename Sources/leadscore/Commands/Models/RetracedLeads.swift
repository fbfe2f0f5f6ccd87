import Databases
import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables
import Training

/// The labelled leads that a model was trained on, found again by what its record says.
struct RetracedLeads {
  /// The leads, with the features that the model reads of them.
  let leads: LabelledLeads
  /// What another model reads of the same leads, row by row; nil without another.
  let otherTable: Table?
  /// What people should know of the leads besides.
  let warnings: [String]

  /// The leads that a model was trained on, and what another reads of them; nil when neither a file
  /// nor a project is given.
  init?(
    of model: ScoringModel, andFor other: ScoringModel?, data: String?, config: String?,
    asOf: String?, window: TimeSpan?, format: CSVFormat, threads: Int,
    progress: Progress = .none
  ) throws {
    var kinds: [String: ColumnKind] = [:]
    for model in [other, model].compactMap({ $0 }) {
      for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    }
    if let config {
      let project = try Project(path: config)
      let features = try other.map { try ModelFeatures(project, learned: $0.extractor) }
      let own = try ModelFeatures(project, learned: model.extractor)
      let moment = try asOf.map(Timestamp.init(argument:))
      let tables = try project.read(
        threads: threads, featureKinds: kinds,
        keeping: .needed(
          asOf: moment, besides: own.eventInterests + (features?.eventInterests ?? [])),
        progress: progress.show)
      let labelled = try ProjectLeads(
        project: project, tables: tables, asOf: moment,
        groupsByAccount: model.training.split.group == TrainingSource.accountGroup,
        learned: model.extractor)
      let leads = try RetracedLeads.windowed(labelled.labelled, window, before: labelled.asOf)
      self.leads = leads
      otherTable = try features?.table(of: labelled.snapshot.rows(leads.sourceRows)).table
      warnings = try [model, other].compactMap {
        try $0?.ruleBookChange(in: project)?.description
      }
      return
    }
    guard let data else { return nil }
    let split = model.training.split
    var options = FlatFileOptions(
      target: model.subject.target, positive: model.subject.positive,
      identifier: model.subject.identifier)
    options.negatives = model.subject.negatives.map(Set.init)
    options.group = split.group
    options.isInTimeOrder = split.time == TrainingSource.rowOrder
    options.time = options.isInTimeOrder ? nil : split.time
    for name in [options.identifier, options.group].compactMap({ $0 }) { kinds[name] = .text }
    kinds[options.target] = .category
    let file = try CSVFile(data, format: format).reporting(progress.show)
    let leads = try LabelledLeads(
      flat: try file.read(kinds: kinds, threads: threads), options: options)
    self.leads = try RetracedLeads.windowed(leads, window)
    otherTable = nil
    warnings = []
  }

  /// The leads of a window; all without one.
  private static func windowed(
    _ leads: LabelledLeads, _ window: TimeSpan?, before end: Timestamp? = nil
  ) throws -> LabelledLeads {
    try window.map { try leads.newest(within: $0, before: end) } ?? leads
  }
}
