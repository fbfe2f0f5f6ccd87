/// How a pass over the file reads a column.
enum ColumnReading: Sendable {
  /// Each block by its own content; the kind is settled when all blocks are known.
  case inferred
  /// As categories or text, whichever the whole column turns out to be.
  case words
  case numbers
  case timestamps(TimestampFormat)
  case categories
  case text
  case indexed(TextIndex)

  init(_ kind: ColumnKind) {
    self =
      switch kind {
      case .inferred: .inferred
      case .number: .numbers
      case .timestamp(let format): .timestamps(format)
      case .category: .categories
      case .text: .text
      case .indexed(let index): .indexed(index)
      }
  }
}
