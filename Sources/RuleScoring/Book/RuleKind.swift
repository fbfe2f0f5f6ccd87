/// Which of the three kinds of data a group of rules judges.
public enum RuleKind: String, CaseIterable, Sendable {
  /// What the lead told in forms.
  case explicit
  /// What was found out from that, such as the size of the company.
  case implicit
  /// What the lead did.
  case behavioural
}
