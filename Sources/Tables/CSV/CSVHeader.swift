/// The first line of a CSV file: where the rows begin, the delimiter, and the column names.
struct CSVHeader {
  let names: [String]
  let delimiter: UInt8
  /// The offset of the first byte after the header line.
  let bodyOffset: Int
  /// The physical line of the first row.
  let bodyLine: Int
  /// The header line's own bytes, to recognise a copy of it among the rows.
  let record: ArraySlice<UInt8>

  /// Reads the header of a file.
  ///
  /// - Throws: ``DataProblems`` for an empty, binary or misencoded file and for names that are
  ///   missing or ambiguous.
  init(of input: InputFile, format: CSVFormat) throws {
    let start = try input.read(at: 0, count: CSVFormat.Limit.field)
    try CSVHeader.refuseOtherFormats(start, file: input.path)
    var offset = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    var declared = format.delimiter
    if let separator = CSVHeader.separatorLine(start[offset...]) {
      declared = declared ?? separator.delimiter
      offset = separator.end
      line = 2
    }
    let length = unsafe start[offset...].withUnsafeBufferPointer {
      unsafe RecordSplitter.recordLength($0)
    }
    guard length > 0, let end = length < start.count - offset || input.size <= start.count ? offset + length : nil
    else {
      let kind: DataProblem.Kind =
        start.count <= offset ? .emptyFile : .recordTooLong(limit: CSVFormat.Limit.field)
      throw DataProblems([DataProblem(place: Place(file: input.path, line: line, column: 1), kind: kind)])
    }
    let record = start[offset..<end]
    let delimiter = declared ?? CSVHeader.detectedDelimiter(record)
    let block = try RecordBlock(
      bytes: Array(record), file: input.path, firstLine: line, delimiter: delimiter,
      columnCount: nil, isLast: true)
    try block.problems.throwIfAny()
    guard block.rowCount == 1 else {
      throw DataProblems([DataProblem(place: Place(file: input.path, line: line, column: 1), kind: .emptyFile)])
    }
    names = (0..<block.columnCount).map { block.text(row: 0, column: $0).trimmingBlanks }
    self.delimiter = delimiter
    self.record = record
    bodyOffset = end
    bodyLine = line + record.count { $0 == Byte.lineFeed }
    try CSVHeader.check(names) { block.place(row: 0, column: $0) }
  }

  /// The line `sep=;` that spreadsheets write before the header.
  private static func separatorLine(_ bytes: ArraySlice<UInt8>) -> (delimiter: UInt8, end: Int)? {
    let prefix = Array("sep=".utf8)
    guard bytes.starts(with: prefix), bytes.count > 5 else { return nil }
    let delimiter = bytes[bytes.startIndex + 4]
    var end = bytes.startIndex + 5
    if bytes[end] == Byte.carriageReturn { end += 1 }
    guard end < bytes.endIndex, bytes[end] == Byte.lineFeed else { return nil }
    return (delimiter, end + 1)
  }

  /// The candidate that stands most often outside quotes; a comma when there is none.
  private static func detectedDelimiter(_ record: ArraySlice<UInt8>) -> UInt8 {
    let candidates = Array(",;\t|".utf8)
    var counts = [Int](repeating: 0, count: candidates.count)
    var quoted = false
    for byte in record {
      if byte == Byte.quote { quoted.toggle() }
      if !quoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[most == 0 ? 0 : counts.firstIndex(of: most) ?? 0]
  }

  private static func refuseOtherFormats(_ bytes: [UInt8], file: String) throws {
    func refuse(_ kind: DataProblem.Kind, at offset: Int = 0) throws -> Never {
      let before = bytes[..<offset]
      let line = before.count { $0 == Byte.lineFeed } + 1
      let column = offset - (before.lastIndex(of: Byte.lineFeed) ?? -1)
      throw DataProblems([DataProblem(place: Place(file: file, line: line, column: column), kind: kind)])
    }
    if bytes.isEmpty { try refuse(.emptyFile) }
    let magics: [(what: String, bytes: [UInt8])] = [
      ("a gzip archive", [0x1F, 0x8B]), ("a zip archive or spreadsheet (.xlsx)", Array("PK\u{3}\u{4}".utf8)),
      ("a Parquet file", Array("PAR1".utf8)), ("an SQLite database", Array("SQLite format 3".utf8)),
      ("a PDF document", Array("%PDF".utf8)),
    ]
    for magic in magics where bytes.starts(with: magic.bytes) { try refuse(.notText(what: magic.what)) }
    let opening = bytes.prefix(5).map { $0 | 0x20 }
    if ["<!doc", "<html"].contains(where: { opening.elementsEqual($0.utf8.map { $0 | 0x20 }) }) {
      try refuse(.notText(what: "an HTML page"))
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { try refuse(.utf16) }
    if let zero = bytes.firstIndex(of: 0) {
      let zeros = bytes.prefix(64).count { $0 == 0 }
      try refuse(zeros * 3 > min(64, bytes.count) ? .utf16 : .nulByte, at: zero)
    }
    if !bytes.contains(Byte.lineFeed), let lone = bytes.firstIndex(of: Byte.carriageReturn),
      lone + 1 < bytes.count
    {
      try refuse(.carriageReturnsOnly, at: lone)
    }
  }

  private static func check(_ names: [String], place: (Int) -> Place) throws {
    var problems = DataProblems()
    var seen: [String: (name: String, index: Int)] = [:]
    func report(_ kind: DataProblem.Kind, at index: Int) {
      problems.append(DataProblem(place: place(index), kind: kind))
    }
    let limit = CSVFormat.Limit.columns
    if names.count > limit { report(.tooManyColumns(limit: limit), at: limit) }
    for (index, name) in names.enumerated() {
      if name.isEmpty { report(.emptyColumnName(index: index + 1), at: index) }
      if name.unicodeScalars.contains(where: \.isUnsafeToShow) {
        report(.unsafeColumnName(shown: name.displayed()), at: index)
      }
      let folded = name.lowercased()
      if let other = seen[folded], !name.isEmpty {
        report(
          other.name == name
            ? .duplicateColumn(name: name, first: other.index, second: index + 1)
            : .ambiguousColumns(first: other.name, second: name), at: index)
      }
      seen[folded] = (name, index + 1)
    }
    try problems.throwIfAny()
  }
}
