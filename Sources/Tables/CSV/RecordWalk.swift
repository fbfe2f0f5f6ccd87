/// One walk over the fields of a block of records; must not outlive the bytes.
///
/// The bytes are followed by line feeds (see ``RecordBytes``), so the search for the end of a field
/// needs no check for the end of the block, and looks at eight bytes at a time.
@safe struct RecordWalk {
  /// What is wrong with a quote or a length: nothing after it can be trusted.
  enum Fault {
    case strayQuote, unterminatedQuote, fieldTooLong
    case textAfterQuote(backslash: Bool)
  }

  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private let delimiter: UInt8
  private let delimiters: ByteWord
  private let quotes = ByteWord(repeating: Byte.quote)
  private let lineFeeds = ByteWord(repeating: Byte.lineFeed)
  /// Where the walk stands.
  private(set) var position = 0
  /// The physical line of `position`.
  private(set) var line: Int
  /// Set when a field could not be read; `position` is then where the trouble is.
  private(set) var fault: Fault?

  init(_ bytes: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, firstLine: Int) {
    unsafe self.bytes = unsafe bytes
    self.count = count
    self.delimiter = delimiter
    delimiters = ByteWord(repeating: delimiter)
    line = firstLine
  }

  @inline(__always) var isAtEnd: Bool { position >= count }

  /// Skips a line without any text; tells whether there was one.
  @inline(__always)
  mutating func skipBlankLine() -> Bool {
    var end = position
    if unsafe bytes[end] == Byte.carriageReturn { end += 1 }
    guard unsafe bytes[end] == Byte.lineFeed else { return false }
    position = min(end + 1, count)
    line += 1
    return true
  }

  /// The next field of the record, nil at a fault.
  @inline(__always)
  mutating func field() -> FieldSpan? {
    guard position < count else { return FieldSpan(offset: count, length: 0) }
    if unsafe bytes[position] == Byte.quote { return quotedField() }
    let start = position
    position = fieldEnd(from: start)
    if unsafe bytes[position] == Byte.quote {
      fault = .strayQuote
      return nil
    }
    var length = position - start
    if unsafe bytes[position] == Byte.lineFeed, length > 0,
      unsafe bytes[position - 1] == Byte.carriageReturn
    {
      length -= 1
    }
    guard length <= CSVFormat.Limit.field else { return refuse(.fieldTooLong, at: start) }
    return FieldSpan(offset: start, length: length)
  }

  /// Steps over what ends a field; tells whether it was the last of its record.
  @inline(__always)
  mutating func endsRecord() -> Bool {
    if position >= count { return true }
    let isDelimiter = unsafe bytes[position] == delimiter
    position += 1
    if !isDelimiter { line += 1 }
    return !isDelimiter
  }

  /// The first delimiter, line feed or quote, at the latest the end of the block.
  @inline(__always)
  private func fieldEnd(from start: Int) -> Int {
    var index = start
    while true {
      let found = ends(at: index)
      if !found.isEmpty { return min(index + found.first, count) }
      let next = ends(at: index + 8)
      index += 8 + next.first
      if !next.isEmpty { return min(index, count) }
    }
  }

  @inline(__always)
  private func ends(at index: Int) -> ByteWord.Matches {
    let word = unsafe ByteWord(bytes, at: index)
    return word.matches(delimiters) | word.matches(lineFeeds) | word.matches(quotes)
  }

  /// A field in quotes; afterwards the walk stands at a delimiter, a line feed or the end.
  @inline(__always)
  private mutating func quotedField() -> FieldSpan? {
    let opening = position
    var isEscaped = false
    var index = position + 1
    while true {
      index = nextQuote(from: index)
      guard index < count else { return refuse(.unterminatedQuote, at: opening) }
      guard unsafe bytes[index + 1] == Byte.quote else { break }
      isEscaped = true
      index += 2
    }
    let length = index - opening - 1
    guard length <= CSVFormat.Limit.field else { return refuse(.fieldTooLong, at: opening) }
    position = index + 1
    let end = unsafe bytes[position]
    if end != delimiter && end != Byte.lineFeed {
      // A carriage return belongs to the line end that follows it.
      guard end == Byte.carriageReturn, unsafe bytes[position + 1] == Byte.lineFeed else {
        let backslash = unsafe length > 0 && bytes[index - 1] == UInt8(ascii: "\\")
        return refuse(.textAfterQuote(backslash: backslash), at: position)
      }
      position += 1
    }
    return FieldSpan(offset: opening + 1, length: length, isQuoted: true, isEscaped: isEscaped)
  }

  /// The next quote, at the latest the end of the block; counts the lines on the way.
  @inline(__always)
  private mutating func nextQuote(from start: Int) -> Int {
    var index = start
    var passed = ByteWord.Matches.none
    while index < count {
      let word = unsafe ByteWord(bytes, at: index)
      passed = passed | word.matches(lineFeeds)
      let found = word.matches(quotes)
      index += found.first
      if !found.isEmpty { break }
    }
    index = min(index, count)
    if !passed.isEmpty {
      for place in start..<index where unsafe bytes[place] == Byte.lineFeed { line += 1 }
    }
    return index
  }

  private mutating func refuse(_ fault: Fault, at offset: Int) -> FieldSpan? {
    self.fault = fault
    position = offset
    return nil
  }
}
