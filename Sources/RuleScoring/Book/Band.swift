internal import Tables
internal import YAMLDocuments

/// Points for the numbers in a range, written `1-49`, `7`, `1000+` or `<10`.
struct Band: Sendable {
  /// The range as written.
  let key: String
  /// Where the range is written.
  let place: Place
  /// The numbers in the band, without the upper end.
  let range: NumberRange
  /// What they are worth.
  let points: Double

  /// The bands of a column from the lowest to the highest.
  ///
  /// Bands are half-open so that no number falls between two neighbours. Where all ends are whole
  /// numbers, `1-49` is [1, 50) and 49.5 belongs to it; where any end has a decimal point, all
  /// bands are measures and `0-9.5` is [0, 9.5), so that neighbours share an end.
  ///
  /// - Throws: a problem for a range that cannot be read and for two ranges that overlap.
  static func read(_ node: YAMLNode) throws(ConfigurationProblem) -> [Band] {
    let entries = try node.entries()
    var bands: [Band] = []
    let areWhole = entries.allSatisfy { !$0.key.contains(".") }
    for entry in entries {
      guard let range = NumberRange(band: entry.key, isWhole: areWhole) else {
        throw ConfigurationProblem(
          .specific(RuleBookFlaw.notABand(entry.key)), at: entry.keyPlace)
      }
      let points = try entry.value.points()
      bands.append(Band(key: entry.key, place: entry.keyPlace, range: range, points: points))
    }
    bands.sort { $0.range.lower < $1.range.lower }
    for (lower, higher) in zip(bands, bands.dropFirst())
    where higher.range.lower < lower.range.upper {
      let (first, second) = lower.isBefore(higher) ? (lower, higher) : (higher, lower)
      throw ConfigurationProblem(
        .specific(RuleBookFlaw.overlap(first.key, second.key)), at: second.place)
    }
    return bands
  }

  private func isBefore(_ other: Band) -> Bool {
    (place.line, place.column) < (other.place.line, other.place.column)
  }
}

extension NumberRange {
  /// The range a band's key writes by itself, nil when it writes none.
  init?(band key: String) {
    self.init(band: key, isWhole: !key.contains("."))
  }

  /// The range a band's key writes, nil when it writes none.
  fileprivate init?(band key: String, isWhole: Bool) {
    let text = key.filter { $0 != " " }.replacing("–", with: "-")
    if text.hasPrefix("<") {
      guard let upper = text.dropFirst().number else { return nil }
      self.init(lower: -.infinity, upper: upper, includesUpper: false)
    } else if text.hasSuffix("+") {
      guard let lower = text.dropLast().number else { return nil }
      self.init(lower: lower, upper: .infinity, includesUpper: false)
    } else if isWhole, let number = text.number {
      self.init(lower: number, upper: number + 1, includesUpper: false)
    } else {
      // A dash at the very start is a sign: -5--1 runs from -5 to -1.
      guard let dash = text.indices.dropFirst().first(where: { text[$0] == "-" }),
        let lower = text[..<dash].number,
        let last = text[text.index(after: dash)...].number
      else { return nil }
      let upper = isWhole ? last + 1 : last
      guard lower < upper else { return nil }
      self.init(lower: lower, upper: upper, includesUpper: false)
    }
  }
}
