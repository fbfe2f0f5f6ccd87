public import Tables
internal import YAMLDocuments

/// Where leads come from and which columns say who and when.
public struct LeadsSource: Sendable {
  /// The file.
  public let source: DataSource
  /// The identifier; never a feature.
  public let identifier: ColumnReference
  /// When the lead came into being.
  public let created: TimeColumn
  /// Whether leads without a time of creation are left out, and counted, instead of refused.
  public let leavesOutUndated: Bool
  /// How a lead names its account; nil when leads have none.
  public let account: AccountKey?

  init(_ node: YAMLNode, folder: ProjectFolder) throws(ConfigurationProblem) {
    let leads = try node.mapping()
    try leads.allow(only: DataSource.keys + ["id", "created", "undated", "account"])
    source = try DataSource(leads, folder: folder)
    identifier = try ColumnReference(try leads.required("id"))
    created = try TimeColumn(try leads.required("created"))
    leavesOutUndated = try leads.optional("undated")?.choice(of: Undated.self) == .leaveOut
    account = try leads.optional("account").map { (node) throws(ConfigurationProblem) in
      try AccountKey(node)
    }
  }
}

extension LeadsSource {
  /// What is wrong where there is not a single lead.
  public var noLeads: DataProblems {
    let text = "there are no leads: the file has a header but no rows"
    return DataProblems([
      DataProblem(
        place: Place(file: source.path, line: 1, column: 1), column: nil, kind: .custom(text))
    ])
  }
}

/// What becomes of leads without a time of creation.
private enum Undated: String, CaseIterable {
  case refuse
  case leaveOut = "leave_out"
}

/// How a lead names its account.
public enum AccountKey: Sendable, Equatable {
  /// By the value of a column.
  case column(ColumnReference)
  /// By the domain of the e-mail address in a column, unless it belongs to a mail provider.
  case email(ColumnReference)

  /// The column the key is read from.
  public var column: ColumnReference {
    switch self {
    case .column(let column), .email(let column): column
    }
  }

  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    guard case .mapping(let mapping) = node.kind else {
      self = .column(try ColumnReference(node))
      return
    }
    try mapping.allow(only: ["email"])
    self = .email(try ColumnReference(try mapping.required("email")))
  }
}

/// Where companies come from.
public struct AccountsSource: Sendable {
  /// The file.
  public let source: DataSource
  /// The key that leads name.
  public let identifier: ColumnReference

  init(_ node: YAMLNode, folder: ProjectFolder) throws(ConfigurationProblem) {
    let accounts = try node.mapping()
    try accounts.allow(only: DataSource.keys + ["id"])
    source = try DataSource(accounts, folder: folder)
    identifier = try ColumnReference(try accounts.required("id"))
  }
}
