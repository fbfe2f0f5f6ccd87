/// Writes CSV records into bytes: RFC 4180, LF line ends, quotes only where needed.
public struct CSVWriter: ~Copyable {
  private var buffer: ByteBuffer
  private var isAtRecordStart = true

  /// A writer with room for some bytes.
  public init(capacity: Int = 256) { buffer = ByteBuffer(capacity: capacity) }

  /// The bytes written so far.
  public var bytes: [UInt8] { buffer.array }

  /// Writes a text as a field.
  ///
  /// A text that a spreadsheet would take for a formula gets a leading apostrophe, unless it is
  /// declared safe because we made it. ``unguarded(_:)`` takes the apostrophe away again.
  public mutating func field(_ text: String, isSafe: Bool = false) {
    var text = text
    text.withUTF8 { unsafe field($0, isSafe: isSafe) }
  }

  /// Writes UTF-8 bytes as a field; see ``field(_:isSafe:)-(String,_)``.
  public mutating func field(_ text: ArraySlice<UInt8>, isSafe: Bool = false) {
    unsafe text.withUnsafeBufferPointer { unsafe field($0, isSafe: isSafe) }
  }

  /// Writes one of many texts as a field; see ``field(_:isSafe:)-(String,_)``.
  public mutating func field(_ texts: PackedStrings, at index: Int, isSafe: Bool = false) {
    unsafe texts.withUTF8(at: index) { unsafe field($0, isSafe: isSafe) }
  }

  private mutating func field(_ text: UnsafeBufferPointer<UInt8>, isSafe: Bool) {
    separate()
    let isFormula = unsafe !isSafe && CSVWriter.looksLikeFormula(text)
    let needsQuotes = unsafe CSVWriter.needsQuotes(text)
    if needsQuotes { buffer.append(Byte.quote) }
    if isFormula { buffer.append(UInt8(ascii: "'")) }
    guard needsQuotes else {
      unsafe buffer.append(text)
      return
    }
    for index in 0..<text.count {
      let byte = unsafe text[index]
      if byte == Byte.quote { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(Byte.quote)
  }

  /// Writes bytes that need no quotes as a field, such as a prepared text.
  public mutating func plain(_ text: [UInt8]) { plain(text, in: text.indices) }

  /// Writes a part of bytes that need no quotes as a field.
  public mutating func plain(_ text: [UInt8], in range: Range<Int>) {
    separate()
    buffer.append(text, in: range)
  }

  /// Writes a text that needs no quotes as a field, such as a number.
  public mutating func plain(_ text: String) {
    separate()
    buffer.append(text)
  }

  /// Writes a field byte by byte; the closure quotes it where it needs quotes.
  @inline(__always)
  public mutating func composed(_ compose: (inout ByteBuffer) -> Void) {
    separate()
    compose(&buffer)
  }

  /// Writes a number in the shortest form that reads back as the same one.
  public mutating func shortest(_ value: Double) { plain(value.description) }

  /// Writes a number as ``Swift/Double/shortText``, a missing one as an empty field.
  public mutating func shortNumber(_ value: Double) {
    guard !value.isNaN else { return plain("") }
    guard value.magnitude < 1e15, case let whole = Int(value), Double(whole) == value else {
      return plain(value.description)
    }
    integer(whole)
  }

  /// Writes some of a list of numbers as fields, each as ``shortNumber(_:)`` does.
  public mutating func shortNumbers(_ values: [Double], in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= values.count)
    unsafe values.withUnsafeBufferPointer { values in
      for index in range {
        let value = unsafe values[index]
        // Most numbers of a vector are small counts.
        if value >= 0, value < 10, case let digit = UInt8(value), Double(digit) == value {
          separate()
          buffer.append(UInt8(ascii: "0") + digit)
        } else {
          shortNumber(value)
        }
      }
    }
  }

  /// Writes a whole number as a field.
  public mutating func integer(_ value: Int) {
    separate()
    buffer.appendDigits(of: value)
  }

  /// Writes a number with a fixed count of decimals as a field, as ``Swift/Double/fixed(_:)``.
  public mutating func fixed(_ value: Double, decimals: Int) {
    separate()
    buffer.appendFixed(value, decimals: decimals)
  }

  /// Ends the record.
  public mutating func endRecord() {
    buffer.append(Byte.lineFeed)
    isAtRecordStart = true
  }

  /// Writes a record of texts.
  public mutating func record(_ texts: [String]) {
    for text in texts { field(text) }
    endRecord()
  }

  private mutating func separate() {
    if isAtRecordStart { isAtRecordStart = false } else { buffer.append(UInt8(ascii: ",")) }
  }

  private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe text.contains {
      $0 == UInt8(ascii: ",") || $0 == Byte.quote || $0 == Byte.lineFeed
        || $0 == Byte.carriageReturn
    }
  }

  /// The text that was written as a field, without the apostrophe that guarded it.
  public static func unguarded(_ field: String) -> String {
    guard field.hasPrefix("'") else { return field }
    var rest = String(field.dropFirst())
    return rest.withUTF8 { unsafe looksLikeFormula($0) } ? rest : field
  }

  /// Whether a text starts with `= + - @`, a tab or a line end, also in full width, and also after
  /// blanks, quotes and apostrophes.
  ///
  /// Apostrophes count so that guarding can be undone: a text that already looks guarded gets
  /// another one.
  private static func looksLikeFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = unsafe text.drop { $0 == Byte.space || $0 == Byte.quote || $0 == UInt8(ascii: "'") }
    guard let first = unsafe start.first else { return false }
    if first < 0x80 { return [9, 10, 13].contains(first) || "=+-@".utf8.contains(first) }
    let fullWidth: [[UInt8]] = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }
    return fullWidth.contains { unsafe start.starts(with: $0) }
  }
}
