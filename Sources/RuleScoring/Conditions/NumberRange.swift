internal import Tables
internal import YAMLDocuments

/// The numbers between two limits.
struct NumberRange: Sendable {
  /// The lowest number in the range, or `-infinity`.
  let lower: Double
  /// The upper limit, or `infinity`.
  let upper: Double
  /// Whether the upper limit is in the range.
  let includesUpper: Bool

  func contains(_ number: Double) -> Bool {
    number >= lower && (number < upper || (includesUpper && number == upper))
  }

  var description: String {
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): "from \(lower.shortText) to \(upper.shortText)"
    case (true, false): "at least \(lower.shortText)"
    default: "at most \(upper.shortText)"
    }
  }
}

extension NumberRange {
  /// The range of `{min: 10, max: 20}`, with both limits in it; either may be left out.
  ///
  /// - Throws: a problem for other keys, for no limits and for limits the wrong way round.
  init(_ limits: YAMLMapping) throws(ConfigurationProblem) {
    try limits.allow(only: ["min", "max"])
    lower = try limits.optional("min")?.double() ?? -.infinity
    upper = try limits.optional("max")?.double() ?? .infinity
    includesUpper = true
    if limits.entries.isEmpty {
      throw ConfigurationProblem(.specific(RuleBookFlaw.nothingIn("range")), at: limits.place)
    }
    if lower > upper {
      throw ConfigurationProblem(
        .specific(RuleBookFlaw.emptyRange(min: lower, max: upper)), at: limits.place)
    }
  }
}

extension StringProtocol {
  /// The finite number a text writes in decimal digits, nil when it writes none.
  var number: Double? {
    let isDecimal = utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard isDecimal, let number = Double(self), number.isFinite else { return nil }
    return number
  }
}
