/// What the values of a column look like that could not all be read as numbers or as moments.
struct WordTally: Sendable {
  /// Numbers in the declared format.
  var numbers = 0
  /// Numbers in some other format, or a spreadsheet's failed ones.
  var lookalikes = 0
  /// ISO 8601 moments.
  var moments = 0
  /// Anything else that is not missing.
  var others = 0
  /// The length of the longest value in bytes.
  var longest = 0

  /// What one text looks like.
  enum Look {
    case number, lookalike, moment, other
  }

  /// What a text that is not missing looks like.
  static func look(of text: UnsafeBufferPointer<UInt8>, _ format: NumberFormat) -> Look {
    if unsafe format.number(text) != nil { return .number }
    if unsafe format.isLookalike(text) { return .lookalike }
    let isMoment =
      unsafe TimestampFormat.iso8601.looksLikeDate(text)
      && TimestampFormat.iso8601.timestamp(text) != nil
    return isMoment ? .moment : .other
  }

  /// Adds a text that occurs some times.
  mutating func add(_ look: Look, bytes: Int, count: Int = 1) {
    longest = max(longest, bytes)
    switch look {
    case .number: numbers += count
    case .lookalike: lookalikes += count
    case .moment: moments += count
    case .other: others += count
    }
  }

  static func += (left: inout WordTally, right: WordTally) {
    left.numbers += right.numbers
    left.lookalikes += right.lookalikes
    left.moments += right.moments
    left.others += right.others
    left.longest = max(left.longest, right.longest)
  }

  private var total: Int { numbers + lookalikes + moments + others }

  /// How many values of a kind a column must have before a single other value counts as damage.
  private static let leastEvidence = 20

  /// Whether at least 95 % of the values are numbers or clearly meant to be, though not all are.
  ///
  /// Such a column is a damaged number column, not a category; saying so beats guessing.
  var isMostlyNumbers: Bool {
    let meant = numbers + lookalikes
    let others = total - meant
    guard meant > 0, lookalikes + others > 0 else { return false }
    return others == 0 || numbers >= WordTally.leastEvidence && others * 20 <= total
  }

  /// Whether at least 95 % of the values are moments, though not all are.
  var isMostlyMoments: Bool {
    moments >= WordTally.leastEvidence && moments < total && (total - moments) * 20 <= total
  }
}
