/// A CSV file of past leads: `id`, `visits`, `industry` and `won`, 240 rows of which 72 converted.
///
/// Row numbers count from 0; row 3 stands in line 5.
struct LeadsFile {
  var header = ["id", "visits", "industry", "won"]
  var rows: [[String]]

  init(count: Int = 240) {
    rows = (0..<count).map { row in
      let visits = row * 7 % 10
      let industry = ["Software", "Retail", "Health"][row % 4 == 0 ? row % 3 : row * 5 % 3]
      return ["L\(row)", "\(visits)", industry, visits + row * 3 % 7 > 9 ? "yes" : "no"]
    }
  }

  /// The rows with one cell replaced.
  init(cell row: Int, _ column: Int, _ text: String) {
    self.init()
    rows[row][column] = text
  }

  /// The rows with one more column.
  init(column name: String, _ value: (Int, [String]) -> String) {
    self.init()
    header.append(name)
    rows = rows.enumerated().map { $1 + [value($0, $1)] }
  }

  /// The file, one line per element, without a final line end.
  var lines: [String] { ([header] + rows).map { $0.joined(separator: ",") } }

  /// The file with a line end and a delimiter.
  func bytes(lineEnd: String = "\n", delimiter: String = ",") -> [UInt8] {
    Array(
      ([header] + rows).map { $0.joined(separator: delimiter) + lineEnd }.joined().utf8)
  }

  /// The file with a line put in at a line number.
  func bytes(inserting line: String, at number: Int) -> [UInt8] {
    var lines = lines
    lines.insert(line, at: number - 1)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The file with a line replaced.
  func bytes(replacing number: Int, with line: String) -> [UInt8] {
    var lines = lines
    lines[number - 1] = line
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The file with bytes that are no text in the `industry` of line 5, `a` before and `b` after.
  static func damaged(by bytes: [UInt8]) -> [UInt8] {
    let text = LeadsFile(cell: 3, 2, "a\u{1}b").bytes()
    let mark = text.firstIndex(of: 1) ?? 0
    return Array(text[..<mark]) + bytes + Array(text[(mark + 1)...])
  }

  /// The same text in UTF-16.
  func utf16(bigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(String(decoding: bytes(), as: UTF8.self).utf16)
    return units.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
  }
}
