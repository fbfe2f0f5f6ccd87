/// One line of the audit log: who changed which role, when, and from what to what.
public struct AuditEntry: Sendable, Equatable, Codable {
  /// What was done.
  public enum Action: String, Sendable, Codable {
    /// A version was given a role.
    case promote
    /// The former champion came back.
    case rollback
    /// A version was signed.
    case sign
    /// The change of the line before never took place: its program ended in between.
    case abandoned
  }

  /// The number of the line, counted from 1.
  public let sequence: Int
  /// When, RFC 3339 in UTC.
  public let at: String
  /// The number of the user who did it.
  public let uid: UInt32
  /// What was done.
  public let action: Action
  /// The role; nil where there is none.
  public let alias: ModelAlias?
  /// The version before; nil where there was none.
  public let from: ModelAliases.Holder?
  /// The version after; nil where there is none.
  public let to: ModelAliases.Holder?
  /// Why, or what was overridden.
  public let note: String?
}
