public import Tables

/// A value in a YAML document that knows where it stands.
public struct YAMLNode: Sendable {
  /// Where the value starts.
  public let place: Place
  /// The key the value stands under; for the elements of a list, the key of the list.
  public let key: String?
  /// The value by its kind.
  public let kind: Kind

  init(place: Place, key: String?, kind: Kind) {
    self.place = place
    self.key = key
    self.kind = kind
  }

  /// The three kinds of YAML values.
  public enum Kind: Sendable {
    /// A text, a number, a truth value or nothing.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// Keys with values.
    case mapping(YAMLMapping)
  }

  /// Whether the value was left out or written as `null` or `~`.
  public var isNull: Bool {
    guard case .scalar(let scalar) = kind else { return false }
    return scalar.isNull
  }

  /// A problem of a particular kind of file at this value.
  public func problem(_ violation: some CustomStringConvertible & Sendable)
    -> ConfigurationProblem
  {
    ConfigurationProblem(.specific(violation), at: place)
  }
}

/// A YAML scalar with its text exactly as written, after quotes and escapes.
public struct YAMLScalar: Sendable, Equatable {
  /// The text: `007` and `yes` stay what they are.
  public let text: String
  /// Whether the text was written without quotes.
  public let isPlain: Bool

  /// Whether nothing was written, or `null` or `~` without quotes.
  public var isNull: Bool { isPlain && ["", "~", "null"].contains(text) }
}
