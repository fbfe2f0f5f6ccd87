import Databases
import FeatureExtraction
import Prediction
import ScoringModel
import Tables
import Training

/// The labelled leads that a model was trained on, found again by what its record says.
enum RetracedLeads {
  /// The leads; nil when neither a file nor a project is given.
  static func leads(
    of models: [ScoringModel], data: String?, config: String?, asOf: String?, window: TimeSpan?,
    format: CSVFormat, threads: Int
  ) throws -> LabelledLeads? {
    guard let model = models.first else { return nil }
    var kinds: [String: ColumnKind] = [:]
    for model in models.reversed() {
      for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    }
    if let config {
      let project = try Project(path: config)
      let tables = try project.read(threads: threads, featureKinds: kinds)
      let labelled = try ProjectLeads(
        project: project, tables: tables, asOf: try asOf.map(Timestamp.init(argument:)),
        groupsByAccount: model.training.split.group == TrainingSource.accountGroup,
        learned: model.extractor)
      return try windowed(labelled.labelled, window, before: labelled.asOf)
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
    let file = try CSVFile(data, format: format)
    let leads = try LabelledLeads(
      flat: try file.read(kinds: kinds, threads: threads), options: options)
    return try windowed(leads, window)
  }

  /// The leads of a window; all without one.
  private static func windowed(
    _ leads: LabelledLeads, _ window: TimeSpan?, before end: Timestamp? = nil
  ) throws -> LabelledLeads {
    try window.map { try leads.newest(within: $0, before: end) } ?? leads
  }
}
