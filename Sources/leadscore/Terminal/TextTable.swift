/// Rows of text in aligned columns, as wide as a terminal shows them.
struct TextTable {
  /// Which side a column is flush with.
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ alignments: [Alignment]) { self.alignments = alignments }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, without blanks at their ends.
  func lines(indent: String = "  ") -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { $0[column].columnsShown }.max() ?? 0
    }
    return rows.map { cells in
      var line = indent
      for (column, cell) in cells.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.columnsShown)
        line += (alignments[column] == .right ? blanks + cell : cell + blanks) + "  "
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}

extension String {
  /// How many columns of a terminal the text takes: colours take none, East Asian letters and
  /// pictures two, marks on letters none.
  var columnsShown: Int {
    var width = 0
    var isEscape = false
    for character in self {
      if isEscape {
        isEscape = character != "m"
      } else if character == "\u{1B}" {
        isEscape = true
      } else {
        width += character.isWide ? 2 : 1
      }
    }
    return width
  }
}

extension Character {
  /// Whether a terminal gives the letter two columns (the blocks that Unicode calls wide).
  fileprivate var isWide: Bool {
    guard let first = unicodeScalars.first else { return false }
    return switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
