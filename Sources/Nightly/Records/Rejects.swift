import Tables

/// The rows of the data that are wrong: where, in which column, and in what way; never a value.
enum Rejects {
  static let file = "rejects.csv"

  /// Writes problems into a folder; returns the problem that ends the run.
  ///
  /// - Throws: `OutputError`: rejects that cannot be written are no option.
  static func write(_ problems: DataProblems, in folder: String) throws -> NightProblem {
    let path = folder + "/" + file
    var writer = CSVWriter()
    writer.record(["file", "line", "position", "column", "problem"])
    for problem in problems.problems {
      writer.field(problem.place.file)
      writer.integer(problem.place.line)
      writer.integer(problem.place.column)
      writer.field(problem.column ?? "")
      writer.field(problem.kind.code)
      writer.endRecord()
    }
    try AtomicFile.write(writer.bytes, to: path)
    let first = problems.problems.first
    return .rejected(
      total: problems.total, first: first?.place ?? Place(file: path, line: 1, column: 1),
      column: first?.column, code: first?.kind.code ?? "", file: path)
  }
}

extension DataProblem.Kind {
  /// The kind in a word, without what was found.
  fileprivate var code: String {
    Mirror(reflecting: self).children.first?.label ?? String(describing: self)
  }
}
