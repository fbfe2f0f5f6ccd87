/// Writes CSV records into bytes: RFC 4180, LF line ends, quotes only where needed.
public struct CSVWriter {
  /// The bytes written so far.
  public private(set) var bytes: [UInt8] = []
  private var isAtRecordStart = true

  /// An empty buffer with room for some bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Writes a text as a field.
  ///
  /// A text that a spreadsheet would take for a formula (one that starts with `= + - @`, a tab or a
  /// line end) gets a leading apostrophe, unless it is declared safe because we made it.
  public mutating func field(_ text: String, isSafe: Bool = false) {
    var text = text
    text.withUTF8 { unsafe field($0, isSafe: isSafe) }
  }

  /// Writes UTF-8 bytes as a field; see ``field(_:isSafe:)-(String,_)``.
  public mutating func field(_ text: ArraySlice<UInt8>, isSafe: Bool = false) {
    unsafe text.withUnsafeBufferPointer { unsafe field($0, isSafe: isSafe) }
  }

  private mutating func field(_ text: UnsafeBufferPointer<UInt8>, isSafe: Bool) {
    separate()
    let isFormula = unsafe !isSafe && CSVWriter.looksLikeFormula(text)
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    guard unsafe CSVWriter.needsQuotes(text) else {
      unsafe bytes.append(contentsOf: text)
      return
    }
    bytes.append(Byte.quote)
    for index in 0..<text.count {
      let byte = unsafe text[index]
      if byte == Byte.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(Byte.quote)
  }

  /// Writes bytes that need no quotes as a field, such as a number.
  public mutating func plain(_ text: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: text)
  }

  /// Writes bytes that need no quotes as a field, such as a prepared text.
  public mutating func plain(_ text: ArraySlice<UInt8>) {
    separate()
    bytes.append(contentsOf: text)
  }

  /// Writes a number in the shortest form that reads back as the same one.
  public mutating func shortest(_ value: Double) {
    separate()
    var text = value.description
    text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
  }

  /// Writes a field byte by byte; the closure quotes it where it needs quotes.
  @inline(__always)
  public mutating func composed(_ compose: (inout [UInt8]) -> Void) {
    separate()
    compose(&bytes)
  }

  /// Writes a whole number as a field.
  public mutating func integer(_ value: Int) {
    separate()
    bytes.appendDigits(of: value)
  }

  /// Writes a number with a fixed count of decimals as a field, as ``Swift/Double/fixed(_:)``.
  public mutating func fixed(_ value: Double, decimals: Int) {
    separate()
    bytes.appendFixed(value, decimals: decimals)
  }

  /// Ends the record.
  public mutating func endRecord() {
    bytes.append(Byte.lineFeed)
    isAtRecordStart = true
  }

  /// Writes a record of texts.
  public mutating func record(_ texts: [String]) {
    for text in texts { field(text) }
    endRecord()
  }

  private mutating func separate() {
    if isAtRecordStart { isAtRecordStart = false } else { bytes.append(UInt8(ascii: ",")) }
  }

  private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe text.contains {
      $0 == UInt8(ascii: ",") || $0 == Byte.quote || $0 == Byte.lineFeed
        || $0 == Byte.carriageReturn
    }
  }

  private static func looksLikeFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = unsafe text.first else { return false }
    if first < 0x80 { return [9, 10, 13].contains(first) || "=+-@".utf8.contains(first) }
    let fullWidth: [[UInt8]] = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }
    return fullWidth.contains { unsafe text.starts(with: $0) }
  }
}

extension [UInt8] {
  /// Appends a whole number in decimal.
  public mutating func appendDigits(of value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }

  /// Appends a number with a fixed count of decimals, as ``Swift/Double/fixed(_:)`` writes it.
  public mutating func appendFixed(_ value: Double, decimals: Int, alwaysSigned: Bool = false) {
    guard value.magnitude < 1e15 else {
      append(contentsOf: value.description.utf8)
      return
    }
    let scale = Double.powersOfTen[decimals]
    let scaled = Int((value.magnitude * scale).rounded())
    if value < 0 && scaled != 0 {
      append(UInt8(ascii: "-"))
    } else if alwaysSigned {
      append(UInt8(ascii: "+"))
    }
    appendDigits(of: scaled / Int(scale))
    guard decimals > 0 else { return }
    append(UInt8(ascii: "."))
    var fraction = scaled % Int(scale)
    let start = count
    for _ in 0..<decimals {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction % 10))
      fraction /= 10
    }
    self[start...].reverse()
  }
}
