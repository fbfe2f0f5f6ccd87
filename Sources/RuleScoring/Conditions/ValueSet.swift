internal import YAMLDocuments

/// Values any of which a column may hold.
///
/// Texts are compared without regard to case and to blanks around them; a number in the data is
/// the same as an equal number in the book, however written (`1` and `1.0`). The words `true` and
/// `yes` without quotes stand for `true`, `yes` and 1, `false` and `no` for `false`, `no` and 0.
///
/// An exact set compares texts letter by letter and knows no numbers among them.
struct ValueSet: Sendable {
  /// Whether texts are compared letter by letter.
  let isExact: Bool
  /// The texts, in lower case unless they are exact.
  private let texts: Set<String>
  /// The numbers.
  private let numbers: Set<Double>
  /// Whether the list also names `missing`.
  let includesMissing: Bool
  /// The values as written, joined by `or`.
  let description: String
  /// The values as written, each with whether it stood without quotes.
  let written: [YAMLScalar]

  /// - Throws: a problem for values that are no scalars, for an empty list, and for `present` in
  ///   a list, where it would make the other values meaningless.
  init(_ node: YAMLNode, isExact: Bool = false) throws(ConfigurationProblem) {
    let nodes = if case .sequence(let elements) = node.kind { elements } else { [node] }
    guard !nodes.isEmpty else { throw node.problem(RuleBookFlaw.nothingIn(node.key ?? "when")) }
    var (texts, numbers, written): (Set<String>, Set<Double>, [YAMLScalar]) = ([], [], [])
    for node in nodes {
      let text = try node.string()
      if case .scalar(let scalar) = node.kind { written.append(scalar) }
      if node.isWord("present") { throw node.problem(RuleBookFlaw.presentInList) }
      if node.isWord("missing") { continue }
      texts.insert(isExact ? text : text.folded)
      if let number = text.folded.number { numbers.insert(number) }
      if !isExact, let isTrue = node.plainBool {
        texts.formUnion(isTrue ? ["true", "yes"] : ["false", "no"])
        numbers.insert(isTrue ? 1 : 0)
      }
    }
    self.isExact = isExact
    self.texts = texts
    self.numbers = numbers
    includesMissing = nodes.contains { $0.isWord("missing") }
    description = written.map(\.text).joined(separator: " or ")
    self.written = written
  }

  /// Whether a number of the data is among the values.
  func contains(_ number: Double) -> Bool { numbers.contains(number) }

  /// Whether a text of the data is among the values.
  func contains(_ text: String) -> Bool {
    guard !isExact else { return texts.contains(text) }
    let folded = text.folded
    return texts.contains(folded) || folded.number.map(numbers.contains) ?? false
  }
}

extension String {
  /// The text in lower case without blanks around it.
  var folded: String {
    let body = drop(while: \.isWhitespace)
    let end = body.lastIndex { !$0.isWhitespace }.map(body.index(after:)) ?? body.startIndex
    return body[..<end].lowercased()
  }
}
