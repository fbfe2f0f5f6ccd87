#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The strengths of a penalty along a path, the strongest first.
public enum LambdaSequence: Sendable, Equatable {
  /// Strengths that fall by a constant factor, from the smallest at which nothing enters.
  ///
  /// The path ends early, as glmnet's does, when the share of deviance explained exceeds 0.999 or
  /// rises by less than 1e-5 from one strength to the next, but not before the fifth. With `nil`
  /// the smallest share is 1e-4, or 1e-2 where there are fewer rows than parameters.
  case automatic(count: Int = 100, smallestShare: Double? = nil)

  /// These strengths, all of them.
  case given([Double])

  /// The strengths for a problem.
  ///
  /// - Throws: ``FitError/invalidPenalty(lambda:)`` for a strength below 0 or one that does not fall.
  func values(
    largest: Double, rowCount: Int, parameterCount: Int
  ) throws(FitError) -> [Double] {
    switch self {
    case .given(let values):
      var previous = Double.infinity
      for value in values {
        guard value >= 0 && value < previous else { throw .invalidPenalty(lambda: value) }
        previous = value
      }
      guard !values.isEmpty else { throw .invalidPenalty(lambda: .nan) }
      return values
    case .automatic(let count, let smallestShare):
      let share = smallestShare ?? (rowCount < parameterCount ? 1e-2 : 1e-4)
      guard share > 0 && share < 1 else { throw .invalidPenalty(lambda: share) }
      guard largest > 0 else { return [0] }
      return (0..<max(1, count)).map { index in
        largest * exp(log(share) * Double(index) / Double(max(1, count - 1)))
      }
    }
  }

  /// Whether the path may end before its last strength.
  var endsEarly: Bool {
    if case .automatic = self { true } else { false }
  }
}
