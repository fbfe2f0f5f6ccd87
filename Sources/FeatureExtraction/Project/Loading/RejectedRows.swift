public import Tables

/// Rows of a project's sources that are left out because something is wrong with them.
public struct RejectedRows: Sendable {
  /// How many there may be.
  public let limit: Int
  /// What is wrong, one problem per row, in the order of the sources and their lines.
  public var problems: [DataProblem] {
    found.sorted { ($0.place.file, $0.place) < ($1.place.file, $1.place) }
  }

  private var found: [DataProblem] = []
  private var lines: [String: Set<Int>] = [:]

  /// None yet.
  public init(limit: Int) { self.limit = limit }

  /// A file without them.
  func removed(from file: CSVFile) throws -> CSVFile {
    guard let lines = lines[file.path] else { return file }
    return try file.leavingOut(lines: lines)
  }

  /// Adds the rows of problems.
  ///
  /// - Throws: the problems themselves when they are not of rows that can be left out, and all so
  ///   far when there are more than the limit.
  mutating func add(_ problems: DataProblems, of files: [String: CSVFile]) throws {
    let before = found.count
    for problem in problems.problems {
      let (path, line) = (problem.place.file, problem.place.line)
      guard problem.isOfOneRow, files[path]?.canLeaveOut(line: line) ?? false else {
        throw problems
      }
      if lines[path, default: []].insert(line).inserted { found.append(problem) }
    }
    guard found.count > before, found.count <= limit else {
      throw DataProblems(self.problems, total: before + problems.total)
    }
  }
}

extension Project {
  /// Reads the project's sources without the rows that something is wrong with, as far as the
  /// project's `max_rejects` allows.
  ///
  /// Every source is opened once, and read again as long as there is another such row.
  ///
  /// - Parameters:
  ///   - threads: How many threads read; the result does not depend on it.
  ///   - featureKinds: How features that go by their values are to be read, by their names.
  ///   - retention: What of the events is kept.
  ///   - others: The columns of leads that are wanted besides those of features; nil for all.
  ///   - open: Opens a source.
  /// - Returns: What is known of the leads, and the rows that were left out.
  /// - Throws: what ``load(threads:featureKinds:keeping:wanting:open:)`` throws;
  ///   `DataProblems` also when there are more such rows than the project allows.
  public func loadRejectingRows(
    threads: Int, featureKinds: [String: ColumnKind] = [:],
    keeping retention: EventRetention = .every, wanting others: Set<String>? = nil,
    open: SourceReader
  ) throws -> (tables: ProjectTables, rejected: RejectedRows) {
    var rejected = RejectedRows(limit: maxRejects)
    var files: [String: CSVFile] = [:]
    while true {
      do {
        let tables = try load(
          threads: threads, featureKinds: featureKinds, keeping: retention, wanting: others
        ) { source in
          let file = try files[source.path] ?? open(source)
          files[source.path] = file
          return try rejected.removed(from: file)
        }
        return (tables.leavingOut(rejected.problems), rejected)
      } catch let problems as DataProblems {
        try rejected.add(problems, of: files)
      }
    }
  }
}
