import Evaluation
import Testing

struct GainsPointTests {
  // NumPy, counted on the sorted scores.
  @Test("The best 33 Pima rows hold 29 of 109 cases, a lift of 2.68; by glucose alone 30")
  func reference() throws {
    let all = try RankedOutcomes(
      scores: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    let best = try all.gains(atCapacity: 33)
    #expect(best.conversions == 29)
    #expect(isClose(best.capturedShare, 0.266_055_045_871_56))
    #expect(isClose(best.lift, 2.676_675_006_950_24))
    #expect(isClose(best.conversionRate, 29.0 / 33, within: 1e-15))
    #expect(isClose(try all.gains(atShare: 0.2).conversions, 53.4))
    let glucose = try RankedOutcomes(
      scores: PimaReference.glucoseOnly, outcomes: PimaReference.outcomes)
    #expect(try glucose.gains(atCapacity: 33).conversions == 30)
    #expect(isClose(try glucose.gains(atShare: 0.2).conversions, 50.466_666_666_666_67))
    #expect(isClose(try glucose.gains(atShare: 0.3).conversions, 63.8))
  }

  @Test(
    "With ties, gains are the mean over all orders that the scores allow",
    arguments: 0..<12 as Range<UInt64>)
  func allOrders(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 7, levels: 3)
    let ranking = try RankedOutcomes(scores: rows.reference, outcomes: rows.outcomes)
    let orders = permutations(Array(0..<7)).filter { order in
      zip(order, order.dropFirst()).allSatisfy { rows.reference[$0] >= rows.reference[$1] }
    }
    for capacity in 1...7 {
      let counts = orders.map { order in
        order.prefix(capacity).count { rows.outcomes[$0] }
      }
      let mean = Double(counts.reduce(0, +)) / Double(orders.count)
      let point = try ranking.gains(atCapacity: capacity)
      #expect(isClose(point.conversions, mean, within: 1e-12))
      #expect(isClose(point.conversionRate, mean / Double(capacity), within: 1e-12))
    }
  }

  @Test("All rows capture everything at a lift of exactly 1", arguments: 0..<20 as Range<UInt64>)
  func everything(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 10 + 7 * Int(seed), levels: 5)
    let ranking = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    let point = try ranking.gains(atShare: 1)
    #expect(point.lift == 1)
    #expect(point.capturedShare == 1)
    #expect(point.conversions == Double(ranking.positiveCount))
    #expect(isClose(point.conversionRate, ranking.baseRate, within: 1e-15))
  }

  @Test("At no rows nothing is captured, and lift and rate are those of the best score")
  func nothing() throws {
    let ranking = try RankedOutcomes(
      scores: [2, 2, 1, 1, 1, 1], outcomes: [true, false, true, false, false, false])
    let point = try ranking.gains(atShare: 0)
    #expect(point.rows == 0)
    #expect(point.capturedShare == 0)
    #expect(point.conversionRate == 0.5)
    #expect(isClose(point.lift, 1.5, within: 1e-15))
  }

  @Test("The gains curve rises from 0 to 1 in even steps", arguments: [3, 100, 332])
  func curve(rows: Int) throws {
    let ranking = try RankedOutcomes(
      scores: Array(PimaReference.allVariables.prefix(rows)),
      outcomes: Array(PimaReference.outcomes.prefix(rows)))
    let curve = ranking.gainsCurve()
    #expect(curve.count == min(rows, 100) + 1)
    #expect(curve.first?.capturedShare == 0)
    #expect(curve.last?.capturedShare == 1)
    for (left, right) in zip(curve, curve.dropFirst()) {
      #expect(left.capturedShare <= right.capturedShare)
      #expect(isClose(right.share - left.share, 1 / Double(curve.count - 1), within: 1e-12))
    }
  }

  @Test("Shares outside [0, 1] and capacities beyond the rows are refused")
  func refusals() throws {
    let ranking = try RankedOutcomes(scores: [2, 1], outcomes: [true, false])
    for share in [-0.1, 1.1] {
      #expect(throws: EvaluationError.shareOutOfRange(share)) {
        try ranking.gains(atShare: share)
      }
    }
    #expect(throws: EvaluationError.self) { try ranking.gains(atShare: .nan) }
    for capacity in [0, 3] {
      #expect(throws: EvaluationError.capacityOutOfRange(capacity: capacity, rows: 2)) {
        try ranking.gains(atCapacity: capacity)
      }
    }
  }

  private func permutations(_ elements: [Int]) -> [[Int]] {
    guard !elements.isEmpty else { return [[]] }
    return elements.flatMap { first in
      permutations(elements.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
