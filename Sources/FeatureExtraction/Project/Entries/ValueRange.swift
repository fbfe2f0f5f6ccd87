internal import Tables
internal import YAMLDocuments

/// Where the numbers of a column have to lie.
struct ValueRange: Sendable, Equatable {
  /// The smallest and the largest number; nil for no limit.
  let atLeast, atMost: Double?

  /// The keys of an entry that declare it.
  static let keys = ["at_least", "at_most"]

  /// The range that an entry declares; nil for none.
  ///
  /// - Throws: a problem for limits that are no numbers, or leave nothing between them.
  init?(_ entry: YAMLMapping) throws(ConfigurationProblem) {
    atLeast = try entry.optional("at_least")?.double()
    atMost = try entry.optional("at_most")?.double()
    guard atLeast != nil || atMost != nil else { return nil }
    guard let atLeast, let atMost, atLeast > atMost else { return }
    guard let node = entry.optional("at_most") else { return }
    throw node.problem(ProjectFlaw.nothingBetween(atLeast.shortText, atMost.shortText))
  }

  /// Refuses limits of what is no number.
  static func refuse(_ entry: YAMLMapping, unless isNumber: Bool) throws(ConfigurationProblem) {
    guard !isNumber else { return }
    for key in keys {
      guard let node = entry.optional(key) else { continue }
      throw node.problem(ProjectFlaw.needs(key, beside: "kind: number"))
    }
  }

  /// What is wrong with a number; nil when it lies where it has to.
  func flaw(of number: Double) -> String? {
    if let atLeast, number < atLeast {
      return "\(number.shortText) is less than \(atLeast.shortText) (at_least)"
    }
    if let atMost, number > atMost {
      return "\(number.shortText) is more than \(atMost.shortText) (at_most)"
    }
    return nil
  }
}
