import Evaluation
import Tables

extension ColumnEvidence {
  /// The most different numbers that are looked at as levels.
  private static let mostNumbers = 20

  /// Cramér's V between levels and outcome, corrected for chance; nil for other columns.
  ///
  /// A missing value is a level of its own. The correction takes the association that so many levels
  /// have by chance away, so that an identifier has none (Bergsma, Journal of the Korean Statistical
  /// Society 42, 2013).
  var cramersV: Double? {
    let counts: [(wins: Int, all: Int)]
    switch column.values {
    case .timestamps: return nil
    case .numbers(let numbers):
      var known: [Double: Int] = [:]
      for number in numbers where !number.isNaN && known[number] == nil {
        known[number] = known.count
        if known.count > Self.mostNumbers { return nil }
      }
      counts = tally(known.count) { numbers[$0].isNaN ? nil : known[numbers[$0]] }
    default:
      let categories = column.asCategories
      counts = tally(categories.levels.count) { row in
        categories.codes[row] < 0 ? nil : Int(categories.codes[row])
      }
    }
    return Self.correctedV(counts.filter { $0.all > 0 })
  }

  /// The conversions of every level, the last one being those without a value.
  private func tally(_ count: Int, _ level: (Int) -> Int?) -> [(wins: Int, all: Int)] {
    var counts = [(wins: Int, all: Int)](repeating: (0, 0), count: count + 1)
    for row in outcomes.indices {
      let place = level(row) ?? count
      counts[place].all += 1
      if outcomes[row] { counts[place].wins += 1 }
    }
    return counts
  }

  private static func correctedV(_ counts: [(wins: Int, all: Int)]) -> Double? {
    let rows = Double(counts.reduce(0) { $0 + $1.all })
    let base = Double(counts.reduce(0) { $0 + $1.wins }) / rows
    guard counts.count > 1, base > 0, base < 1, rows > 2 else { return nil }
    // With two outcomes chi-squared over n is the variance of the levels' rates over base·(1 − base).
    let association = counts.reduce(0.0) { sum, level in
      let deviation = Double(level.wins) / Double(level.all) - base
      return sum + Double(level.all) / rows * deviation * deviation / (base * (1 - base))
    }
    let levels = Double(counts.count)
    let beyondChance = max(0, association - (levels - 1) / (rows - 1))
    let width = min(
      levels - (levels - 1) * (levels - 1) / (rows - 1) - 1, 1 - 1 / (rows - 1))
    return width > 0 ? min(1, (beyondChance / width).squareRoot()) : 0
  }

  /// A number that most leads share, and how those fared that have another one.
  ///
  /// Nil unless at least half of the leads share it: counts of what few leads did.
  var exceptions: (common: Double, converted: Proportion)? {
    guard case .numbers(let numbers) = column.values else { return nil }
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return nil }
    let common = sorted[sorted.count / 2]
    guard sorted.count(where: { $0 == common }) * 2 >= numbers.count else { return nil }
    let others = numbers.indices.filter { !numbers[$0].isNaN && numbers[$0] != common }
    return (
      common, Proportion(successes: others.count { outcomes[$0] }, trials: others.count)
    )
  }
}
