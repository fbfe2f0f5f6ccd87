/// Splits whole records into field spans, after RFC 4180.
struct RecordTokenizer {
  /// A record with the wrong number of fields.
  struct Ragged {
    let offset: Int
    let found: Int
    /// The first field beyond the expected ones.
    let extra: FieldSpan?
    var isLastInBlock: Bool
  }

  /// The spans of the records that have the right number of fields, record by record.
  private(set) var spans: [FieldSpan] = []
  /// The physical line at which each of these records starts.
  private(set) var lines: [Int32] = []
  private(set) var ragged: [Ragged] = []
  /// What broke the block, and where.
  private(set) var fault: (kind: RecordWalk.Fault, offset: Int)?
  /// How many fields a record has.
  private(set) var columnCount: Int

  /// Splits a block; with a nil count the first record decides how many fields there are.
  ///
  /// Blank lines are skipped, except in a file of one column, where each is a missing value.
  init(
    _ bytes: RecordBytes, ends: FieldEnds, delimiter: UInt8, columnCount: Int?, firstLine: Int
  ) {
    self.columnCount = columnCount ?? 0
    unsafe bytes.withContent { content in
      guard let base = content.baseAddress, !content.isEmpty else { return }
      if let columnCount, !ends.hasQuotes,
        let even = unsafe EvenRecords(
          content, ends: ends, columnCount: columnCount, firstLine: firstLine)
      {
        (spans, lines) = (even.spans, even.lines)
        return
      }
      let walk = unsafe RecordWalk(
        base, count: content.count, delimiter: delimiter, firstLine: firstLine)
      // Every field but the last ends with a byte, so there are at most so many and one more.
      spans = unsafe [FieldSpan](unsafeUninitializedCapacity: content.count + 1) { buffer, count in
        count = unsafe split(walk, expected: columnCount, into: buffer)
      }
    }
  }

  /// Writes the spans of all good records; returns how many there are.
  private mutating func split(
    _ walk: RecordWalk, expected: Int?, into spans: UnsafeMutableBufferPointer<FieldSpan>
  ) -> Int {
    var walk = walk
    var expected = expected
    var count = 0
    var lines: [Int32] = []
    lines.reserveCapacity(spans.count / 64)
    defer { self.lines = lines }
    while !walk.isAtEnd {
      if expected != 1, walk.skipBlankLine() { continue }
      let first = count
      let (start, line) = (walk.position, walk.line)
      repeat {
        guard let span = walk.field() else {
          fault = walk.fault.map { ($0, walk.position) }
          return first
        }
        unsafe spans[count] = span
        count += 1
      } while !walk.endsRecord()
      let found = count - first
      if found == expected {
        lines.append(Int32(truncatingIfNeeded: line))
      } else if let wanted = expected {
        let extra = unsafe found > wanted ? spans[first + wanted] : nil
        ragged.append(
          Ragged(offset: start, found: found, extra: extra, isLastInBlock: walk.isAtEnd))
        count = first
      } else {
        (expected, columnCount) = (found, found)
        lines.append(Int32(truncatingIfNeeded: line))
      }
    }
    return count
  }
}
