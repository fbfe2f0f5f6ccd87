/// A random well-formed CSV file: quotes, doubled quotes, line ends of all kinds, blank lines,
/// several scripts, and with and without a final line end.
struct RandomCSV {
  let text: String
  let delimiter: Character

  init(seed: UInt64, rows: Int, columns: Int) {
    var random = SeededRandom(seed: seed)
    let delimiter: Character = [",", ";", "\t", "|"].randomElement(using: &random) ?? ","
    var text = (0..<columns).map { "column\($0)" }.joined(separator: String(delimiter))
    for _ in 0..<rows {
      text += ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
      if columns > 1, Int.random(in: 0..<12, using: &random) == 0 { text += "\n" }
      text += (0..<columns).map { _ in RandomCSV.field(delimiter, &random) }
        .joined(separator: String(delimiter))
    }
    if Bool.random(using: &random) { text += "\n" }
    self.text = text
    self.delimiter = delimiter
  }

  private static func field(_ delimiter: Character, _ random: inout SeededRandom) -> String {
    let pieces: [String] = [
      "a", "bc", "4", "17", ".5", "é", "→", "🦊", " ", "long words in a row", "-", "x",
    ]
    let quoted: [String] = ["\"\"", "\n", "\r\n", String(delimiter), "\"\"\"\"", "\r"]
    var text = ""
    let isQuoted = Int.random(in: 0..<3, using: &random) == 0
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let choices = isQuoted ? pieces + quoted : pieces
      text += choices.randomElement(using: &random) ?? ""
    }
    return isQuoted ? "\"\(text)\"" : text
  }
}
