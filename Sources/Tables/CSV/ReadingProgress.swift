/// How far the reading of a file has come.
public struct ReadingProgress: Sendable, Equatable {
  /// The file, as it was named.
  public let file: String
  /// The rows read so far.
  public let rows: Int
  /// The share of the file's bytes that they are, from 0 to 1.
  public let share: Double
}
