internal import Synchronization

/// One way of going over all rows of a file.
struct CSVPass: Sendable {
  let file: CSVFile
  let threads: Int
  let blockSize: Int

  /// All blocks of some columns, in the order of the file.
  final class Blocks: Sendable {
    private let columns: Mutex<[[BlockColumn]]>
    let lines: [Int32]

    init(columns: [[BlockColumn]], lines: [Int32]) {
      self.columns = Mutex(columns)
      self.lines = lines
    }

    /// The blocks of the column at a position, which are given away: nobody else holds them.
    ///
    /// A table is as large as its blocks. If these were kept until the last column is joined, a file
    /// would need its memory twice.
    func take(_ position: Int) -> [BlockColumn] {
      columns.withLock { columns in
        let taken = columns[position]
        columns[position] = []
        return taken
      }
    }
  }

  /// Converts columns of all blocks.
  ///
  /// - Throws: ``DataProblems`` or ``InputError``.
  func blocks(of readings: [(index: Int, reading: ColumnReading)]) throws -> Blocks {
    var columns = [[BlockColumn]](repeating: [], count: readings.count)
    var lines: [Int32] = []
    try forEachBlock { block in
      (lines: block.lines, converted: convert(block, readings))
    } consume: { result in
      for (position, column) in result.converted.columns.enumerated() {
        columns[position].append(column)
      }
      lines += result.lines
      return result.converted.problems
    }
    return Blocks(columns: columns, lines: lines)
  }

  /// Splits the file into blocks, transforms them in parallel and consumes the results in order.
  ///
  /// - Throws: What `transform` and `consume` throw, or all the problems that they return.
  func forEachBlock<Result: Sendable>(
    transform: @escaping @Sendable (RecordBlock) throws -> Result,
    consume: @escaping (Result) throws -> DataProblems
  ) throws {
    var splitter = RecordSplitter(
      file.input, from: file.header.bodyOffset, line: file.header.bodyLine, blockSize: blockSize)
    var problems = DataProblems()
    var done = (rows: 0, bytes: 0)
    do {
      try OrderedPipeline.run(threads: threads) {
        try splitter.next()
      } transform: { raw -> (result: Result, rows: Int, bytes: Int) in
        let block = try RecordBlock(
          raw, file: file.path, delimiter: file.header.delimiter, columnCount: file.names.count)
        try refuseRepeatedHeader(in: block)
        return (try transform(block), block.rowCount, block.bytes.count)
      } consume: { part in
        problems.append(try consume(part.result))
        done = (done.rows + part.rows, done.bytes + part.bytes)
        file.progress(
          ReadingProgress(
            file: file.path, rows: done.rows,
            share: min(1, Double(done.bytes) / Double(max(1, file.size)))))
      }
    } catch let fault as DataProblems {
      // Nothing after a fault can be trusted, but what was found before it can.
      problems.append(fault)
    }
    try problems.throwIfAny()
  }

  /// A row equal to the header means that two exports were joined.
  private func refuseRepeatedHeader(in block: RecordBlock) throws {
    let names = file.names
    guard names.count > 1 else { return }
    let firstLength = names[0].utf8.count
    for row in 0..<block.rowCount where block.spans[row * names.count].length == firstLength {
      let repeats = names.indices.allSatisfy {
        block.text(row: row, column: $0).trimmingBlanks == names[$0]
      }
      guard repeats else { continue }
      var problems = block.problems
      problems.append(
        DataProblem(place: block.place(row: row, column: 0), kind: .repeatedHeader))
      throw problems
    }
  }

  /// The columns of a block, and all that is wrong with it in the order of the file.
  func convert(_ block: RecordBlock, _ readings: [(index: Int, reading: ColumnReading)]) -> (
    columns: [BlockColumn], problems: DataProblems
  ) {
    let missing = MissingSpellings(file.format.missing)
    var problems = block.problems
    let columns = readings.map { index, reading in
      var reader = BlockColumnReader(
        block, column: index, name: file.names[index], format: file.format, missing: missing)
      let column = reader.read(as: reading)
      problems.merge(reader.problems)
      return column
    }
    return (columns, problems)
  }

  /// The column at a position of the blocks, read again when its kind is not settled by them.
  ///
  /// - Throws: ``DataProblems`` or ``InputError``.
  func column(_ index: Int, _ kind: ColumnKind, _ blocks: Blocks, at position: Int) throws
    -> Column
  {
    let column = Column(
      name: file.names[index],
      values: try kind == .inferred
        ? inferred(index, blocks.take(position))
        : ColumnMerger(blocks: blocks.take(position)).values(as: kind))
    if blocks.lines.count >= CSVPass.manyRows { FreedMemory.giveBack() }
    return column
  }

  /// From how many rows on the memory of blocks is given back column by column.
  private static let manyRows = 1 << 17

  private func inferred(_ index: Int, _ blocks: [BlockColumn]) throws -> ColumnValues {
    switch ColumnMerger(blocks: blocks).settled() {
    case .settled(let values): return values
    case .words: return ColumnMerger(blocks: try reread(index, as: .words)).words()
    case .mostlyNumbers:
      return .numbers(
        ColumnMerger(
          blocks: try reread(index, as: .numbers) { kind in
            if case .notANumber(let text, let hint) = kind {
              return .mostlyNumbers(found: text, hint: hint)
            }
            return kind
          }
        ).numbers())
    case .mostlyMoments:
      return .timestamps(
        ColumnMerger(
          blocks: try reread(index, as: .timestamps(.iso8601)) { kind in
            if case .notATimestamp(let text, _, let hint) = kind {
              return .mostlyTimestamps(found: text, hint: hint)
            }
            return kind
          }
        ).timestamps())
    }
  }

  /// One column alone, with its problems told in other words.
  private func reread(
    _ index: Int, as reading: ColumnReading,
    telling: (DataProblem.Kind) -> DataProblem.Kind = { $0 }
  ) throws -> [BlockColumn] {
    do {
      let silent = CSVPass(file: file.reporting { _ in }, threads: threads, blockSize: blockSize)
      return try silent.blocks(of: [(index, reading)]).take(0)
    } catch let problems as DataProblems {
      throw problems.mapKinds(telling)
    }
  }

  /// The results for some positions, computed by several threads, in order.
  func parallelMap<Result: Sendable>(
    _ positions: Range<Int>, _ body: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    var results: [Result] = []
    var rest = positions.makeIterator()
    try OrderedPipeline.run(threads: threads) {
      rest.next()
    } transform: { position in
      try body(position)
    } consume: { result in
      results.append(result)
    }
    return results
  }
}
