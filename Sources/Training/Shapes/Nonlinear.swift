/// How numbers may bend.
public enum Nonlinear: String, Sendable, Codable, CaseIterable {
  /// Not at all: a straight line in log odds each.
  case none
  /// Steps of bins, each on its own.
  case bins
  /// Steps of bins that are alike where they are neighbours, as far as the data ask for it.
  case smooth
}
