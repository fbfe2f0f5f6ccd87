public import Tables

/// Which value of a target column is a conversion.
public struct OutcomeColumn: Sendable {
  /// The values that mean a conversion when the user names none, compared without case.
  public static let usualPositives = ["1", "true", "yes", "won", "closed won", "converted"]
  /// The values that are surely no conversion.
  private static let usualNegatives = [
    "0", "false", "no", "lost", "closed lost", "not converted", "open", "unconverted",
  ]

  /// The value that is a conversion, as it stands in the data.
  public let positive: String
  /// Whether each row is a conversion; nil where the target is missing or undecided.
  public let outcomes: [Bool?]

  /// Reads outcomes from a column.
  ///
  /// With a `positive` value every other value is no conversion, unless `negatives` says which are;
  /// the rest is then undecided. Without a `positive` the column must hold
  /// one of the usual words for a conversion and at most one other value or usual word.
  ///
  /// - Throws: ``TrainingError/unknownPositive(column:positive:found:)`` listing the values, or
  ///   ``TrainingError/oneOutcomeOnly(converted:rows:)`` when all of them surely mean no conversion.
  public init(_ column: Column, positive: String?, negatives: Set<String>? = nil) throws {
    let categories = column.asCategories
    let texts = (0..<categories.levels.count).map { categories.levels[$0] }
    let isPositive: [Bool]
    if let positive {
      isPositive = texts.map { $0 == positive || $0.lowercased() == positive.lowercased() }
    } else {
      isPositive = texts.map { OutcomeColumn.usualPositives.contains($0.lowercased()) }
      let others = zip(texts, isPositive).filter { !$0.1 }.map { $0.0.lowercased() }
      let areKnown = others.allSatisfy(OutcomeColumn.usualNegatives.contains)
      guard areKnown || others.count <= 1 || negatives != nil else {
        throw TrainingError.unknownPositive(column: column.name, positive: nil, found: texts)
      }
      if areKnown, !others.isEmpty, !isPositive.contains(true) {
        let rows = categories.codes.count { $0 >= 0 }
        throw TrainingError.oneOutcomeOnly(converted: false, rows: rows)
      }
    }
    let chosen = zip(texts, isPositive).filter(\.1).map(\.0)
    // The same word for any order of the rows, where several mean a conversion.
    guard let first = chosen.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else {
      throw TrainingError.unknownPositive(column: column.name, positive: positive, found: texts)
    }
    self.positive = positive ?? first
    let isDecided = zip(texts, isPositive).map { text, isPositive in
      isPositive || negatives?.contains(text) ?? true
    }
    outcomes = categories.codes.map { code in
      code < 0 || !isDecided[Int(code)] ? nil : isPositive[Int(code)]
    }
  }
}
