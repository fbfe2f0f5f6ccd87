extension CSVFile {
  /// Reads columns of all rows into memory.
  ///
  /// A file with a header and no rows is a table of no rows.
  ///
  /// - Parameters:
  ///   - kinds: How to read a column; one that is not named is inferred from all its values.
  ///   - only: The columns to read, all when nil.
  ///   - threads: How many threads convert blocks; the result does not depend on it.
  /// - Returns: The wanted columns in the order of the file.
  /// - Throws: ``DataProblems`` with up to 20 places and the total, or ``InputError``.
  public func read(kinds: [String: ColumnKind] = [:], only: Set<String>? = nil, threads: Int)
    throws -> Table
  {
    try read(kinds: kinds, only: only, threads: threads, blockSize: RecordSplitter.blockSize)
  }

  /// The same with a choice of how many bytes are converted at once, which changes nothing else.
  func read(
    kinds: [String: ColumnKind] = [:], only: Set<String>? = nil, threads: Int, blockSize: Int
  ) throws -> Table {
    try require(kinds.keys.sorted())
    let plan = names.indices.filter { only?.contains(names[$0]) ?? true }
    let columns = plan.map { index in
      (index: index, kind: kinds[names[index]] ?? .inferred)
    }
    let pass = CSVPass(file: self, threads: threads, blockSize: blockSize)
    do {
      let first = try pass.blocks(of: columns.map { ($0.index, ColumnReading($0.kind)) })
      let settled = try pass.parallelMap(columns.indices) { position in
        try pass.column(columns[position].index, columns[position].kind, first, at: position)
      }
      try input.verifyUnchanged()
      return Table(
        source: path, columns: settled, rowCount: first.lines.count, lines: first.lines)
    } catch let problems as DataProblems {
      // A file that is still being written looks broken: say that first.
      try input.verifyUnchanged()
      throw problems
    }
  }

  /// Streams the rows as tables of a few thousand, transformed in parallel, consumed in order.
  ///
  /// Memory does not grow with the file. The column kinds are those given: nothing is inferred,
  /// and an `inferred` column becomes categories or text, table by table. `progress` is told how
  /// many more bytes are done.
  ///
  /// - Throws: ``DataProblems``, ``InputError``, or what the closures throw. After data problems
  ///   the rest of the file is still checked, so that the total is right, but no longer consumed.
  public func stream<Result: Sendable>(
    _ kinds: [(name: String, kind: ColumnKind)], threads: Int,
    transform: @escaping @Sendable (Table) throws -> Result,
    consume: @escaping (Result) throws -> Void, progress: @escaping (Int) -> Void = { _ in }
  ) throws {
    try stream(
      kinds, threads: threads, blockSize: RecordSplitter.blockSize, transform: transform,
      consume: consume, progress: progress)
  }

  func stream<Result: Sendable>(
    _ kinds: [(name: String, kind: ColumnKind)], threads: Int, blockSize: Int,
    transform: @escaping @Sendable (Table) throws -> Result,
    consume: @escaping (Result) throws -> Void, progress: @escaping (Int) -> Void = { _ in }
  ) throws {
    try require(kinds.map(\.name))
    let columns = try kinds.map { (index: try index(of: $0.name), kind: $0.kind) }
    let readings = columns.map { (index: $0.index, reading: $0.kind.streamed) }
    let pass = CSVPass(file: self, threads: threads, blockSize: blockSize)
    var isGood = true
    do {
      try pass.forEachBlock { block -> (result: Result?, bytes: Int, problems: DataProblems) in
        let size = block.bytes.count
        let converted = pass.convert(block, readings)
        guard converted.problems.isEmpty else { return (nil, size, converted.problems) }
        let values = zip(columns, converted.columns).map { column, values in
          Column(
            name: names[column.index],
            values: ColumnMerger(blocks: [values]).values(as: column.kind))
        }
        let table = Table(
          source: path, columns: values, rowCount: block.rowCount, lines: block.lines)
        return (try transform(table), size, DataProblems())
      } consume: { outcome in
        isGood = isGood && outcome.problems.isEmpty
        if isGood, let result = outcome.result { try consume(result) }
        progress(outcome.bytes)
        return outcome.problems
      }
      try input.verifyUnchanged()
    } catch let problems as DataProblems {
      try input.verifyUnchanged()
      throw problems
    }
  }
}

extension ColumnKind {
  fileprivate var streamed: ColumnReading {
    self == .inferred ? .words : ColumnReading(self)
  }
}
