public import FeatureExtraction

/// Which feature speaks for which factor.
///
/// What a project assigns holds. Anything else goes by its kind and its name: what leads did is
/// engagement; of the rest, names that speak of money are the budget, of size the opportunity, of
/// positions the decision maker, and all others are fit.
public struct FactorAssignment: Sendable {
  private let assigned: [String: LeadFactor]
  private let sources: [String: String]

  /// An assignment.
  ///
  /// - Parameters:
  ///   - assigned: The factors of features or of the columns and events they come from, by name.
  ///   - meanings: What the features of a project are about.
  public init(_ assigned: [String: LeadFactor] = [:], meanings: [FeatureMeaning] = []) {
    self.assigned = assigned
    sources = Dictionary(meanings.map { ($0.feature, $0.source) }) { first, _ in first }
  }

  /// The factor of a contribution.
  public func factor(of contribution: ScoredLead.Contribution) -> LeadFactor {
    factor(
      ofFeature: contribution.feature, columns: contribution.columns, kind: contribution.kind)
  }

  /// The factor of a feature; of two columns the first that is assigned decides.
  public func factor(ofFeature name: String, columns: [String], kind: FeatureKind) -> LeadFactor {
    let names = [name] + columns + columns.compactMap { sources[$0] }
    if let factor = names.compactMap({ assigned[$0] }).first { return factor }
    guard kind != .behavioural else { return .engagement }
    let words = Set(
      names.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init) })
    for (factor, telling) in FactorAssignment.tellingWords where !words.isDisjoint(with: telling) {
      return factor
    }
    return .fit
  }

  private static let tellingWords: [(LeadFactor, Set<String>)] = [
    (.budget, ["budget", "funding", "spend", "spending", "price", "money"]),
    (
      .opportunity,
      [
        "employees", "employee", "headcount", "size", "seats", "users", "licences", "licenses",
        "revenue", "turnover", "volume", "locations",
      ]
    ),
    (
      .decisionMaker,
      [
        "title", "seniority", "role", "job", "position", "occupation", "decision", "department",
        "function",
      ]
    ),
  ]
}
