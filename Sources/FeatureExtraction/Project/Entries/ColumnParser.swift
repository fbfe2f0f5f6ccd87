internal import Tables

/// How a column is taken apart into columns that say more than its text.
public enum ColumnParser: String, Sendable, CaseIterable {
  /// A job title: `seniority`, `department` and `decision_maker`.
  case jobTitle = "job_title"
  /// An e-mail address: `kind` of mailbox, registered `domain` and `country`.
  case emailDomain = "email_domain"
  /// The number of leads that share the value at the moment: `group_size`.
  case groupSize = "group_size"
  /// The other leads of the account that the column names: `earlier_leads` and `earlier_wins`.
  case accountHistory = "account_history"
  /// An amount in one currency: `amount`.
  case money
  /// A date at the moment: `age_days`, `weekday` and the month as `month_sin` and `month_cos`.
  case date
  /// Whether there is a value at all, as a web site or a profile in a network: `given`.
  case presence

  /// The columns that are made, for features and rules alike.
  public var columns: [String] {
    switch self {
    case .jobTitle: ["seniority", "department", "decision_maker"]
    case .emailDomain: ["kind", "domain", "country"]
    case .groupSize: ["group_size"]
    case .accountHistory: ["earlier_leads", "earlier_wins"]
    case .money: ["amount"]
    case .date: ["age_days", "weekday", "month_sin", "month_cos"]
    case .presence: ["given"]
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
    case .groupSize, .accountHistory, .money, .date, .presence: columns
    }
  }

  /// The keys of an entry that mean something for what the parser makes.
  var encodingKeys: [String] {
    switch self {
    case .jobTitle, .emailDomain: ["min_count"]
    case .groupSize, .accountHistory, .money: ["transform", "bins"]
    case .date, .presence: []
    }
  }

  /// The scale that suits the numbers it makes: counts and amounts span orders of magnitude.
  var transform: NumericTransform {
    switch self {
    case .groupSize, .accountHistory, .money: .log
    case .jobTitle, .emailDomain, .date, .presence: .none
    }
  }
}
