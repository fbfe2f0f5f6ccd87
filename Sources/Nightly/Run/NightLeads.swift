import Databases
import FeatureExtraction
import Prediction
import ScoringModel
import Tables

/// The leads of a night: what the model reads of those that are scored, and why others are not.
struct NightLeads {
  let project: Project
  let tables: ProjectTables
  private let model: ScoringModel
  /// The files and tables that were read, with the digests of their rows.
  let inputs: [RunManifest.Input]

  /// Reads the project's data as the model wants it.
  ///
  /// - Throws: what reading throws.
  init(_ project: Project, model: ScoringModel, threads: Int) throws {
    self.project = project
    self.model = model
    var kinds: [String: ColumnKind] = [:]
    for column in model.extractor.columnKinds { kinds[column.name] = column.kind }
    let readers = DatabaseReaders()
    var inputs: [RunManifest.Input] = []
    tables = try project.load(threads: threads, featureKinds: kinds) { source in
      let file = try readers.open(source)
      inputs.append(
        RunManifest.Input(
          name: source.path, sha256: try Digest.sha256 { add in try file.forEachChunk(add) }))
      return file
    }
    self.inputs = inputs
  }

  /// The rows of the leads' source: leads, suppressed ones and duplicates of others.
  var rowCount: Int { tables.leadCount + tables.suppressedCount + tables.duplicateCount }

  /// The leads to score at a moment, with their identifiers, and how many are not scored and why.
  func scoring(asOf moment: Timestamp) throws -> (
    table: Table, identifiers: [String], skipped: [(identifier: String, reason: SkipReason)]
  ) {
    let snapshot = tables.snapshot(asOf: moment)
    let features = try ProjectFeatures(project, learned: model.extractor)
      .table(of: snapshot.leads).table
    let identifiers = snapshot.rows.map { tables.identifiers[$0] }
    let column = Column(
      name: project.leads.identifier.name, values: .text(PackedStrings(identifiers)))
    return (
      features.adding([column]), identifiers,
      tables.skipped(by: snapshot).map { (tables.identifiers[$0.row], $0.reason) }
    )
  }
}
