/// One column of one block of records, converted.
enum BlockColumn: Sendable {
  case missing(count: Int)
  case numbers([Double])
  case timestamps([Timestamp?])
  case categories(codes: [Int32], dictionary: LevelDictionary)
  case text(PackedStrings)

  var count: Int {
    switch self {
    case .missing(let count): count
    case .numbers(let numbers): numbers.count
    case .timestamps(let timestamps): timestamps.count
    case .categories(let codes, _): codes.count
    case .text(let strings): strings.count
    }
  }
}

/// Converts one column of a block from bytes to values.
struct BlockColumnReader {
  private let block: RecordBlock
  private let column: Int
  private let name: String
  private let format: CSVFormat
  private let missing: MissingSpellings
  private(set) var problems = DataProblems()

  init(_ block: RecordBlock, column: Int, name: String, format: CSVFormat, missing: MissingSpellings) {
    self.block = block
    self.column = column
    self.name = name
    self.format = format
    self.missing = missing
  }

  mutating func read(as kind: ColumnKind) -> BlockColumn {
    switch kind {
    case .number: .numbers(numbers())
    case .timestamp(let format): .timestamps(timestamps(format))
    case .category: categories(asTextWhenDistinct: false)
    case .text: .text(text())
    case .inferred: inferred()
    }
  }

  private func inferred() -> BlockColumn {
    guard let first = firstPresentRow() else { return .missing(count: block.rowCount) }
    let sample = block.text(row: first, column: column)
    if format.numbers.number(sample) != nil, let numbers = numbersIfAll() { return .numbers(numbers) }
    if sample.utf8.count >= 10, TimestampFormat.iso8601.timestamp(sample) != nil,
      let timestamps = timestampsIfAll()
    {
      return .timestamps(timestamps)
    }
    return categories(asTextWhenDistinct: true)
  }

  private func firstPresentRow() -> Int? {
    (0..<block.rowCount).first { row in unsafe field(row) { unsafe !missing.matches($0) } }
  }

  @inline(__always)
  private func field<R>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    unsafe block.withField(block.spans[row * block.columnCount + column], body)
  }

  private func numbersIfAll() -> [Double]? {
    var numbers = [Double](repeating: .nan, count: block.rowCount)
    for row in 0..<block.rowCount {
      let number = unsafe field(row) { text -> Double? in
        unsafe format.numbers.number(text) ?? (unsafe missing.matches(text) ? .nan : nil)
      }
      guard let number else { return nil }
      numbers[row] = number
    }
    return numbers
  }

  private mutating func numbers() -> [Double] {
    var numbers = [Double](repeating: .nan, count: block.rowCount)
    for row in 0..<block.rowCount {
      let number = unsafe field(row) { text -> Double? in
        unsafe format.numbers.number(text) ?? (unsafe missing.matches(text) ? .nan : nil)
      }
      if let number { numbers[row] = number } else { report(row, format.numbers.problem) }
    }
    return numbers
  }

  private func timestampsIfAll() -> [Timestamp?]? {
    var timestamps = [Timestamp?](repeating: nil, count: block.rowCount)
    for row in 0..<block.rowCount {
      timestamps[row] = unsafe field(row) { unsafe TimestampFormat.iso8601.timestamp($0) }
      guard unsafe timestamps[row] != nil || field(row, { unsafe missing.matches($0) }) else {
        return nil
      }
    }
    return timestamps
  }

  private mutating func timestamps(_ format: TimestampFormat) -> [Timestamp?] {
    var timestamps = [Timestamp?](repeating: nil, count: block.rowCount)
    for row in 0..<block.rowCount {
      timestamps[row] = unsafe field(row) { unsafe format.timestamp($0) }
      if timestamps[row] == nil, unsafe !field(row, { unsafe missing.matches($0) }) {
        report(row, format.problem)
      }
    }
    return timestamps
  }

  private func text() -> PackedStrings {
    var strings = PackedStrings()
    strings.reserve(count: block.rowCount, bytes: block.rowCount * 12)
    for row in 0..<block.rowCount {
      unsafe field(row) { unsafe strings.append(contentsOf: $0.trimmingBlanks) }
    }
    return strings
  }

  /// Levels in order of appearance; a long column of mostly distinct values stays text.
  private func categories(asTextWhenDistinct: Bool) -> BlockColumn {
    var codes = [Int32](repeating: -1, count: block.rowCount)
    var dictionary = LevelDictionary()
    var missingCodes: Set<Int32> = []
    for row in 0..<block.rowCount {
      let known = dictionary.count
      let code = unsafe field(row) { unsafe dictionary.code(of: $0.trimmingBlanks) }
      if dictionary.count > known, missing.contains(dictionary.levels.utf8(at: known)) {
        missingCodes.insert(code)
      }
      codes[row] = code
      if asTextWhenDistinct, row == 999, dictionary.count > 900 { return .text(presentText()) }
    }
    if !missingCodes.isEmpty {
      for row in 0..<block.rowCount where missingCodes.contains(codes[row]) { codes[row] = -1 }
    }
    return .categories(codes: codes, dictionary: dictionary)
  }

  /// Text with missing spellings made empty.
  private func presentText() -> PackedStrings {
    var strings = PackedStrings()
    strings.reserve(count: block.rowCount, bytes: block.rowCount * 12)
    for row in 0..<block.rowCount {
      unsafe field(row) { text in
        let isMissing = unsafe missing.matches(text)
        unsafe strings.append(contentsOf: isMissing ? UnsafeBufferPointer(rebasing: text[0..<0]) : text.trimmingBlanks)
      }
    }
    return strings
  }

  private mutating func report(_ row: Int, _ problem: (String) -> DataProblem.Kind) {
    problems.append(
      DataProblem(
        place: block.place(row: row, column: column), column: name,
        kind: problem(block.text(row: row, column: column))))
  }
}

/// The texts that mean a missing value.
struct MissingSpellings: Sendable {
  private let spellings: [[UInt8]]
  private let longest: Int

  init(_ texts: [String]) {
    spellings = texts.map { Array($0.utf8) }
    longest = spellings.map(\.count).max() ?? 0
  }

  /// Whether a field is blank or one of the spellings.
  @inline(__always)
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.isEmpty { return true }
    let trimmed = unsafe text.trimmingBlanks
    guard trimmed.count <= longest else { return false }
    if trimmed.isEmpty { return true }
    return spellings.contains { unsafe $0.count == trimmed.count && $0.elementsEqual(trimmed) }
  }

  func contains(_ text: ArraySlice<UInt8>) -> Bool {
    text.isEmpty || spellings.contains { $0.elementsEqual(text) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without blanks around them.
  @inline(__always)
  var trimmingBlanks: UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, count)
    while start < end, unsafe self[start] == Byte.space { start += 1 }
    while end > start, unsafe self[end - 1] == Byte.space { end -= 1 }
    return unsafe UnsafeBufferPointer(rebasing: self[start..<end])
  }
}
