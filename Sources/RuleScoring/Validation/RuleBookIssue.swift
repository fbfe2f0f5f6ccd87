public import Tables
public import YAMLDocuments

/// Something in a points table that does not fit, by itself or with the leads at hand.
public struct RuleBookIssue: Sendable, Equatable {
  /// How much it matters.
  public enum Severity: String, Sendable {
    /// The book cannot be used.
    case error
    /// The book can be used, but probably does not do what was meant.
    case warning
  }

  /// Where it is in the file.
  public let place: Place
  /// How much it matters.
  public let severity: Severity
  /// What it is.
  public let flaw: RuleBookFlaw

  /// What it is, in words.
  public var message: String { flaw.description }

  /// The issue as a problem of the file, to be thrown or listed with others.
  public var problem: ConfigurationProblem { ConfigurationProblem(.specific(flaw), at: place) }
}

extension RuleBookIssue: CustomStringConvertible {
  /// The issue on one line: `rules.yaml:9:12: warning: no lead has event "lgoin"`.
  public var description: String { "\(place): \(severity.rawValue): \(message)" }
}
