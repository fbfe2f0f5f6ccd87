/// The first record of a CSV file: where the rows begin, the delimiter, and the column names.
struct CSVHeader {
  let names: [String]
  let delimiter: UInt8
  /// The physical line of the header.
  let line: Int
  /// The offset of the first byte after the header.
  let bodyOffset: Int
  /// The physical line of the first row.
  let bodyLine: Int

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Reads the header of a file.
  ///
  /// - Throws: ``DataProblems`` for an empty, binary or misencoded file and for names that are
  ///   missing or ambiguous.
  init(of input: InputFile, format: CSVFormat) throws {
    let start = try input.read(at: 0, count: CSVFormat.Limit.field)
    try CSVHeader.refuseOtherFormats(start, file: input.path)
    var rest = start[...]
    if rest.starts(with: CSVHeader.byteOrderMark) { rest = rest.dropFirst(3) }
    var line = 1
    var declared = format.delimiter
    if let separator = CSVHeader.separatorLine(rest) {
      declared = declared ?? separator.delimiter
      rest = rest[separator.end...]
      line = 2
    }
    while let first = rest.first, first == Byte.lineFeed || rest.starts(with: [13, 10]) {
      rest = rest.dropFirst(first == Byte.lineFeed ? 1 : 2)
      line += 1
    }
    guard !rest.isEmpty else {
      let place = Place(file: input.path, line: line, column: 1)
      throw DataProblems([DataProblem(place: place, kind: .emptyFile)])
    }
    let length = unsafe rest.withUnsafeBufferPointer { unsafe RecordSplitter.recordLength($0) }
    let isWholeFile = start.count >= input.size
    let record = rest.prefix(length ?? rest.count)
    delimiter = declared ?? CSVHeader.detectedDelimiter(record)
    let block = try RecordBlock(
      RecordSplitter.Block(
        bytes: RecordBytes(record), firstLine: line, isLast: isWholeFile && length == nil,
        limit: isWholeFile || length != nil ? nil : start.count),
      file: input.path, delimiter: delimiter, columnCount: nil)
    names = (0..<block.columnCount).map { block.text(row: 0, column: $0).trimmingBlanks }
    self.line = line
    bodyOffset = record.endIndex
    bodyLine = line + record.count { $0 == Byte.lineFeed }
    try CSVHeader.check(names, in: block)
  }

  /// The line `sep=;` that spreadsheets write before the header.
  private static func separatorLine(_ bytes: ArraySlice<UInt8>) -> (delimiter: UInt8, end: Int)? {
    guard bytes.starts(with: Array("sep=".utf8)), bytes.count > 5 else { return nil }
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
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  private static func check(_ names: [String], in block: RecordBlock) throws {
    var problems = DataProblems()
    var seen: [String: (name: String, index: Int)] = [:]
    if names.count > CSVFormat.Limit.columns {
      let limit = CSVFormat.Limit.columns
      let place = block.place(row: 0, column: limit)
      throw DataProblems([DataProblem(place: place, kind: .tooManyColumns(limit: limit))])
    }
    for (index, name) in names.enumerated() {
      func report(_ kind: DataProblem.Kind) {
        problems.append(DataProblem(place: block.place(row: 0, column: index), kind: kind))
      }
      if name.isEmpty { report(.emptyColumnName(index: index + 1)) }
      if name.unicodeScalars.contains(where: \.isUnsafeToShow) {
        report(.unsafeColumnName(shown: name.displayed()))
      }
      let folded = name.lowercased()
      if let other = seen[folded], !name.isEmpty {
        report(
          other.name == name
            ? .duplicateColumn(name: name, first: other.index, second: index + 1)
            : .ambiguousColumns(first: other.name, second: name))
      } else {
        seen[folded] = (name, index + 1)
      }
    }
    try problems.throwIfAny()
  }
}
