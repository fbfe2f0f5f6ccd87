public import Tables

/// One thing wrong with a configuration file, and where.
public struct ConfigurationProblem: Error, Sendable {
  /// Where the offending key or value starts.
  public let place: Place
  /// What is wrong, with the values that make it wrong.
  public let kind: Kind

  /// A problem at a place.
  public init(_ kind: Kind, at place: Place) {
    self.place = place
    self.kind = kind
  }

  /// What can be wrong with a configuration file.
  public enum Kind: Sendable {
    /// The file cannot be opened or read, with the system's error number.
    case unreadable(errno: Int32)
    /// The file is larger than the limit in bytes.
    case tooLarge(limit: Int)
    /// The bytes from this place on are not UTF-8.
    case notUTF8
    /// A character that YAML does not allow, such as a control character.
    case forbiddenCharacter(Unicode.Scalar)
    /// The text is not YAML, in the words of the parser.
    case syntax(String)
    /// There is no value in the file.
    case empty
    /// An anchor `&name` or an alias `*name`, which are not allowed.
    case alias
    /// Values nested more deeply than the limit.
    case tooDeep(limit: Int)
    /// A key that is empty, a list or a mapping.
    case keyIsNotText
    /// A key given more than once in one mapping; the place is that of the first.
    case duplicateKey(String)
    /// A key that nothing reads, with the nearest one that is read.
    case unknownKey(String, nearest: String?)
    /// A key that has to be given.
    case missingKey(String)
    /// A value of another type than the one wanted, with the key it stands under.
    case wrongType(key: String?, found: String, wanted: Wanted)
    /// A number that is not finite or that no 64-bit number can hold.
    case notFinite(key: String?, text: String)
    /// A text that is none of the allowed ones, with the nearest.
    case notAChoice(key: String?, text: String, choices: [String], nearest: String?)
    /// A rule of the particular kind of file is broken: a typed value of its reader, which
    /// writes its own text.
    case specific(any CustomStringConvertible & Sendable)
  }

  /// The types a value can be asked for.
  public enum Wanted: Sendable, Equatable {
    /// Any scalar.
    case text
    /// A whole number.
    case wholeNumber
    /// A finite number.
    case number
    /// One of `true`, `false`, `yes`, `no`.
    case boolean
    /// A list.
    case list
    /// A mapping.
    case mapping
    /// One text or a list of texts.
    case textOrTexts
    /// A length of time such as `14d`.
    case timeSpan
    /// A percentage such as `10%`.
    case percentage
  }
}

extension ConfigurationProblem: CustomStringConvertible {
  /// The problem on one line: `rules.yaml:12:7: unknown key "windw" (did you mean "window"?)`.
  public var description: String {
    switch kind {
    case .unreadable, .tooLarge, .empty: "\(place.file.displayed(limit: 4096)): \(kind)"
    default: "\(place): \(kind)"
    }
  }
}
