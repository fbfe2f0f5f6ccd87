import Tables

/// A fitted category: its levels, and where rare, unseen and missing values go.
///
/// Codes are the levels in byte order, or in their own where they have one, then one for the pooled rest and one for missing values
/// where training had such leads. Names of these two never collide with a level's text, because
/// they are not texts.
public struct CategoricalEncoding: Sendable, Equatable, Codable {
  /// The levels with a code of their own, in byte order unless ``isOrdered``.
  public let levels: [String]
  /// The share of training leads per code.
  public let shares: [Double]
  /// Whether rare levels were pooled; unseen levels join them.
  public let hasOther: Bool
  /// Whether values were missing in training.
  public let hasMissing: Bool
  /// Whether the levels have an order of their own, so that neighbours are alike.
  public let isOrdered: Bool

  /// How many codes there are.
  public var codeCount: Int { levels.count + (hasOther ? 1 : 0) + (hasMissing ? 1 : 0) }

  /// The code of values without an effect of their own: unseen levels where nothing was pooled,
  /// and missing values where none were seen.
  public var unknownCode: Int { codeCount }

  /// What a code stands for, as it may be shown.
  public func label(_ code: Int) -> String {
    if code < levels.count { return levels[code] }
    if code == codeCount { return CategoricalEncoding.unseenLabel }
    return hasOther && code == levels.count
      ? CategoricalEncoding.otherLabel : CategoricalEncoding.missingLabel
  }

  /// How the pooled rest is shown.
  public static let otherLabel = "(other)"
  /// How a missing value is shown.
  public static let missingLabel = "(missing)"
  /// How a level is shown that training never saw.
  public static let unseenLabel = "(not seen in training)"

  init(
    levels: [String], shares: [Double], hasOther: Bool, hasMissing: Bool, isOrdered: Bool = false
  ) {
    self.isOrdered = isOrdered
    self.levels = levels
    self.shares = shares
    self.hasOther = hasOther
    self.hasMissing = hasMissing
  }

  /// Learns the levels of a column.
  ///
  /// - Parameters:
  ///   - categories: The values.
  ///   - minimumCount: The fewest leads of a level; others are pooled.
  ///   - order: The levels in their own order, others after them; nil for a category without one.
  init(fitting categories: Categories, minimumCount: Int, order: [String]? = nil) {
    let isBefore = order.map(String.ordering) ?? { $0.utf8Order < $1.utf8Order }
    isOrdered = order != nil
    var counts = [Int](repeating: 0, count: categories.levels.count)
    var missing = 0
    for code in categories.codes {
      if code < 0 { missing += 1 } else { counts[Int(code)] += 1 }
    }
    let seen = counts.indices.filter { counts[$0] > 0 }
    let common = seen.filter { counts[$0] >= minimumCount }
      .map { (text: categories.levels[$0], count: counts[$0]) }
      .sorted { ($1.count, $0.text.utf8Order) < ($0.count, $1.text.utf8Order) }
      .prefix(FeatureDeclaration.largestLevelCount)
    let kept = common.sorted { isBefore($0.text, $1.text) }
    let pooled = categories.codes.count - missing - kept.reduce(0) { $0 + $1.count }
    levels = kept.map(\.text)
    hasOther = seen.count > kept.count
    hasMissing = missing > 0
    let total = Double(max(1, categories.codes.count))
    shares =
      kept.map { Double($0.count) / total } + (hasOther ? [Double(pooled) / total] : [])
      + (hasMissing ? [Double(missing) / total] : [])
  }

  /// The codes of a column's rows.
  func codes(of categories: Categories) -> [UInt16] {
    let other = UInt16(hasOther ? levels.count : unknownCode)
    let missing = UInt16(hasMissing ? codeCount - 1 : unknownCode)
    // Two spellings of one text, such as an accent of its own, count as the first.
    let known = Dictionary(levels.enumerated().map { ($1, UInt16($0)) }) { first, _ in first }
    let recoded = (0..<categories.levels.count).map { known[categories.levels[$0]] ?? other }
    return categories.codes.map { $0 < 0 ? missing : recoded[Int($0)] }
  }

  enum CodingKeys: String, CodingKey {
    case levels, shares
    case hasOther = "other"
    case hasMissing = "missing"
    case isOrdered = "ordered"
  }

  /// Reads an encoding and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    levels = try container.decode([String].self, forKey: .levels)
    shares = try container.decode([Double].self, forKey: .shares)
    hasOther = try container.decode(Bool.self, forKey: .hasOther)
    hasMissing = try container.decode(Bool.self, forKey: .hasMissing)
    isOrdered = try container.decodeIfPresent(Bool.self, forKey: .isOrdered) ?? false
    let sorted = isOrdered ? levels.sorted { $0.utf8Order < $1.utf8Order } : levels
    guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.utf8Order < $1.utf8Order }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .levels, in: container,
        debugDescription: isOrdered ? "a level repeats" : "the levels are not in byte order")
    }
    try CategoricalEncoding.checkShares(shares, codeCount: codeCount, of: container, key: .shares)
  }

  /// Checks that there is a share per code, and no more codes than fit beside the unknown one.
  static func checkShares<Key: CodingKey>(
    _ shares: [Double], codeCount: Int, of container: KeyedDecodingContainer<Key>, key: Key
  ) throws {
    guard shares.count == codeCount, 1..<Int(UInt16.max) ~= codeCount else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container,
        debugDescription: "\(shares.count) shares for \(codeCount) codes")
    }
  }
}

extension String {
  /// A key that orders texts by their bytes, the same in every locale.
  var utf8Order: UTF8Order { UTF8Order(text: self) }

  struct UTF8Order: Comparable {
    let text: String

    static func < (left: UTF8Order, right: UTF8Order) -> Bool {
      left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
  }
}

extension String {
  /// Whether a level comes before another: those of a list in its order, then others by the first
  /// number in them (`<50`, `50-99`, `100+`), then by their bytes.
  static func ordering(_ listed: [String]) -> (String, String) -> Bool {
    let places = Dictionary(listed.enumerated().map { ($1, $0) }) { first, _ in first }
    return { first, second in
      let (a, b) = (places[first] ?? listed.count, places[second] ?? listed.count)
      guard a == b else { return a < b }
      let (x, y) = (first.firstNumber, second.firstNumber)
      guard x == y else { return x < y }
      // "<50" lies before "50-99", "up to 50" too.
      let (digit, other) = (first.startsWithDigit, second.startsWithDigit)
      return digit == other ? first.utf8Order < second.utf8Order : !digit
    }
  }

  private var startsWithDigit: Bool { first?.isNumber ?? false }

  /// The first whole number in the text; infinite where there is none.
  private var firstNumber: Double {
    let digits = drop { !("0"..."9" ~= $0) }.prefix { "0"..."9" ~= $0 || $0 == "," || $0 == "." }
    return Double(digits.filter { "0"..."9" ~= $0 }) ?? .infinity
  }
}
