#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
public import Tables

/// The rows of the data that are wrong: where, in which column, and in what way; never a value.
public enum Rejects {
  static let file = "rejects.csv"

  /// Writes problems that end a run into a folder; returns what to say of them.
  ///
  /// - Throws: `OutputError`: rejects that cannot be written are no option.
  static func ending(_ problems: DataProblems, in folder: String) throws -> NightProblem {
    try write(problems.problems, in: folder)
    let first = problems.problems.first
    let path = folder + "/" + file
    return .rejected(
      total: problems.total, first: first?.place ?? Place(file: path, line: 1, column: 1),
      column: first?.column, code: first?.kind.code ?? "", file: path)
  }

  /// Writes what is wrong with rows into a folder; without such rows an earlier list goes.
  ///
  /// - Throws: `OutputError`.
  static func write(_ problems: [DataProblem], in folder: String) throws {
    let path = folder + "/" + file
    guard !problems.isEmpty else {
      _ = unsafe unlink(path)
      return
    }
    try write(problems, to: path)
  }

  /// Writes what is wrong with rows into a file, in place of what was there.
  ///
  /// - Throws: `OutputError`.
  public static func write(_ problems: [DataProblem], to path: String) throws {
    var writer = CSVWriter()
    writer.record(["file", "line", "position", "column", "problem"])
    for problem in problems {
      writer.field(problem.place.file)
      writer.integer(problem.place.line)
      writer.integer(problem.place.column)
      writer.field(problem.column ?? "")
      writer.field(problem.kind.code)
      writer.endRecord()
    }
    try AtomicFile.write(writer.bytes, to: path)
  }
}

extension DataProblem.Kind {
  /// The kind in a word, without what was found.
  fileprivate var code: String {
    Mirror(reflecting: self).children.first?.label ?? String(describing: self)
  }
}
