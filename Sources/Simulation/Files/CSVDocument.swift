/// A CSV file in the making: comma, line feed, quotes only where RFC 4180 asks for them.
struct CSVDocument: Sendable {
  /// The file so far, in UTF-8.
  private(set) var bytes: [UInt8] = []
  private let width: Int

  /// Begins a file with its header line.
  init(header: [String]) {
    width = header.count
    append(header)
  }

  /// Appends a line with as many fields as the header has.
  mutating func append(_ fields: [String]) {
    precondition(fields.count == width, "\(fields.count) fields under a header of \(width)")
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      appendField(field.utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func appendField(_ field: String.UTF8View) {
    let quote = UInt8(ascii: "\"")
    guard field.contains(where: Self.isSpecial) else {
      bytes.append(contentsOf: field)
      return
    }
    bytes.append(quote)
    for byte in field {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// Whether a byte puts its field in quotes.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
