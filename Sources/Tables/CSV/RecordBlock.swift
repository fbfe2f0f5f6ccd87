/// A block of whole records, split into fields.
///
/// Fields are spans of the block's bytes; nothing is copied or converted until a column asks.
struct RecordBlock: Sendable {
  let bytes: RecordBytes
  let file: String
  let firstLine: Int
  let columnCount: Int
  /// `rowCount × columnCount` spans, record by record.
  let spans: [FieldSpan]
  /// The physical line at which each record starts.
  let lines: [Int32]
  /// Whether all texts are ASCII.
  let isASCII: Bool
  /// The records that were left out because of their number of fields.
  private(set) var problems = DataProblems()

  var rowCount: Int { lines.count }

  /// Splits records into fields.
  ///
  /// Records of another length than `columnCount` become problems and are left out; with a nil
  /// count the first record decides.
  ///
  /// - Throws: ``DataProblems`` when a quote or the encoding is broken: nothing after that can be
  ///   trusted. What was found before it is told too.
  init(_ block: RecordSplitter.Block, file: String, delimiter: UInt8, columnCount: Int?) throws {
    bytes = block.bytes
    self.file = file
    firstLine = block.firstLine
    let ends = unsafe bytes.withContent { unsafe FieldEnds($0, delimiter: delimiter) }
    if !ends.isPlain, let fault = unsafe bytes.withContent({ unsafe UTF8Check.firstFault(in: $0) })
    {
      let place = RecordBlock.place(ofOffset: fault.offset, in: bytes, file, firstLine)
      throw DataProblems([DataProblem(place: place, kind: fault.kind(isLast: block.isLast))])
    }
    isASCII = ends.isPlain
    let tokenizer = RecordTokenizer(
      bytes, ends: ends, delimiter: delimiter, columnCount: columnCount, firstLine: firstLine)
    spans = tokenizer.spans
    lines = tokenizer.lines
    self.columnCount = tokenizer.columnCount
    var problems = DataProblems()
    let isCut = block.limit != nil
    for ragged in tokenizer.ragged where !(isCut && ragged.isLastInBlock) {
      problems.append(problem(ragged, isLast: block.isLast))
    }
    if let fault = tokenizer.fault {
      problems.append(problem(fault.kind, at: fault.offset, isCut: isCut))
      throw problems
    }
    if let limit = block.limit {
      problems.append(DataProblem(place: place(ofOffset: 0), kind: .recordTooLong(limit: limit)))
      throw problems
    }
    self.problems = problems
  }

  private func problem(_ fault: RecordWalk.Fault, at offset: Int, isCut: Bool) -> DataProblem {
    let tooLong = DataProblem.Kind.fieldTooLong(limit: CSVFormat.Limit.field)
    let kind: DataProblem.Kind =
      switch fault {
      case .strayQuote: .strayQuote
      case .unterminatedQuote: isCut ? tooLong : .unterminatedQuote
      case .fieldTooLong: tooLong
      case .textAfterQuote(let backslash): .textAfterQuote(backslash: backslash)
      }
    return DataProblem(place: place(ofOffset: offset), kind: kind)
  }

  private func problem(_ record: RecordTokenizer.Ragged, isLast: Bool) -> DataProblem {
    let start = place(ofOffset: record.offset)
    if record.found == 1, bytes.padded[record.offset] == UInt8(ascii: "#") {
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

  /// The UTF-8 bytes of a field, without blanks around them.
  func utf8(row: Int, column: Int) -> ArraySlice<UInt8> {
    let span = spans[row * columnCount + column]
    if span.isEscaped { return Array(text(span).trimmingBlanks.utf8)[...] }
    var bytes = bytes.padded[span.offset..<(span.offset + span.length)]
    while bytes.first == Byte.space { bytes.removeFirst() }
    while bytes.last == Byte.space { bytes.removeLast() }
    return bytes
  }

  private func text(_ span: FieldSpan) -> String {
    let written = bytes.padded[span.offset..<(span.offset + span.length)]
    let text = String(decoding: written, as: UTF8.self)
    return span.isEscaped ? text.replacing("\"\"", with: "\"") : text
  }

  /// Goes over the fields of one column until `body` returns false; returns how many it took.
  ///
  /// The texts have their doubled quotes halved; they may not be kept, and like all of the block
  /// they are followed by some readable bytes.
  @inline(__always) @discardableResult
  func forEachField(of column: Int, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
    unsafe bytes.padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe spans.withUnsafeBufferPointer { spans in
        let (rowCount, columnCount) = (rowCount, columnCount)
        var row = 0
        while row < rowCount {
          let span = unsafe spans[row * columnCount + column]
          let written = unsafe UnsafeBufferPointer(start: base + span.offset, count: span.length)
          let goesOn =
            unsafe span.isEscaped
            ? RecordBlock.halvingQuotes(written) { unsafe body(row, $0) } : body(row, written)
          guard goesOn else { break }
          row += 1
        }
        return row
      }
    }
  }

  @inline(never)
  private static func halvingQuotes<R>(
    _ written: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    var plain: [UInt8] = []
    plain.reserveCapacity(written.count + RecordBytes.padding)
    var index = 0
    while index < written.count {
      let byte = unsafe written[index]
      plain.append(byte)
      index += byte == Byte.quote ? 2 : 1
    }
    return unsafe RecordBytes(plain).withContent { unsafe body($0) }
  }

  /// The place of a field, its opening quote included.
  func place(row: Int, column: Int) -> Place {
    place(ofOffset: spans[row * columnCount + column].start)
  }

  func place(ofOffset offset: Int) -> Place {
    RecordBlock.place(ofOffset: offset, in: bytes, file, firstLine)
  }

  /// Line and column of a byte, in physical lines and Unicode scalars.
  private static func place(
    ofOffset offset: Int, in bytes: RecordBytes, _ file: String, _ firstLine: Int
  ) -> Place {
    let before = bytes.content.prefix(offset)
    let lineStart = before.lastIndex(of: Byte.lineFeed).map { $0 + 1 } ?? 0
    let scalars = before[lineStart...].count { $0 & 0xC0 != 0x80 }
    let lines = before[..<lineStart].count { $0 == Byte.lineFeed }
    return Place(file: file, line: firstLine + lines, column: scalars + 1)
  }
}
