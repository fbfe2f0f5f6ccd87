/// Rows of text in aligned columns.
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
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { cells in
      var line = indent
      for (column, cell) in cells.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        line += (alignments[column] == .right ? blanks + cell : cell + blanks) + "  "
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
