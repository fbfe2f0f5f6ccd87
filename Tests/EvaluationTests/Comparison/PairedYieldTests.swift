@testable import Evaluation
import Testing

struct PairedYieldTests {
  @Test("What the cells yield is what the rankings yield", arguments: [3, 40, 1000] as [Int])
  func observed(levels: Int) throws {
    let rows = RandomRows(seed: 5, rows: 3000, levels: levels)
    let amounts = rows.keys.map { Double($0 % 1000) }
    let shares = [0.3, 0.01, 0.1, 1]
    let reference = try RankedOutcomes(scores: rows.reference, outcomes: rows.outcomes)
    let challenger = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    let bootstrap = PairedBootstrap(
      reference: reference, challenger: challenger, shares: shares, replicates: 100,
      lottery: try RowLottery(keys: rows.keys, seed: 1), amounts: amounts)
    for (share, yield) in zip(shares, bootstrap.observed) {
      #expect(
        isClose(yield.reference, try reference.gains(atShare: share).conversionRate, within: 1e-12))
      #expect(
        isClose(
          yield.challenger, try challenger.gains(atShare: share).conversionRate, within: 1e-12))
    }
    let all = zip(amounts, rows.outcomes).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    #expect(isClose(bootstrap.observed[3].referenceAmount * 3000, all, within: 1e-6 * all))
    #expect(isClose(bootstrap.observed[3].amountRate, 0, within: 1e-9))
  }

  @Test("Revenue and cost: identical scores differ by nothing, shuffled rows change no digit")
  func revenue() throws {
    func compare(_ rows: RandomRows, _ reference: [Double]) throws -> RankingComparison {
      try RankingComparison(
        reference: reference, challenger: rows.challenger, outcomes: rows.outcomes, keys: rows.keys,
        capacity: 40, amounts: rows.keys.map { Double($0 % 997) / 7 }, costPerRow: 12,
        replicates: 200)
    }
    let rows = RandomRows(seed: 8, rows: 400, levels: 30)
    let zero = PairedDifference(value: 0, interval: ConfidenceInterval(lower: 0, upper: 0))
    let same = try compare(rows, rows.challenger)
    for cut in same.atShares + [same.atCapacity] {
      #expect(cut.revenue?.difference == zero && cut.costPerConversion?.difference == zero)
    }
    #expect(same.averagePrecision.difference == zero)
    #expect(same.kendallCorrelation == 1)
    let shuffled = rows.shuffled(seed: 3)
    #expect(try compare(rows, rows.reference) == compare(shuffled, shuffled.reference))
    let comparison = try compare(rows, rows.reference)
    let cost = try #require(comparison.atCapacity.costPerConversion)
    #expect(
      isClose(cost.reference, 12 * 40 / comparison.atCapacity.reference.conversions, within: 1e-9))
  }

  @Test("The influence of a row on the average precision is its derivative", arguments: [4, 60])
  func influence(levels: Int) throws {
    let rows = RandomRows(seed: 2, rows: 120, levels: levels)
    let ranking = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    let influence = ranking.averagePrecisionInfluence
    #expect(isClose(influence.reduce(0, +), 0, within: 1e-12))
    func precision(_ weights: [Double]) -> Double {
      var (above, positivesAbove, sum, positives) = (0.0, 0.0, 0.0, 0.0)
      for group in ranking.groups {
        var (here, positivesHere) = (0.0, 0.0)
        for row in ranking.order[group.rowsAbove..<group.rowsAbove + group.rows] {
          here += weights[row]
          positivesHere += rows.outcomes[row] ? weights[row] : 0
        }
        above += here
        positivesAbove += positivesHere
        sum += positivesHere * positivesAbove / above
        positives += positivesHere
      }
      return sum / positives
    }
    for row in stride(from: 0, to: 120, by: 7) {
      var weights = [Double](repeating: 1, count: 120)
      weights[row] += 1e-6
      let up = precision(weights)
      weights[row] -= 2e-6
      #expect(isClose((up - precision(weights)) / 2e-6, influence[row], within: 1e-7))
    }
  }

  @Test("Kendall's tau-b agrees with counting all pairs", arguments: [2, 5, 200])
  func kendall(levels: Int) throws {
    let rows = RandomRows(seed: 6, rows: 150, levels: levels)
    var (sum, left, right) = (0, 0, 0)
    for one in 0..<150 {
      for other in 0..<one {
        let a = (rows.reference[one] - rows.reference[other]).sign1
        let b = (rows.challenger[one] - rows.challenger[other]).sign1
        sum += a * b
        left += a * a
        right += b * b
      }
    }
    let expected = Double(sum) / (Double(left) * Double(right)).squareRoot()
    let comparison = try RankingComparison(
      reference: rows.reference, challenger: rows.challenger, outcomes: rows.outcomes,
      keys: rows.keys, capacity: 10, replicates: 100)
    #expect(isClose(try #require(comparison.kendallCorrelation), expected, within: 1e-12))
  }

  @Test("Parts of the rows add up to all of them and to both call lists")
  func groups() throws {
    let rows = RandomRows(seed: 4, rows: 300, levels: 9)
    let lists = try CallLists(
      reference: RankedOutcomes(scores: rows.reference, outcomes: rows.outcomes),
      challenger: RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes), keys: rows.keys,
      capacity: 45)
    let swap = SwapSet(lists, outcomes: rows.outcomes)
    let groups = try ComparisonGroup.all(
      rows.keys.map { "g\($0 % 4)" }, reference: rows.reference, challenger: rows.challenger,
      outcomes: rows.outcomes, lists: lists)
    #expect(groups.map(\.name) == ["g0", "g1", "g2", "g3"])
    #expect(groups.reduce(0) { $0 + $1.all.trials } == 300)
    for (called, only) in [
      (\ComparisonGroup.referenceCalled, swap.referenceOnly),
      (\ComparisonGroup.challengerCalled, swap.challengerOnly),
    ] {
      #expect(groups.reduce(0) { $0 + $1[keyPath: called].trials } == 45)
      #expect(
        groups.reduce(0) { $0 + $1[keyPath: called].successes }
          == swap.both.successes + only.successes)
    }
  }
}

extension Double {
  fileprivate var sign1: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
