/// Splits whole records into field spans, byte by byte, after RFC 4180.
struct RecordTokenizer {
  /// A record with the wrong number of fields.
  struct Ragged {
    let offset: Int
    let found: Int
    let extra: RecordBlock.Span?
    var isLastInBlock: Bool
  }

  /// A broken quote: nothing after it can be trusted.
  struct Fault {
    let offset: Int
    let kind: DataProblem.Kind
  }

  private let delimiter: UInt8
  private let expectedCount: Int?
  private(set) var spans: [RecordBlock.Span] = []
  private(set) var lines: [Int32] = []
  private(set) var ragged: [Ragged] = []
  private(set) var fault: Fault?

  init(delimiter: UInt8, columnCount: Int?) {
    self.delimiter = delimiter
    expectedCount = columnCount
  }

  mutating func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int) {
    spans.reserveCapacity(bytes.count / 5)
    var position = 0
    var line = firstLine
    while position < bytes.count {
      if expectedCount != 1, let next = unsafe blankLineEnd(bytes, at: position) {
        position = next
        line += 1
        continue
      }
      let firstSpan = spans.count
      let start = position
      let startLine = line
      unsafe tokenizeRecord(bytes, &position, &line)
      if fault != nil { return }
      let found = spans.count - firstSpan
      if let expectedCount, found != expectedCount {
        let extra = found > expectedCount ? spans[firstSpan + expectedCount] : nil
        ragged.append(
          Ragged(offset: start, found: found, extra: extra, isLastInBlock: position >= bytes.count))
        spans.removeLast(found)
      } else {
        lines.append(Int32(truncatingIfNeeded: startLine))
      }
    }
  }

  @inline(__always)
  private func blankLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int? {
    let byte = unsafe bytes[position]
    if byte == Byte.lineFeed { return position + 1 }
    guard byte == Byte.carriageReturn, position + 1 < bytes.count,
      unsafe bytes[position + 1] == Byte.lineFeed
    else { return nil }
    return position + 2
  }

  @inline(__always)
  private mutating func tokenizeRecord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ line: inout Int
  ) {
    let count = bytes.count
    while true {
      if position < count, unsafe bytes[position] == Byte.quote {
        unsafe tokenizeQuoted(bytes, &position, &line)
        if fault != nil { return }
      } else {
        let start = position
        while position < count {
          let byte = unsafe bytes[position]
          if byte == delimiter || byte == Byte.lineFeed { break }
          if byte == Byte.quote {
            fault = Fault(offset: position, kind: .strayQuote)
            return
          }
          position += 1
        }
        var length = position - start
        if length > 0, unsafe position >= count || bytes[position] == Byte.lineFeed,
          unsafe bytes[position - 1] == Byte.carriageReturn
        {
          length -= 1
        }
        if length > CSVFormat.Limit.field {
          fault = Fault(offset: start, kind: .fieldTooLong(limit: CSVFormat.Limit.field))
          return
        }
        spans.append(RecordBlock.Span(offset: start, length: length, isEscaped: false))
      }
      guard position < count else { return }
      let isDelimiter = unsafe bytes[position] == delimiter
      position += 1
      guard isDelimiter else {
        line += 1
        return
      }
    }
  }

  /// One quoted field; afterwards `position` is at a delimiter, a line feed or the end.
  @inline(__always)
  private mutating func tokenizeQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ line: inout Int
  ) {
    let count = bytes.count
    let opening = position
    var isEscaped = false
    position += 1
    while true {
      while position < count, unsafe bytes[position] != Byte.quote {
        if unsafe bytes[position] == Byte.lineFeed { line += 1 }
        position += 1
      }
      guard position < count else {
        fault = Fault(offset: opening, kind: .unterminatedQuote)
        return
      }
      guard position + 1 < count, unsafe bytes[position + 1] == Byte.quote else { break }
      isEscaped = true
      position += 2
    }
    let length = position - opening - 1
    if length > CSVFormat.Limit.field {
      fault = Fault(offset: opening, kind: .fieldTooLong(limit: CSVFormat.Limit.field))
      return
    }
    spans.append(RecordBlock.Span(offset: opening + 1, length: length, isEscaped: isEscaped))
    position += 1
    if position < count, unsafe bytes[position] == Byte.carriageReturn,
      unsafe position + 1 >= count || bytes[position + 1] == Byte.lineFeed
    {
      position += 1
    }
    guard
      unsafe position >= count || bytes[position] == delimiter || bytes[position] == Byte.lineFeed
    else {
      let backslash = unsafe length > 0 && bytes[opening + length] == UInt8(ascii: "\\")
      fault = Fault(offset: position, kind: .textAfterQuote(backslash: backslash))
      return
    }
  }
}
