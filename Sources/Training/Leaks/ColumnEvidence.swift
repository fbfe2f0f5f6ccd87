import Evaluation
import Tables

/// What one column alone says about the outcome.
struct ColumnEvidence {
  let column: Column
  let outcomes: [Bool]

  /// How well the column alone ranks leads, 0.5…1; nil when one outcome has no value.
  ///
  /// Numbers rank by value, in the better direction, a missing value counting as the mean rank.
  /// Categories rank by the conversion rate of their level among the other half of the leads, so
  /// that many small levels do not look good by chance.
  func auc(halves: [Bool]) -> Double? { area(halves: halves)?.value }

  /// The same with the lower end of its 95 % interval.
  func area(halves: [Bool]) -> (value: Double, lower: Double)? {
    let scores: [Double]
    if case .numbers(let numbers) = column.values {
      let present = numbers.filter { !$0.isNaN }.sorted()
      guard !present.isEmpty else { return nil }
      let median = present[present.count / 2]
      scores = numbers.map { $0.isNaN ? median : $0 }
    } else {
      scores = crossFittedRates(halves)
    }
    guard let ranking = try? RankedOutcomes(scores: scores, outcomes: outcomes) else { return nil }
    let auc = AUC(ranking)
    return auc.value >= 0.5
      ? (auc.value, auc.interval.lower) : (1 - auc.value, 1 - auc.interval.upper)
  }

  /// The rate of each row's level in the half that the row is not in, shrunk by ten leads.
  func crossFittedRates(_ halves: [Bool]) -> [Double] {
    let categories = column.asCategories
    let levelCount = categories.levels.count + 1
    var counts = [[Double]](repeating: [Double](repeating: 0, count: levelCount), count: 2)
    var wins = counts
    var totals = [0.0, 0.0]
    var positives = [0.0, 0.0]
    for row in outcomes.indices {
      let (half, level) = (halves[row] ? 1 : 0, Int(categories.codes[row]) + 1)
      counts[half][level] += 1
      totals[half] += 1
      if outcomes[row] {
        wins[half][level] += 1
        positives[half] += 1
      }
    }
    let base = (0...1).map { totals[$0] > 0 ? positives[$0] / totals[$0] : 0 }
    return outcomes.indices.map { row in
      let (other, level) = (halves[row] ? 0 : 1, Int(categories.codes[row]) + 1)
      return (wins[other][level] + 10 * base[other]) / (counts[other][level] + 10)
    }
  }

  /// The share of conversions and of other leads that have a value, with their counts.
  var fill: (converted: Proportion, other: Proportion) {
    var counts = [[0, 0], [0, 0]]
    for row in outcomes.indices {
      let outcome = outcomes[row] ? 1 : 0
      counts[outcome][0] += column.isMissing(row) ? 0 : 1
      counts[outcome][1] += 1
    }
    return (
      Proportion(successes: counts[1][0], trials: counts[1][1]),
      Proportion(successes: counts[0][0], trials: counts[0][1])
    )
  }

  /// The conversions of each level.
  var levels: [(level: String, converted: Proportion)] {
    guard case .categories(let categories) = column.values else { return [] }
    var counts = [(wins: Int, all: Int)](repeating: (0, 0), count: categories.levels.count)
    for row in outcomes.indices where categories.codes[row] >= 0 {
      counts[Int(categories.codes[row])].all += 1
      if outcomes[row] { counts[Int(categories.codes[row])].wins += 1 }
    }
    return counts.indices.filter { counts[$0].all > 0 }.map { code in
      (categories.levels[code], Proportion(successes: counts[code].wins, trials: counts[code].all))
    }
  }
}
