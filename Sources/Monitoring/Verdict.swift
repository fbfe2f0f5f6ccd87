/// What a check says; the higher, the worse.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// Too little to tell: never the same as ok.
  case notEnoughData = "not enough data"
  /// Nothing to see.
  case ok
  /// Look at it soon.
  case warn
  /// Look at it before anybody calls by these scores.
  case alarm

  private var rank: Int {
    switch self {
    case .notEnoughData: 0
    case .ok: 1
    case .warn: 2
    case .alarm: 3
    }
  }
}

extension Verdict: Comparable {
  /// Whether this verdict is less bad than the other.
  public static func < (better: Verdict, worse: Verdict) -> Bool { better.rank < worse.rank }
}
