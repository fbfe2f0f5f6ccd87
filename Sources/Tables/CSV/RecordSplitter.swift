/// Cuts a CSV file into blocks of whole records, in order, without splitting fields yet.
///
/// A record ends at a line feed outside quotes, so the number of quotes before a line feed tells
/// whether it ends one. Counting bytes is all that has to happen in order; splitting the blocks
/// into fields can then go on in parallel.
struct RecordSplitter {
  /// Whole records and the physical line of the first of them.
  struct Block {
    let bytes: [UInt8]
    let firstLine: Int
    let isLast: Bool
  }

  private let input: InputFile
  private let blockSize: Int
  private var offset: Int
  private var line: Int

  init(_ input: InputFile, from offset: Int, line: Int, blockSize: Int = 256 << 10) {
    self.input = input
    self.offset = offset
    self.line = line
    self.blockSize = blockSize
  }

  /// The next block, nil after the last.
  ///
  /// - Throws: ``InputError``, or ``DataProblems`` for a record longer than 8 MiB.
  mutating func next() throws -> Block? {
    var count = blockSize
    while true {
      var bytes = try input.read(at: offset, count: count)
      guard !bytes.isEmpty else { return nil }
      let isLast = bytes.count < count || offset + bytes.count >= input.size
      var end = bytes.count
      if !isLast {
        end = unsafe bytes.withUnsafeBufferPointer { unsafe RecordSplitter.lastRecordEnd($0) }
        if end == 0 {
          guard count < CSVFormat.Limit.record else { throw tooLong(bytes) }
          count = min(count * 4, CSVFormat.Limit.record)
          continue
        }
        bytes.removeLast(bytes.count - end)
      }
      let block = Block(bytes: bytes, firstLine: line, isLast: isLast)
      offset += end
      line += unsafe bytes.withUnsafeBufferPointer { unsafe RecordSplitter.count(Byte.lineFeed, in: $0) }
      return block
    }
  }

  /// Where the trouble starts in a record that does not end: the quote that is never closed.
  private func tooLong(_ bytes: [UInt8]) -> DataProblems {
    let opening = bytes.firstIndex(of: Byte.quote)
    let before = bytes[..<(opening ?? 0)]
    let place = Place(
      file: input.path, line: line + before.count { $0 == Byte.lineFeed },
      column: before.count - (before.lastIndex(of: Byte.lineFeed) ?? -1))
    let limit = opening == nil ? CSVFormat.Limit.record : CSVFormat.Limit.field
    return DataProblems([
      DataProblem(
        place: place, kind: opening == nil ? .recordTooLong(limit: limit) : .fieldTooLong(limit: limit))
    ])
  }

  /// The length of the first record including its line feed, or of everything when none ends.
  static func recordLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var quoted = false
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      if byte == Byte.quote { quoted.toggle() }
      if byte == Byte.lineFeed, !quoted { return index + 1 }
    }
    return bytes.count
  }

  /// The end of the last whole record, 0 when no record ends.
  static func lastRecordEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var quotedAtEnd = unsafe count(Byte.quote, in: bytes) % 2 == 1
    var index = bytes.count
    while index > 0 {
      index -= 1
      let byte = unsafe bytes[index]
      if byte == Byte.quote { quotedAtEnd.toggle() }
      if byte == Byte.lineFeed, !quotedAtEnd { return index + 1 }
    }
    return 0
  }

  /// How often a byte occurs.
  ///
  /// Runs of 255 bytes are summed in one byte each, which compiles to vector compares.
  static func count(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var total = 0
    var start = 0
    while start < bytes.count {
      let end = min(start + 255, bytes.count)
      var run: UInt8 = 0
      for index in start..<end { run &+= unsafe bytes[index] == byte ? 1 : 0 }
      total += Int(run)
      start = end
    }
    return total
  }
}
