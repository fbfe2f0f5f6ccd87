import Tables

extension GateFinding: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .noLeads: "no lead is left to score"
    case .nonFinite(let count): "\(count) scores are not finite numbers"
    case .allEqual(let count): "all \(count) leads have the same score"
    case .tooFew(let now, let before):
      "\(now) leads, less than half of the \(before) of the last accepted run"
    case .distribution(let value, let limit):
      "the scores are distributed otherwise than in the last accepted run: stability index"
        + " \(value.fixed(3)), at most \(limit.fixed(3)) is accepted"
    case .churn(let moved, let common):
      "\(moved) of \(common) leads (\((Double(moved) / Double(common) * 100).fixed(1)) %) change"
        + " tier under the same model"
    case .feedDead(let feature, let filled, let before):
      "\"\(feature.displayed())\" is filled for \((filled * 100).fixed(1)) % of leads,"
        + " before \((before * 100).fixed(1)) %: has its feed stopped?"
    }
  }
}
