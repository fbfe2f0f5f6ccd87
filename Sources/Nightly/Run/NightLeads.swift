import Databases
import FeatureExtraction
import Monitoring
import Prediction
import RuleScoring
import ScoringModel
import Tables

/// The data of a night, as they were read.
struct NightLeads {
  private let project: Project
  private let tables: ProjectTables
  private let features: ModelFeatures
  /// The points table of the project.
  private let book: RuleBook?
  private let inputs: [RunManifest.Input]
  private let rejected: RejectedRows

  /// Reads the project's data as the model wants it.
  ///
  /// Columns that neither a feature nor a rule reads are left out: what is wrong in them is of no
  /// concern to the night, and a wide table costs no more memory than a narrow one.
  ///
  /// - Throws: what reading throws, and ``ModelFeaturesError`` when the model needs rules and the
  ///   project names none.
  init(_ project: Project, model: ScoringModel, asOf: Timestamp, threads: Int) throws {
    self.project = project
    features = try ModelFeatures(project, learned: model.extractor)
    book = try project.rules.map { try RuleBook(path: $0) }
    var kinds: [String: ColumnKind] = [:]
    for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    let readers = DatabaseReaders()
    var inputs: [RunManifest.Input] = []
    (tables, rejected) = try project.loadRejectingRows(
      threads: threads, featureKinds: kinds,
      keeping: .needed(
        asOf: asOf, besides: features.eventInterests + (book?.eventInterests ?? [])),
      wanting: Set(book?.requiredColumns ?? [])
    ) { source in
      let file = try readers.open(source)
      inputs.append(
        RunManifest.Input(
          name: source.path, sha256: try Digest.sha256 { add in try file.forEachChunk(add) }))
      return file
    }
    if let path = features.rulesPath {
      inputs.append(RunManifest.Input(name: path, sha256: try Digest.sha256(ofFile: path)))
    }
    self.inputs = inputs
  }

  /// The rows of the leads' source, those that are left out among them.
  var rowCount: Int { tables.rowCount }

  /// The leads to score at a moment, as the model reads them.
  func vectors(asOf moment: Timestamp, names: LeadNames, threads: Int) throws -> NightVectors {
    let snapshot = tables.snapshot(asOf: moment)
    let table = try features.table(of: snapshot.leads).table
    let identifiers = Column(
      name: project.leads.identifier.name,
      values: .text(PackedStrings(snapshot.rows.lazy.map { tables.identifiers[$0] })))
    let numbers = try names.numbers(of: tables.identifiers, threads: threads)
    let skipped = SkippedLeads(tables, by: snapshot)
    return NightVectors(
      table: table.adding([identifiers]),
      names: snapshot.rows.map { numbers[$0] },
      arePrompt: snapshot.rows.map { row in
        FirstScores.Score.isPrompt(snapshot: tables.snapshotMoment(ofLead: row), asOf: moment)
      },
      points: try book?.score(snapshot.leads).totals,
      skipped: skipped, rowCount: rowCount, skippedCounts: counts(skipped),
      rejectedRows: rejected.problems,
      warnings: tables.remarks(
        besides: features.eventInterests + (book?.eventInterests ?? [])
      ).map(\.description),
      inputs: inputs,
      conversions: project.outcome.horizon.map { _ in
        LeadConversions(tables.outcomes, names: numbers)
      },
      newestEvent: tables.newestEvent,
      newestLead: tables.newestLead(through: moment),
      uselessEvents: tables.eventCounts.flatMap {
        Night.UselessEvents(duplicates: $0.duplicates, orphans: $0.orphans, of: $0.read)
      })
  }

  /// How many rows of the leads' source are not scored, by reason.
  private func counts(_ skipped: SkippedLeads) -> [String: Int] {
    var counts = skipped.countsByReason
    if tables.rejectedLeadCount > 0 { counts["rejected"] = tables.rejectedLeadCount }
    if project.suppressed != nil { counts["suppressed"] = tables.suppressedCount }
    if project.leads.leavesOutUndated { counts["no time of creation"] = tables.undatedCount }
    if project.duplicates != nil { counts["merged as duplicates"] = tables.duplicateCount }
    return counts
  }
}
