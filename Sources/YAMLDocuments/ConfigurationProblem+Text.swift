internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension ConfigurationProblem.Kind: CustomStringConvertible {
  /// What is wrong, without the place.
  public var description: String {
    switch self {
    case .unreadable(let code): unsafe "cannot be read: \(String(cString: strerror(code)))"
    case .tooLarge(let limit): "is larger than \(limit) bytes"
    case .notUTF8: "not UTF-8 text"
    case .forbiddenCharacter(let scalar):
      "character \(String(Character(scalar)).displayed()) is not allowed in YAML"
    case .syntax(let words): "not YAML: \(words)"
    case .empty: "is empty"
    case .alias: "anchors (&name) and aliases (*name) are not allowed: write the value out"
    case .tooDeep(let limit): "nested more than \(limit) levels deep"
    case .keyIsNotText: "a key has to be a text"
    case .duplicateKey(let key): "key \(key.quoted) is given more than once"
    case .unknownKey(let key, let nearest): "unknown key \(key.quoted)\(nearest.asQuestion)"
    case .missingKey(let key): "key \(key.quoted) is missing"
    case .wrongType(let key, let found, let wanted):
      "\(key.asPrefix)wanted \(wanted), found \(found)"
    case .notFinite(let key, let text): "\(key.asPrefix)\(text.displayed()) is not a finite number"
    case .notAChoice(let key, let text, let choices, let nearest):
      "\(key.asPrefix)\(text.quoted) is not one of \(choices.joined(separator: ", "))"
        + nearest.asQuestion
    case .specific(let violation): violation.description
    }
  }
}

extension ConfigurationProblem.Wanted: CustomStringConvertible {
  /// The type with its article: `a length of time such as 14d`.
  public var description: String {
    switch self {
    case .text: "a text"
    case .wholeNumber: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .list: "a list"
    case .mapping: "a mapping"
    case .textOrTexts: "a text or a list of texts"
    case .timeSpan: "a length of time such as 14d, 36h or 2w"
    case .percentage: "a percentage such as 10%"
    }
  }
}

extension String {
  var quoted: String { "\"\(displayed())\"" }
}

extension String? {
  var asQuestion: String { map { " (did you mean \($0.quoted)?)" } ?? "" }
  var asPrefix: String { map { "\($0.quoted): " } ?? "" }
}
