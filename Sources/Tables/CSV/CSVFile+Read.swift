import Dispatch

extension CSVFile {
  /// Reads columns of all rows into memory.
  ///
  /// - Parameters:
  ///   - kinds: How to read a column; one that is not named is inferred from all its values.
  ///   - only: The columns to read, all when nil.
  ///   - threads: How many threads convert blocks; the result does not depend on it.
  /// - Throws: ``DataProblems`` with up to 20 places and the total, or ``InputError``.
  public func read(kinds: [String: ColumnKind] = [:], only: Set<String>? = nil, threads: Int)
    throws -> Table
  {
    try require(kinds.keys.sorted())
    let plan = names.indices.filter { only?.contains(names[$0]) ?? true }
      .map { ColumnPlan(index: $0, name: names[$0], kind: kinds[names[$0]] ?? .inferred) }
    let first = try readBlocks(plan, threads: threads)
    try first.problems.throwIfAny()
    var columns: [Column?] = []
    var again: [ColumnPlan] = []
    for (outcome, planned) in zip(merge(first.blocks, plan, threads: threads), plan) {
      switch outcome {
      case .column(let column): columns.append(column)
      case .mostlyNumbers: throw try mostlyNumbers(planned, threads: threads)
      case .rereadAs(let kind):
        columns.append(nil)
        again.append(ColumnPlan(index: planned.index, name: planned.name, kind: kind))
      }
    }
    if !again.isEmpty {
      let second = try readBlocks(again, threads: threads)
      var reread = merge(second.blocks, again, threads: threads).makeIterator()
      for index in columns.indices where columns[index] == nil {
        if case .column(let column)? = reread.next() { columns[index] = column }
      }
    }
    try input.verifyUnchanged()
    return Table(
      source: path, columns: columns.compactMap { $0 }, rowCount: first.lines.count,
      lines: first.lines)
  }

  /// Streams the rows as tables of a few thousand, transformed in parallel, consumed in order.
  ///
  /// Memory does not grow with the file. The column kinds are those given: nothing is inferred.
  ///
  /// - Throws: ``DataProblems``, ``InputError``, or what the closures throw. After data problems
  ///   the rest of the file is still checked, so that the total is right, but no longer transformed.
  public func stream<Result: Sendable>(
    _ kinds: [(name: String, kind: ColumnKind)], threads: Int,
    transform: @escaping @Sendable (Table) throws -> Result,
    consume: @escaping (Result) throws -> Void
  ) throws {
    try require(kinds.map(\.name))
    let plan = try kinds.map { ColumnPlan(index: try index(of: $0.name), name: $0.name, kind: $0.kind) }
    var problems = DataProblems()
    try forEachBlock(threads: threads) { block -> (Result?, DataProblems) in
      var problems = block.problems
      let blocks = convert(block, plan, &problems)
      guard problems.isEmpty else { return (nil, problems) }
      let columns = zip(plan, blocks).map { planned, column in
        guard case .column(let merged) = merger(planned, [column]).merged() else {
          preconditionFailure("column \(planned.name) streamed without a kind")
        }
        return merged
      }
      let table = Table(
        source: path, columns: columns, rowCount: block.rowCount, lines: block.lines)
      return (try transform(table), problems)
    } consume: { result, found in
      problems.append(found)
      if problems.isEmpty, let result { try consume(result) }
    }
    try problems.throwIfAny()
    try input.verifyUnchanged()
  }

  struct ColumnPlan: Sendable {
    let index: Int
    let name: String
    let kind: ColumnKind
  }

  private struct BlockResult: Sendable {
    let columns: [BlockColumn]
    let lines: [Int32]
    let problems: DataProblems
  }

  private func readBlocks(_ plan: [ColumnPlan], threads: Int) throws -> (
    blocks: [[BlockColumn]], lines: [Int32], problems: DataProblems
  ) {
    var blocks: [[BlockColumn]] = []
    var lines: [Int32] = []
    var problems = DataProblems()
    try forEachBlock(threads: threads) { block in
      var problems = block.problems
      let columns = convert(block, plan, &problems)
      return BlockResult(columns: columns, lines: block.lines, problems: problems)
    } consume: { result in
      problems.append(result.problems)
      blocks.append(result.columns)
      lines += result.lines
    }
    return (blocks, lines, problems)
  }

  private func forEachBlock<Result: Sendable>(
    threads: Int, transform: @escaping @Sendable (RecordBlock) throws -> Result,
    consume: @escaping (Result) throws -> Void
  ) throws {
    var splitter = RecordSplitter(input, from: header.bodyOffset, line: header.bodyLine)
    try OrderedPipeline.run(threads: threads) {
      try splitter.next()
    } transform: { raw in
      let block = try RecordBlock(
        bytes: raw.bytes, file: path, firstLine: raw.firstLine, delimiter: header.delimiter,
        columnCount: names.count, isLast: raw.isLast)
      try refuseRepeatedHeader(in: block)
      return try transform(block)
    } consume: { result in
      try consume(result)
    }
  }

  /// A row equal to the header means that two exports were joined.
  private func refuseRepeatedHeader(in block: RecordBlock) throws {
    guard names.count > 1 else { return }
    let firstName = Array(names[0].utf8)
    for row in 0..<block.rowCount
    where block.field(row: row, column: 0, equals: firstName)
      && (0..<names.count).allSatisfy({ block.text(row: row, column: $0).trimmingBlanks == names[$0] })
    {
      throw DataProblems([DataProblem(place: block.place(row: row, column: 0), kind: .repeatedHeader)])
    }
  }

  private func convert(_ block: RecordBlock, _ plan: [ColumnPlan], _ problems: inout DataProblems)
    -> [BlockColumn]
  {
    let missing = MissingSpellings(format.missing)
    return plan.map { planned in
      var reader = BlockColumnReader(
        block, column: planned.index, name: planned.name, format: format, missing: missing)
      let column = reader.read(as: planned.kind)
      problems.append(reader.problems)
      return column
    }
  }

  private func merger(_ planned: ColumnPlan, _ blocks: [BlockColumn]) -> ColumnMerger {
    ColumnMerger(name: planned.name, kind: planned.kind, blocks: blocks, numbers: format.numbers)
  }

  private func merge(_ blocks: [[BlockColumn]], _ plan: [ColumnPlan], threads: Int)
    -> [ColumnMerger.Outcome]
  {
    plan.indices.map { index in merger(plan[index], blocks.map { $0[index] }).merged() }
  }

  /// Reads a damaged number column again, to say where the damage is.
  private func mostlyNumbers(_ planned: ColumnPlan, threads: Int) throws -> DataProblems {
    let strict = ColumnPlan(index: planned.index, name: planned.name, kind: .number)
    let found = try readBlocks([strict], threads: threads).problems
    return found.mapKinds { kind in
      guard case .notANumber(let text, let hint) = kind else { return kind }
      return .mostlyNumbers(found: text, hint: hint)
    }
  }
}
