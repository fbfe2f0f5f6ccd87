public import Tables

/// When points are lost if the lead does nothing more.
public struct PointsExpiry: Sendable, Equatable {
  /// When the first of the events that count drops out; nil when none does.
  public let firstLoss: Timestamp?
  /// When the rule stops applying; nil when it goes on.
  public let end: Timestamp?

  /// Points that stay, such as those for a title, or that halve without end.
  static let never = PointsExpiry(firstLoss: nil, end: nil)
}

extension PointsExpiry {
  /// The same with an end that is no later than a moment.
  func cut(at moment: Timestamp) -> PointsExpiry {
    PointsExpiry(
      firstLoss: min(firstLoss ?? moment, moment), end: min(end ?? moment, moment))
  }
}
