/// How a column is to be read.
public enum ColumnKind: Sendable, Equatable {
  /// By its content, over the whole file: numbers when every value that is not missing is one,
  /// else ISO 8601 moments when every value is one, else categories or text.
  case inferred
  /// Numbers; anything else is a problem with its place.
  case number
  /// Moments; anything else is a problem with its place.
  case timestamp(TimestampFormat)
  /// Distinct texts with codes.
  case category
  /// Texts as they are, missing spellings included; for identifiers and long texts.
  case text
  /// The positions of texts in an index, as the codes of categories; all others are missing.
  case indexed(TextIndex)
}
