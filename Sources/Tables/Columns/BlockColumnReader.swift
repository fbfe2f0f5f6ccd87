/// Converts one column of a block from bytes to values.
struct BlockColumnReader {
  let block: RecordBlock
  let column: Int
  private let name: String
  let format: CSVFormat
  let missing: MissingSpellings
  private(set) var problems = DataProblems()

  init(
    _ block: RecordBlock, column: Int, name: String, format: CSVFormat, missing: MissingSpellings
  ) {
    self.block = block
    self.column = column
    self.name = name
    self.format = format
    self.missing = missing
  }

  mutating func read(as reading: ColumnReading) -> BlockColumn {
    switch reading {
    case .inferred: inferred()
    case .words: words()
    case .numbers: .numbers(numbers())
    case .timestamps(let format): .timestamps(timestamps(format))
    case .categories: categories()
    case .text: text()
    case .indexed(let index): .positions(index.positions(ofColumn: column, in: block))
    }
  }

  private func inferred() -> BlockColumn {
    guard let first = firstPresentRow() else { return .missing(count: block.rowCount) }
    let sample = block.text(row: first, column: column)
    if format.numbers.number(sample) != nil, let numbers = numbersIfAll() {
      return .numbers(numbers)
    }
    if TimestampFormat.iso8601.timestamp(sample) != nil, let timestamps = timestampsIfAll() {
      return .timestamps(timestamps)
    }
    return words()
  }

  private func firstPresentRow() -> Int? {
    var found: Int?
    unsafe block.forEachField(of: column) { row, text in
      if unsafe !missing.matches(text) { found = row }
      return found == nil
    }
    return found
  }

  /// Reads numbers until `refuse` returns false for a text that is neither one nor missing.
  @inline(__always)
  private func numbers(orElse refuse: (Int) -> Bool) -> [Double] {
    let (format, includesValues) = (format.numbers, missing.includesValues)
    return unsafe [Double](unsafeUninitializedCapacity: block.rowCount) { numbers, count in
      count = unsafe block.forEachField(of: column) { row, text in
        var number = Double.nan
        if unsafe !(includesValues && missing.matches(text)) {
          if let value = unsafe format.number(inField: text) {
            number = value
          } else if unsafe !missing.matches(text), !refuse(row) {
            return false
          }
        }
        unsafe numbers[row] = number
        return true
      }
    }
  }

  private func numbersIfAll() -> [Double]? {
    let numbers = numbers { _ in false }
    return numbers.count == block.rowCount ? numbers : nil
  }

  private mutating func numbers() -> [Double] {
    var refused: [Int] = []
    let numbers = numbers { row in
      refused.append(row)
      return true
    }
    for row in refused { report(row, format.numbers.problem) }
    return numbers
  }

  /// Reads moments until `refuse` returns false for a text that is neither one nor missing.
  @inline(__always)
  private func timestamps(_ format: TimestampFormat, orElse refuse: (Int) -> Bool) -> [Timestamp?] {
    let (includesValues, plain) = (missing.includesValues, format.plain)
    return unsafe [Timestamp?](unsafeUninitializedCapacity: block.rowCount) { timestamps, count in
      count = unsafe block.forEachField(of: column) { row, text in
        var timestamp: Timestamp?
        if unsafe !(includesValues && missing.matches(text)) {
          timestamp = unsafe plain?.moment(text) ?? format.timestamp(text)
          if timestamp == nil, unsafe !missing.matches(text), !refuse(row) { return false }
        }
        unsafe timestamps.initializeElement(at: row, to: timestamp)
        return true
      }
    }
  }

  private func timestampsIfAll() -> [Timestamp?]? {
    let timestamps = timestamps(.iso8601) { _ in false }
    return timestamps.count == block.rowCount ? timestamps : nil
  }

  private mutating func timestamps(_ format: TimestampFormat) -> [Timestamp?] {
    var refused: [Int] = []
    let timestamps = timestamps(format) { row in
      refused.append(row)
      return true
    }
    for row in refused { report(row, format.problem) }
    return timestamps
  }

  mutating func report(_ row: Int, _ problem: (String) -> DataProblem.Kind) {
    problems.append(
      DataProblem(
        place: block.place(row: row, column: column), column: name,
        kind: problem(block.text(row: row, column: column))))
  }
}
