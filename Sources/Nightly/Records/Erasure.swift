import Databases
public import FeatureExtraction
import Foundation
import Prediction
public import ScoringModel
public import Tables

/// The removal of what night runs of a project left: of one lead, or of all before a moment.
public struct Erasure {
  private let project: Project
  private let runs: RunFolder
  private let pseudonyms: Pseudonyms?

  /// What was removed from a place.
  public struct Removed: Sendable, Equatable {
    /// The file or table.
    public let place: String
    /// How many rows.
    public let rows: Int
  }

  /// The removal of what a project's runs left.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - runs: Where its runs left their records.
  ///   - pseudonyms: The names that stand for leads there; nil where the registry has no key.
  public init(of project: Project, runs: RunFolder, pseudonyms: Pseudonyms? = nil) {
    self.project = project
    self.runs = runs
    self.pseudonyms = pseudonyms
  }

  /// Removes all scores, explanations and records of a lead.
  ///
  /// Running it again completes what was cut short.
  ///
  /// - Returns: What was removed where, places without the lead too.
  /// - Throws: ``NightProblem`` when a run is under way; what reading and writing throws.
  public func forget(_ lead: String) throws -> [Removed] {
    try locked {
      var removed = try places { try $0.forget(lead) }
      for case .file(let path) in project.writes {
        removed.append(try rewrite(path, column: project.leads.identifier.name, without: [lead]))
      }
      // Records from before the registry had a key name leads by a plain hash.
      let names = [nil, pseudonyms].map { LeadNames(pseudonyms: $0).name(of: lead) }
      for folder in runs.folders {
        removed.append(
          try rewrite(folder + "/" + SkippedLeads.file, column: "lead", without: [lead]))
        removed.append(
          try rewrite(folder + "/" + TierRecord.file, column: "lead", without: names))
      }
      removed.append(try rewrite(runs.firstScores, column: "lead", without: names))
      return removed
    }
  }

  /// Removes the scores and the records of all runs that are older than the project keeps them.
  ///
  /// - Throws: ``NightProblem`` when the project keeps them for ever or a run is under way; what
  ///   reading and writing throws.
  public func prune(asOf moment: Timestamp) throws -> [Removed] {
    guard let retention = project.retention else {
      throw NightProblem.noRetention(project: project.path)
    }
    let limit = Timestamp(microseconds: moment.microseconds - retention.microseconds)
    return try locked {
      let scores = try FirstScores(path: runs.firstScores)
      let kept = scores.since(limit)
      if kept.scores.count < scores.scores.count { try kept.write(to: runs.firstScores) }
      return try places { try $0.prune(before: limit) }
        + [
          Removed(place: runs.path, rows: try runs.prune(before: limit)),
          Removed(place: runs.firstScores, rows: scores.scores.count - kept.scores.count),
        ]
    }
  }

  private func locked<Result>(_ work: () throws -> Result) throws -> Result {
    try RunFolder.make(runs.path)
    return try withExtendedLifetime(try RunLock(folder: runs.path)) { try work() }
  }

  private func places(_ remove: (ScoreDatabase) throws -> Int) throws -> [Removed] {
    var removed: [Removed] = []
    for case .database(let address) in project.writes {
      let history = try ScoreDatabase(address, layout: ScoreRecords.layout)
      removed.append(Removed(place: address.description, rows: try remove(history)))
    }
    return removed
  }

  /// Writes a CSV file again without the records of a lead; a file that is not there has none.
  private func rewrite(_ path: String, column name: String, without leads: [String]) throws
    -> Removed
  {
    let file: CSVFile
    do {
      file = try CSVFile(path)
    } catch InputError.notFound {
      return Removed(place: path, rows: 0)
    }
    let table = try file.read(
      kinds: Dictionary(file.names.map { ($0, ColumnKind.text) }, uniquingKeysWith: { $1 }),
      threads: 1)
    let keep = (0..<table.rowCount).filter { row in
      table[name]?.text(row).map(CSVWriter.unguarded).map { !leads.contains($0) } ?? true
    }
    let count = table.rowCount - keep.count
    guard count > 0 else { return Removed(place: path, rows: 0) }
    var writer = CSVWriter()
    for column in file.names { writer.field(column, isSafe: true) }
    writer.endRecord()
    for row in keep {
      // What stands in the file was guarded when it was written.
      for column in table.columns { writer.field(column.text(row) ?? "", isSafe: true) }
      writer.endRecord()
    }
    try AtomicFile.write(writer.bytes, to: path)
    return Removed(place: path, rows: count)
  }
}
