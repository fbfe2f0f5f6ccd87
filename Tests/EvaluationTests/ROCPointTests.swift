@testable import Evaluation
import Testing

struct ROCPointTests {
  @Test("A short curve holds every distinct score")
  func allPoints() throws {
    let ranking = try RankedOutcomes(
      scores: [3, 3, 2, 1], outcomes: [true, false, true, false])
    #expect(
      ranking.rocCurve() == [
        ROCPoint(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0),
        ROCPoint(threshold: 3, falsePositiveRate: 0.5, truePositiveRate: 0.5),
        ROCPoint(threshold: 2, falsePositiveRate: 0.5, truePositiveRate: 1),
        ROCPoint(threshold: 1, falsePositiveRate: 1, truePositiveRate: 1),
      ])
  }

  @Test("A full curve encloses the AUC, a thinned one nearly", arguments: 0..<5 as Range<UInt64>)
  func area(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 3000, levels: 1 << 30)
    let ranking = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    let auc = AUC(ranking).value
    let full = ranking.rocCurve(maximumPoints: 3001)
    let thinned = ranking.rocCurve()
    #expect(full.count == 3001)
    #expect(isClose(area(under: full), auc, within: 1e-12))
    #expect(thinned.count <= 201)
    #expect(thinned.count > 150)
    #expect(isClose(area(under: thinned), auc, within: 0.005))
    #expect(Set(thinned.map(\.threshold)).isSubset(of: Set(full.map(\.threshold))))
  }

  @Test(
    "Any limit from two points keeps both ends and never turns back", arguments: [2, 3, 10, 201])
  func limits(maximumPoints: Int) throws {
    let ranking = try RankedOutcomes(
      scores: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    let curve = ranking.rocCurve(maximumPoints: maximumPoints)
    #expect(curve.count <= maximumPoints)
    let first = try #require(curve.first)
    let last = try #require(curve.last)
    #expect(first.falsePositiveRate == 0 && first.truePositiveRate == 0)
    #expect(last.falsePositiveRate == 1 && last.truePositiveRate == 1)
    for (left, right) in zip(curve, curve.dropFirst()) {
      #expect(left.falsePositiveRate <= right.falsePositiveRate)
      #expect(left.truePositiveRate <= right.truePositiveRate)
    }
  }

  private func area(under curve: [ROCPoint]) -> Double {
    zip(curve, curve.dropFirst()).reduce(0) { sum, points in
      let width = points.1.falsePositiveRate - points.0.falsePositiveRate
      return sum + width * (points.0.truePositiveRate + points.1.truePositiveRate) / 2
    }
  }
}
