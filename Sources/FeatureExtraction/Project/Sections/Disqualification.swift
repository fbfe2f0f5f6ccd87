internal import YAMLDocuments

/// Which leads ended for a reason that says nothing about whether they would have bought.
///
/// A duplicate, a student or a test is not a lost sale: a model that learns from it learns who
/// enters tests.
public struct Disqualification: Sendable, Equatable {
  /// The column of the reason.
  public let column: ColumnReference
  /// The reasons.
  public let values: Set<String>
  /// When the reason was entered; nil when it is taken to have been known from the start.
  public let at: TimeColumn?

  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let mapping = try node.mapping()
    try mapping.allow(only: ["column", "values", "at"])
    column = try ColumnReference(try mapping.required("column"))
    let listed = try mapping.required("values")
    values = Set(try listed.stringOrList())
    guard !values.isEmpty else { throw listed.problem(ProjectFlaw.nothingIn("values")) }
    at = try mapping.optional("at").map { (node) throws(ConfigurationProblem) in
      try TimeColumn(node)
    }
  }
}

/// What becomes of leads whose horizon is not over.
public enum CensoringTreatment: String, Sendable, CaseIterable {
  /// They are left out.
  case drop
  /// Those that converted early stay, and everybody weighs the inverse of the probability of having
  /// been watched long enough.
  case ipcw
  /// They stay, each counting as converted by the probability that it still will.
  case em
}
