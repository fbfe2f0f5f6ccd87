public import Tables
internal import YAMLDocuments

/// By what leads are recognised as the same lead entered twice.
///
/// Texts are compared without case and surrounding blanks; a lead that lacks one of them is a
/// duplicate of nobody.
public struct DuplicateRule: Sendable, Equatable {
  /// A part of what two duplicates share.
  public enum Key: Sendable, Equatable {
    /// The text in a column.
    case column(ColumnReference)
    /// The account, however leads name it.
    case account(Place)
  }

  /// What two leads share that are one.
  public let keys: [Key]

  /// - Throws: a problem for a list without an element.
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let rule = try node.mapping()
    try rule.allow(only: ["by"])
    let by = try rule.required("by")
    var keys: [Key] = []
    if case .sequence(let elements) = by.kind {
      for element in elements { keys.append(try Key(element)) }
    } else {
      keys = [try Key(by)]
    }
    guard !keys.isEmpty else { throw by.problem(ProjectFlaw.nothingIn("by")) }
    self.keys = keys
  }
}

extension DuplicateRule.Key {
  fileprivate init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let column = try ColumnReference(node)
    self = column.name == "account" ? .account(column.place) : .column(column)
  }

  /// The name that the project file uses.
  var name: String {
    switch self {
    case .column(let column): column.name
    case .account: "account"
    }
  }
}
