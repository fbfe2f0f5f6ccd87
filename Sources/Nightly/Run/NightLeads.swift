import Databases
import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables

/// The leads of a night: what the model reads of those that are scored, and why others are not.
struct NightLeads {
  let project: Project
  let tables: ProjectTables
  private let features: ModelFeatures
  /// The files and tables that were read, with the digests of their rows.
  let inputs: [RunManifest.Input]
  /// The rows that were left out because something is wrong with them.
  let rejected: RejectedRows

  /// Reads the project's data as the model wants it.
  ///
  /// - Throws: what reading throws, and ``ModelFeaturesError`` when the model needs rules and the
  ///   project names none.
  init(_ project: Project, model: ScoringModel, threads: Int) throws {
    self.project = project
    features = try ModelFeatures(project, learned: model.extractor)
    var kinds: [String: ColumnKind] = [:]
    for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    let readers = DatabaseReaders()
    var inputs: [RunManifest.Input] = []
    (tables, rejected) = try project.loadRejectingRows(threads: threads, featureKinds: kinds) {
      source in
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

  /// The rows of the leads' source: leads, suppressed and undated ones, duplicates of others and
  /// rejected ones.
  var rowCount: Int {
    tables.leadCount + tables.suppressedCount + tables.undatedCount + tables.duplicateCount
      + rejectedLeads
  }

  /// The rows of the leads' source that were left out.
  var rejectedLeads: Int { rejected.count(of: project.leads.source) }

  /// The leads to score at a moment, with their identifiers, the moments as of which training would take
  /// them and the points of the project's rules, and how many are not scored and why.
  func scoring(asOf moment: Timestamp) throws -> (
    table: Table, identifiers: [String], snapshots: [Timestamp?], points: [Double]?,
    skipped: [(identifier: String, reason: SkipReason)]
  ) {
    let snapshot = tables.snapshot(asOf: moment)
    let table = try features.table(of: snapshot.leads).table
    let identifiers = snapshot.rows.map { tables.identifiers[$0] }
    let column = Column(
      name: project.leads.identifier.name, values: .text(PackedStrings(identifiers)))
    return (
      table.adding([column]), identifiers, snapshot.rows.map(tables.snapshotMoment),
      try project.rules.map { try RuleBook(path: $0).score(snapshot.leads).totals },
      tables.skipped(by: snapshot).map { (tables.identifiers[$0.row], $0.reason) }
    )
  }
}
