import Databases
import Evaluation
import FeatureExtraction
import Monitoring
import RuleScoring
import ScoringModel
import Tables

/// The leads of a night, from a flat file or a project, and the scores of earlier nights.
struct MonitoredLeads {
  let night: Night
  /// Stored scores beside outcomes; nil where no scores are given.
  let cohort: ScoredCohort?
  let shownName: String
  let purpose: String?
  /// How groups of tonight's leads fare, by the columns that the project names.
  let fairness: [(column: String, groups: GroupFairness)]
  /// What people should know of the leads besides.
  let warnings: [String]
  /// The project's file of what need not be said.
  let silences: String?

  init(
    data: String?, config: String?, asOf: String?, scores: String?, model: ScoringModel,
    format: CSVFormat, threads: Int, progress: Progress = .none
  ) throws {
    let moment = try asOf.map(Timestamp.init(argument:))
    if let config {
      try self.init(
        project: config, asOf: moment, scores: scores, model: model, threads: threads,
        progress: progress)
    } else if let data {
      try self.init(
        flat: data, asOf: moment ?? .now, model: model, format: format, threads: threads,
        progress: progress)
    } else {
      throw CommandProblem.needsProjectOrFile
    }
  }

  private init(
    flat path: String, asOf: Timestamp, model: ScoringModel, format: CSVFormat, threads: Int,
    progress: Progress
  ) throws {
    let file = try CSVFile(path, format: format).reporting(progress.show)
    // Read as they are: that a column is gone or holds something else is for the monitor to say.
    let there = Set(file.names)
    var kinds: [String: ColumnKind] = [:]
    for column in model.extractor.columnKinds where there.contains(column.name) {
      if column.kind == .category { kinds[column.name] = .category }
    }
    for name in [model.subject.identifier].compactMap({ $0 }) where there.contains(name) {
      kinds[name] = .text
    }
    let table = try file.read(kinds: kinds, threads: threads)
    night = try Night(asOf: asOf, table: table, model: model)
    cohort = nil
    fairness = []
    shownName =
      path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    purpose = nil
    warnings = []
    silences = nil
  }

  private init(
    project path: String, asOf: Timestamp?, scores: String?, model: ScoringModel, threads: Int,
    progress: Progress
  ) throws {
    let project = try Project(path: path)
    var kinds: [String: ColumnKind] = [:]
    for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    let features = try ModelFeatures(project, learned: model.extractor)
    let tables = try project.read(
      threads: threads, featureKinds: kinds,
      keeping: .needed(asOf: asOf, besides: features.eventInterests), progress: progress.show)
    progress.show(ProgressLine(step: "scoring", extent: .unknown))
    let scoring = tables.snapshot(asOf: asOf)
    let night = try Night(
      asOf: scoring.asOf,
      table: try features.table(of: scoring.leads).table, model: model,
      newestEvent: asOf.flatMap { _ in tables.newestEvent },
      newestLead: asOf.flatMap { tables.newestLead(through: $0) },
      uselessEvents: tables.eventCounts.flatMap {
        Night.UselessEvents(duplicates: $0.duplicates, orphans: $0.orphans, of: $0.read)
      })
    self.night = night
    let selection = night.logOdds.map { model.tiers.index(logOdds: $0) == 0 ? 1.0 : 0 }
    fairness = try project.fairness.map { name in
      guard let column = scoring.leads.table[name] else {
        throw FeatureProblem.missingColumn(
          name: name, source: scoring.leads.table.source,
          available: scoring.leads.table.columns.map(\.name))
      }
      let groups = (0..<column.count).map(column.text)
      return (name, GroupFairness(groups: groups, selection: selection))
    }
    let moments = tables.snapshotMoments
    cohort = try scores.map { file in
      guard let window = project.outcome.horizon else {
        throw CommandProblem.incompatible("--scores needs the project's outcome to have a horizon")
      }
      return ScoredCohort(
        [StoredScore](
          try StoredScores(
            DatabaseReaders().open(file).reporting(progress.show), needing: [.probability],
            reading: [.points],
            identifier: project.leads.identifier.name, threads: threads)
        ).filter { score in moments[score.lead].map(score.isPrompt) ?? true },
        conversions: Dictionary(
          tables.conversions.map { ($0.lead, $0.at) }, uniquingKeysWith: { first, _ in first }),
        window: window, asOf: scoring.asOf)
    }
    shownName = path.split(separator: "/").suffix(2).joined(separator: "/")
    purpose = project.purpose
    warnings = [try model.ruleBookChange(in: project)?.description, tables.rejectedRemark]
      .compactMap { $0 }
    silences = project.silences
  }
}
