import Databases
public import FeatureExtraction
import Prediction
import ScoringModel
import Tables

extension DataSource.Location {
  /// The path or the address, as messages call it.
  public var name: String {
    switch self {
    case .file(let path): path
    case .database(let address): address.description
    }
  }

  /// Whether it is in a database.
  fileprivate var isDatabase: Bool {
    if case .database = self { true } else { false }
  }
}

/// The places that scores go to: prepared while they are made, published together after the gate.
struct ScoreTargets {
  private let places: [DataSource.Location]
  /// One per file, in the order of the places.
  private var files: [AtomicFile] = []
  private var rows: CSVFile?
  private var count = 0

  /// Checks that files can be created before anything is computed.
  ///
  /// - Throws: `OutputError`.
  init(_ places: [DataSource.Location]) throws {
    self.places = places
    for case .file(let path) in places { try AtomicFile.checkCreatable(path) }
  }

  /// Scores leads into files that do not appear yet, and into rows for databases.
  ///
  /// - Returns: What scoring says of all leads, the tier of each among it.
  mutating func score(_ table: Table, with scorer: BatchScorer) throws -> BatchScorer.Summary {
    for case .file(let path) in places { files.append(try AtomicFile(path: path)) }
    // The first file and the rows come from one pass over the leads.
    var summary: BatchScorer.Summary?
    if places.contains(where: \.isDatabase) {
      rows = try CSVFile(copyOf: "scores") { copy in
        summary = try scorer.score(
          table, to: ScoreOutputs(scores: files.first, records: copy, keepsTiers: true))
      }
    }
    let scored =
      try summary
      ?? scorer.score(table, to: ScoreOutputs(scores: files.first, keepsTiers: true))
    for file in files.dropFirst() { _ = try scorer.score(table, to: ScoreOutputs(scores: file)) }
    count = scored.leads
    return scored
  }

  /// Makes the scores visible: databases first, each in one transaction, then files.
  ///
  /// - Throws: what writing throws; running again completes the rest.
  func publish(_ manifest: RunManifest, settings: NightSettings) throws -> [NightReport.Output] {
    var changes: [String: HistoryChange] = [:]
    for case .database(let address) in places {
      guard let rows else { continue }
      let history = try ScoreDatabase(address, layout: ScoreRecords.layout)
      changes[address.description] = try history.write(
        ScoreRecords.state(
          asOf: settings.asOf, runID: manifest.runID, model: settings.model, leads: count,
          rows: rows))
    }
    for file in files { try file.commit() }
    return places.map { place in
      let change = changes[place.name] ?? HistoryChange(written: count, removed: 0)
      return NightReport.Output(
        place: place.name, isTable: changes[place.name] != nil, written: change.written,
        removed: change.removed)
    }
  }
}
