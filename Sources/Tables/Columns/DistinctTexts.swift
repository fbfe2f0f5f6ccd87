/// Decides whether the values of a column are mostly distinct, as names and identifiers are.
///
/// The first thousand values that are not missing decide, so that the answer does not depend on how
/// the file was cut into blocks.
struct DistinctTexts {
  /// How many values are looked at.
  static let window = 1000
  /// How many of them are distinct in a column of text, at least one more.
  static let limit = 900

  private var dictionary = LevelDictionary(capacity: 2048)
  private var seen = 0

  var isFull: Bool { seen >= DistinctTexts.window }

  /// Whether more than nine in ten of the first thousand values are distinct.
  var areText: Bool { isFull && dictionary.count > DistinctTexts.limit }

  mutating func add(_ text: ArraySlice<UInt8>) {
    seen += 1
    _ = dictionary.normalizedCode(of: text)
  }

  /// Looks at the values of a block until enough have been seen.
  mutating func add(_ block: BlockColumn) {
    switch block {
    case .categories(let codes, let dictionary, _, _):
      for code in codes where code >= 0 && !isFull { add(dictionary.levels.utf8(at: Int(code))) }
    case .text(let strings, _):
      for index in 0..<strings.count where !isFull && !strings.isEmpty(at: index) {
        add(strings.utf8(at: index))
      }
    case .missing, .numbers, .timestamps, .positions: break
    }
  }
}
