/// How far the scoring of a file has come.
public enum ScoringProgress: Sendable {
  /// So many leads are read, and a share of the file.
  case reading(leads: Int, share: Double)
  /// So many leads are written, and a share of them all.
  case writing(leads: Int, share: Double)
}
