/// RFC 4180, one byte after the other and one field after the other: slow and plain.
///
/// Blank lines are skipped unless there is one column. The text must be well-formed.
struct ReferenceParser {
  private(set) var records: [[String]] = []
  /// The physical line at which each record starts.
  private(set) var lines: [Int] = []

  init(_ text: String, delimiter: Character, columnCount: Int) {
    let bytes = Array(text.utf8)
    let separator = delimiter.asciiValue ?? 0
    var index = 0
    var line = 1
    while index < bytes.count {
      let start = line
      var record: [String] = []
      var isBlank = true
      var isEnd = false
      while !isEnd {
        var field: [UInt8] = []
        if index < bytes.count, bytes[index] == 34 {
          isBlank = false
          index += 1
          while true {
            if bytes[index] == 34 {
              guard index + 1 < bytes.count, bytes[index + 1] == 34 else { break }
              index += 1
            }
            if bytes[index] == 10 { line += 1 }
            field.append(bytes[index])
            index += 1
          }
          index += 1
          if index < bytes.count, bytes[index] == 13 { index += 1 }
        } else {
          while index < bytes.count, bytes[index] != separator, bytes[index] != 10 {
            field.append(bytes[index])
            index += 1
          }
          if index == bytes.count || bytes[index] == 10, field.last == 13 { field.removeLast() }
        }
        if !field.isEmpty { isBlank = false }
        record.append(String(decoding: field, as: UTF8.self))
        isEnd = index == bytes.count || bytes[index] == 10
        if index < bytes.count, bytes[index] == 10 { line += 1 }
        index += 1
      }
      if isBlank && record.count == 1 && columnCount > 1 { continue }
      records.append(record)
      lines.append(start)
    }
  }
}
