internal import Tables

/// How a column is taken apart into columns that say more than its text.
public enum ColumnParser: String, Sendable, CaseIterable {
  /// A job title: `seniority`, `department` and `decision_maker`.
  case jobTitle = "job_title"
  /// An e-mail address: `kind` of mailbox, `domain` and `country`.
  case emailDomain = "email_domain"
  /// The number of leads that share the value at the moment: `group_size`.
  case groupSize = "group_size"

  /// The columns that are made, for features and rules alike.
  public var columns: [String] {
    switch self {
    case .jobTitle: ["seniority", "department", "decision_maker"]
    case .emailDomain: ["kind", "domain", "country"]
    case .groupSize: ["group_size"]
    }
  }

  /// The columns that become features unasked.
  ///
  /// Whether a lead decides follows from their seniority, and a domain is the company itself:
  /// either can be declared, as `{column: title.decision_maker}`.
  public var features: [String] {
    switch self {
    case .jobTitle: ["seniority", "department"]
    case .emailDomain: ["kind", "country"]
    case .groupSize: ["group_size"]
    }
  }

  /// How the column has to be read; nil to go by its values.
  var columnKind: ColumnKind? { self == .groupSize ? .category : nil }

  /// The keys that mean nothing for what the parser makes.
  var excludedKeys: [String] {
    self == .groupSize ? ["kind", "min_count"] : ["kind", "transform", "bins"]
  }
}
