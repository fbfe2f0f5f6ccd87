internal import Tables
internal import YAMLDocuments

/// A test of one column of a lead.
struct ColumnTest: Sendable {
  /// The column with the place where it is named.
  let column: PlacedText
  /// What the column has to hold.
  let expected: Expected
  /// What the column has to hold, in words.
  let words: String

  /// What a column can be asked to hold.
  enum Expected: Sendable {
    /// One of some values.
    case values(ValueSet)
    /// A number in a range.
    case range(NumberRange)
    /// Nothing.
    case missing
    /// Anything.
    case present
  }

  var description: String { "\(column.text) \(words)" }
}

extension ColumnTest {
  /// The tests of a `when`, all of which have to hold.
  ///
  /// - Throws: the first problem of the tests, or that there are none.
  static func read(_ node: YAMLNode) throws(ConfigurationProblem) -> [ColumnTest] {
    let entries = try node.entries()
    var tests: [ColumnTest] = []
    for entry in entries { tests.append(try ColumnTest(entry)) }
    return tests
  }

  private init(_ entry: YAMLMapping.Entry) throws(ConfigurationProblem) {
    column = PlacedText(text: entry.key, place: entry.keyPlace)
    switch entry.value.kind {
    case .scalar where entry.value.isWord("missing"): (expected, words) = (.missing, "is missing")
    case .scalar where entry.value.isWord("present"): (expected, words) = (.present, "is present")
    case .scalar, .sequence:
      let values = try ValueSet(entry.value)
      (expected, words) = (.values(values), "is \(values.description)")
    case .mapping(let exact) where exact.optional("exact") != nil:
      try exact.allow(only: ["exact"])
      let values = try ValueSet(exact.required("exact"), isExact: true)
      (expected, words) = (.values(values), "is \(values.description)")
    case .mapping(let limits):
      let range = try NumberRange(limits)
      (expected, words) = (.range(range), range.description)
    }
  }
}

extension YAMLNode {
  /// Whether this is the given word written without quotes.
  func isWord(_ word: String) -> Bool {
    guard case .scalar(let scalar) = kind else { return false }
    return scalar.isPlain && scalar.text == word
  }
}
