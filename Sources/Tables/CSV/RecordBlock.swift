/// A block of whole records, split into fields.
///
/// Fields are spans of the block's bytes; nothing is copied or converted until a column asks.
struct RecordBlock: Sendable {
  /// Offset in the low 32 bits, length in the next 31, and the top bit when doubled quotes have
  /// to be halved.
  typealias Span = UInt64

  let bytes: [UInt8]
  let file: String
  let firstLine: Int
  let columnCount: Int
  /// `rowCount × columnCount` spans, record by record.
  private(set) var spans: [Span] = []
  /// The physical line at which each record starts.
  private(set) var lines: [Int32] = []
  private(set) var problems = DataProblems()

  var rowCount: Int { lines.count }

  /// Splits records into fields.
  ///
  /// Records of another length than `columnCount` become problems and are left out; with a nil
  /// count the first record decides. A broken quote ends the block.
  init(
    bytes: [UInt8], file: String, firstLine: Int, delimiter: UInt8, columnCount: Int?, isLast: Bool
  ) throws {
    self.bytes = bytes
    self.file = file
    self.firstLine = firstLine
    if let problem = unsafe bytes.withUnsafeBufferPointer({
      unsafe RecordBlock.encodingProblem($0, file: file, firstLine: firstLine, isLast: isLast)
    }) {
      throw DataProblems([problem])
    }
    var tokenizer = RecordTokenizer(delimiter: delimiter, columnCount: columnCount)
    unsafe bytes.withUnsafeBufferPointer { unsafe tokenizer.tokenize($0, firstLine: firstLine) }
    spans = tokenizer.spans
    lines = tokenizer.lines
    self.columnCount = columnCount ?? spans.count
    if let fault = tokenizer.fault {
      throw DataProblems([DataProblem(place: place(ofOffset: fault.offset), kind: fault.kind)])
    }
    for ragged in tokenizer.ragged {
      let problem = raggedProblem(ragged, delimiter: delimiter, isLast: isLast)
      problems.append(problem)
    }
  }

  private func raggedProblem(_ record: RecordTokenizer.Ragged, delimiter: UInt8, isLast: Bool)
    -> DataProblem
  {
    let start = place(ofOffset: record.offset)
    if record.found == 1, bytes[record.offset] == UInt8(ascii: "#") {
      return DataProblem(place: start, kind: .commentLine)
    }
    let extra = record.extra.map { text($0) }
    let endsFile = isLast && record.isLastInBlock && record.found < columnCount
    return DataProblem(
      place: start,
      kind: .fieldCount(expected: columnCount, found: record.found, extra: extra, last: endsFile))
  }

  /// The text of a field.
  func text(row: Int, column: Int) -> String { text(spans[row * columnCount + column]) }

  private func text(_ span: Span) -> String {
    unsafe withField(span) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a field, with doubled quotes halved.
  @inline(__always)
  func withField<R>(_ span: Span, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try unsafe bytes.withUnsafeBufferPointer { block in
      let raw = unsafe UnsafeBufferPointer(rebasing: block[span.range])
      guard span.isEscaped else { return try unsafe body(raw) }
      var plain: [UInt8] = []
      plain.reserveCapacity(raw.count)
      var index = 0
      while index < raw.count {
        unsafe plain.append(raw[index])
        index += unsafe raw[index] == Byte.quote ? 2 : 1
      }
      return try unsafe plain.withUnsafeBufferPointer { try unsafe body($0) }
    }
  }

  /// Whether a field holds exactly these bytes.
  func field(row: Int, column: Int, equals wanted: [UInt8]) -> Bool {
    let span = spans[row * columnCount + column]
    guard span.range.count == wanted.count else { return false }
    return unsafe withField(span) { unsafe $0.elementsEqual(wanted) }
  }

  /// The place of a field.
  func place(row: Int, column: Int) -> Place {
    place(ofOffset: spans[row * columnCount + column].range.lowerBound)
  }

  func place(ofOffset offset: Int) -> Place {
    unsafe bytes.withUnsafeBufferPointer {
      unsafe RecordBlock.place(ofOffset: offset, in: $0, file: file, firstLine: firstLine)
    }
  }

  /// Line and column of a byte, in physical lines and Unicode scalars.
  private static func place(
    ofOffset offset: Int, in bytes: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int
  ) -> Place {
    let before = unsafe bytes[..<min(offset, bytes.count)]
    let lineStart = unsafe before.lastIndex(of: Byte.lineFeed).map { $0 + 1 } ?? 0
    let scalars = unsafe before[lineStart...].count { $0 & 0xC0 != 0x80 }
    let lines = unsafe before[..<lineStart].count { $0 == Byte.lineFeed }
    return Place(file: file, line: firstLine + lines, column: scalars + 1)
  }

  /// The first byte sequence that is not UTF-8 text.
  private static func encodingProblem(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int, isLast: Bool
  ) -> DataProblem? {
    guard let fault = unsafe UTF8Check.firstFault(in: bytes) else { return nil }
    let place = unsafe place(ofOffset: fault.offset, in: bytes, file: file, firstLine: firstLine)
    return DataProblem(place: place, kind: fault.kind(isLast: isLast))
  }
}

extension RecordBlock.Span {
  init(offset: Int, length: Int, isEscaped: Bool) {
    self = UInt64(offset) | UInt64(length) << 32 | (isEscaped ? 1 << 63 : 0)
  }

  @inline(__always) var range: Range<Int> {
    let offset = Int(self & 0xFFFF_FFFF)
    return offset..<(offset + Int((self >> 32) & 0x7FFF_FFFF))
  }

  @inline(__always) var isEscaped: Bool { self >> 63 == 1 }
}
