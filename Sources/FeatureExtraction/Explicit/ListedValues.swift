internal import Tables

/// The values of a column whose fields hold several, as in `SAP;Salesforce`.
struct ListedValues {
  /// For each row, its values without repeats; nil when there is none.
  let rows: [Set<String>?]

  init(_ column: Column, separator: String) {
    var known: [String: Set<String>] = [:]
    rows = (0..<column.count).map { row in
      guard let text = column.text(row) else { return nil }
      if let values = known[text] { return values.isEmpty ? nil : values }
      let values = Set(
        text.split(separator: separator).map(\.trimmingBlanks).filter { !$0.isEmpty })
      known[text] = values
      return values.isEmpty ? nil : values
    }
  }

  /// The values of so many rows at least, in byte order; the most frequent when there are too many.
  func frequent(minimumCount: Int) -> [String] {
    var counts: [String: Int] = [:]
    for values in rows { for value in values ?? [] { counts[value, default: 0] += 1 } }
    return counts.filter { $0.value >= minimumCount }
      .sorted { ($1.value, $0.key.utf8Order) < ($0.value, $1.key.utf8Order) }
      .prefix(FeatureDeclaration.largestLevelCount).map(\.key)
      .sorted { $0.utf8Order < $1.utf8Order }
  }

  /// The values that differ in case or spaces only.
  var alike: [[String]] { AlikeSpellings.groups(of: Set(rows.lazy.compactMap(\.self).joined())) }

  /// Whether each row has a value; a missing field has none.
  func column(of value: String, named name: String) -> Column {
    flags(named: name) { $0?.contains(value) ?? false }
  }

  /// Whether each row has any value; blanks and separators are none.
  func given(named name: String) -> Column { flags(named: name) { $0 != nil } }

  private func flags(named name: String, _ holds: (Set<String>?) -> Bool) -> Column {
    Column(
      name: name,
      values: .categories(Categories(rows.map { BooleanWords.word(holds($0)) })))
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
