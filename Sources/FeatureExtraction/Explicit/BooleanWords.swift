internal import YAMLDocuments

/// The texts that mean yes and no; case does not matter.
struct BooleanWords: Sendable, Equatable {
  /// The texts that mean yes, and those that mean no, in the order declared.
  let yes, no: [String]
  private let meanings: [String: Bool]

  /// The usual ones.
  static let usual = BooleanWords(
    yes: ["yes", "true", "1", "y", "t", "on"], no: ["no", "false", "0", "n", "f", "off"])

  private init(yes: [String], no: [String]) {
    (self.yes, self.no) = (yes, no)
    var meanings: [String: Bool] = [:]
    for word in yes { meanings[word.lowercased()] = true }
    for word in no { meanings[word.lowercased()] = false }
    self.meanings = meanings
  }

  /// The words that an entry declares in place of the usual ones; those where it declares none.
  ///
  /// - Throws: a problem for one list without the other, an empty list, and a word that stands twice.
  init(_ entry: YAMLMapping) throws(ConfigurationProblem) {
    guard let yes = entry.optional("yes") else {
      if let no = entry.optional("no") { throw no.problem(ProjectFlaw.needs("no", beside: "yes")) }
      self = .usual
      return
    }
    guard let no = entry.optional("no") else {
      throw yes.problem(ProjectFlaw.needs("yes", beside: "no"))
    }
    var known: Set<String> = []
    func words(_ node: YAMLNode, _ key: String) throws(ConfigurationProblem) -> [String] {
      var words: [String] = []
      var nodes = [node]
      if case .sequence(let elements) = node.kind { nodes = elements }
      for element in nodes {
        let word = try element.string()
        guard known.insert(word.lowercased()).inserted else {
          throw element.problem(ProjectFlaw.repeated(word))
        }
        words.append(word)
      }
      guard !words.isEmpty else { throw node.problem(ProjectFlaw.nothingIn(key)) }
      return words
    }
    self.init(yes: try words(yes, "yes"), no: try words(no, "no"))
  }

  /// Whether a text means yes; nil when it means neither.
  func value(_ text: String) -> Bool? { meanings[text.lowercased()] }

  /// How the two are written in vectors.
  static func word(_ value: Bool) -> String { value ? "yes" : "no" }
}
