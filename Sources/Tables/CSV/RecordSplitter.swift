/// Cuts a CSV file into blocks of whole records, in order, without splitting fields yet.
///
/// A record ends at a line feed outside quotes, so the number of quotes before a line feed tells
/// whether it ends one. Counting bytes is all that has to happen in order; splitting the blocks
/// into fields can then go on in parallel. A stray quote makes the count wrong only after itself,
/// and splitting the fields of its block finds it first.
struct RecordSplitter {
  /// Whole records and the physical line of the first of them.
  struct Block: Sendable {
    let bytes: RecordBytes
    let firstLine: Int
    /// Whether the file ends here.
    let isLast: Bool
    /// How many bytes were looked at without finding the end of the record that starts here; nil
    /// when all records are whole.
    let limit: Int?
  }

  /// Large enough to share out the cost per block, small enough to stay in a core's cache.
  static let blockSize = 512 << 10

  private let input: InputFile
  private let blockSize: Int
  private var offset: Int
  private var line: Int
  private var isDone = false

  init(
    _ input: InputFile, from offset: Int, line: Int, blockSize: Int = RecordSplitter.blockSize
  ) {
    self.input = input
    self.offset = offset
    self.line = line
    self.blockSize = blockSize
  }

  /// The next block, nil after the last.
  ///
  /// - Throws: ``InputError``.
  mutating func next() throws -> Block? {
    guard !isDone else { return nil }
    var size = blockSize
    while true {
      var bytes = try input.records(at: offset, count: size)
      guard !bytes.isEmpty else { return nil }
      let isLast = bytes.count < size || offset + bytes.count >= input.size
      let ends = unsafe bytes.withContent { unsafe RecordSplitter.ends($0, toEnd: isLast) }
      if ends.length == 0, size < CSVFormat.Limit.record {
        size = min(size * 4, CSVFormat.Limit.record)
        continue
      }
      let isCut = ends.length == 0
      if !isCut { bytes.truncate(to: ends.length) }
      defer {
        offset += ends.length
        line += ends.lines
        isDone = isLast || isCut
      }
      return Block(bytes: bytes, firstLine: line, isLast: isLast, limit: isCut ? size : nil)
    }
  }

  /// The length of the first record including its line feed; nil when none ends.
  static func recordLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var quoted = false
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      if byte == Byte.quote { quoted.toggle() }
      if byte == Byte.lineFeed, !quoted { return index + 1 }
    }
    return nil
  }

  /// The length of all whole records (0 when none ends) and the number of lines they take.
  static func ends(_ bytes: UnsafeBufferPointer<UInt8>, toEnd isLast: Bool) -> (
    length: Int, lines: Int
  ) {
    let counts = unsafe ByteCounts(bytes)
    if isLast { return (bytes.count, counts.lineFeeds) }
    var quoted = counts.quotes % 2 == 1
    var lines = counts.lineFeeds
    var index = bytes.count
    while index > 0 {
      index -= 1
      let byte = unsafe bytes[index]
      if byte == Byte.quote { quoted.toggle() }
      if byte == Byte.lineFeed {
        if !quoted { return (index + 1, lines) }
        lines -= 1
      }
    }
    return (0, 0)
  }
}
