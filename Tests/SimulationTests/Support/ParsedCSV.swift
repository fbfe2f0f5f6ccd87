/// A CSV file taken apart by RFC 4180, for tests that read what was written.
struct ParsedCSV {
  let header: [String]
  let rows: [[String]]

  init(_ bytes: [UInt8]) {
    var lines: [[String]] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isPair = isQuoted && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\"")
      switch byte {
      case UInt8(ascii: "\"") where isPair:
        field.append(byte)
        index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted, UInt8(ascii: "\n") where !isQuoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        if byte == UInt8(ascii: "\n") {
          lines.append(fields)
          fields = []
        }
      default: field.append(byte)
      }
      index += 1
    }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  /// The fields of a column; none if the header does not name it.
  subscript(column: String) -> [String] {
    guard let index = header.firstIndex(of: column) else { return [] }
    return rows.map { $0[index] }
  }
}
