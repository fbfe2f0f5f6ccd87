public import Tables

/// The levels of a category among the training leads, rare ones folded together.
public struct LevelReference: Sendable, Equatable, Codable {
  /// How many leads there were, those without a value included.
  public let rows: Int
  /// How many of them had no value.
  public let missing: Int
  /// The levels that are kept by name, in byte order.
  public let levels: [String]
  /// How many leads each of them had.
  public let counts: [Int]
  /// How many leads had one of the levels that are not.
  public let folded: Int

  /// The fewest leads of a level that is kept by name: fewer could be one person.
  public static let fewest = 5
  private static let most = 200

  /// Sums up the values of a category.
  public init(_ categories: Categories) {
    var all = [Int](repeating: 0, count: categories.levels.count)
    var missing = 0
    for code in categories.codes {
      if code < 0 { missing += 1 } else { all[Int(code)] += 1 }
    }
    let named = all.indices.filter { all[$0] >= LevelReference.fewest }
      .map { (level: categories.levels[$0], count: all[$0]) }
      .sorted { ($1.count, $0.level) < ($0.count, $1.level) }
      .prefix(LevelReference.most)
      .sorted { $0.level.utf8.lexicographicallyPrecedes($1.level.utf8) }
    rows = categories.codes.count
    self.missing = missing
    levels = named.map(\.level)
    counts = named.map(\.count)
    folded = rows - missing - counts.reduce(0, +)
  }

  /// How many values each kept level has, and how many have none of them.
  public func counts(of categories: Categories) -> (levels: [Int], others: Int, missing: Int) {
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    var found = [Int](repeating: 0, count: levels.count)
    var (others, missing) = (0, 0)
    let place = (0..<categories.levels.count).map { places[categories.levels[$0]] }
    for code in categories.codes {
      guard code >= 0 else {
        missing += 1
        continue
      }
      if let place = place[Int(code)] { found[place] += 1 } else { others += 1 }
    }
    return (found, others, missing)
  }

  /// Reads what was written and checks it.
  ///
  /// - Throws: a decoding error when counts do not add up or a level occurs twice.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    missing = try container.decode(Int.self, forKey: .missing)
    levels = try container.decode([String].self, forKey: .levels)
    counts = try container.decode([Int].self, forKey: .counts)
    folded = try container.decode(Int.self, forKey: .folded)
    let present = counts.reduce(folded) { $0.addingReportingOverflow($1).partialValue }
    guard levels.count == counts.count, Set(levels).count == levels.count,
      counts.allSatisfy({ $0 >= 0 }), folded >= 0, 0...rows ~= missing, present == rows - missing
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "levels and counts do not fit together")
    }
  }
}
