/// Where knowledge about a lead comes from.
public enum FeatureKind: String, Sendable, Codable, CaseIterable {
  /// What the lead told us in a form.
  case explicit
  /// What can be found out from that: the company behind an address, its size and industry.
  case implicit
  /// What the lead did.
  case behavioural
}
