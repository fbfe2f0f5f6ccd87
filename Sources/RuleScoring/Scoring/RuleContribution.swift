/// What one rule gave a lead.
public struct RuleContribution: Sendable, Equatable {
  /// The group of the rule, or the book where its own limits changed the sum.
  public let group: String
  /// The rule in words; `cap` or `floor` for what the limits of a group or the book took or gave.
  public let rule: String
  /// The points after decay, negative for a deduction.
  public let points: Double
  /// The kind of data the group judges; nil for the limits of the book.
  public let kind: RuleKind?
  /// When the points are lost if the lead does nothing more.
  public let expiry: PointsExpiry

  init(
    group: String, rule: String, points: Double, kind: RuleKind?, expiry: PointsExpiry = .never
  ) {
    self.group = group
    self.rule = rule
    self.points = points
    self.kind = kind
    self.expiry = expiry
  }
}
