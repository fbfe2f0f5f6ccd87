/// What one rule gave a lead.
public struct RuleContribution: Sendable, Equatable {
  /// The group of the rule.
  public let group: String
  /// The rule in words; `cap` or `floor` for what the limits of the group took or gave.
  public let rule: String
  /// The points after decay, negative for a deduction.
  public let points: Double
  /// The kind of data the group judges.
  public let kind: RuleKind
}
