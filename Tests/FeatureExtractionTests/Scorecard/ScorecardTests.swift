import FeatureExtraction
import Foundation
import Testing

struct ScorecardTests {
  private static func card(zero: Scorecard.Zero = .asFitted) throws -> Scorecard {
    try Scorecard(
      scale: try PointsScale(pointsToDoubleOdds: 20, odds: 1, points: 500), intercept: -1.3,
      characteristics: [
        (
          "size",
          [
            AttributeLogOdds(label: "small", logOdds: -0.41, share: 0.5),
            AttributeLogOdds(label: "medium", logOdds: 0.17, share: 0.3),
            AttributeLogOdds(label: "large", logOdds: 0.93, share: 0.2),
          ]
        ),
        (
          "source",
          [
            AttributeLogOdds(label: "event", logOdds: 0.255, share: 0.25),
            AttributeLogOdds(label: "web", logOdds: -0.085, share: 0.75),
          ]
        ),
      ], zero: zero)
  }

  private static let leads = (0..<3).flatMap { size in (0..<2).map { [size, $0] } }

  @Test("Exact scores are the scale at the log odds", arguments: Scorecard.Zero.allCases)
  func exact(zero: Scorecard.Zero) throws {
    let card = try Self.card(zero: zero)
    let contributions = [[-0.41, 0.17, 0.93], [0.255, -0.085]]
    for lead in Self.leads {
      let logOdds = -1.3 + contributions[0][lead[0]] + contributions[1][lead[1]]
      #expect(isClose(card.exactScore(lead), card.scale.score(atLogOdds: logOdds), within: 1e-10))
    }
  }

  @Test("Points stay near exact scores, as near as claimed", arguments: Scorecard.Zero.allCases)
  func rounding(zero: Scorecard.Zero) throws {
    let card = try Self.card(zero: zero)
    let rounding = try #require(card.rounding(for: Self.leads))
    #expect(isClose(rounding.largestError, card.largestPossibleError, within: 1e-10))
    #expect(card.largestPossibleError < 1.5)
    #expect(try #require(rounding.rankCorrelation) > 0.9)
    let shares = [[0.5, 0.3, 0.2], [0.25, 0.75]]
    let meanError = Self.leads.reduce(0.0) { sum, lead in
      let share = shares[0][lead[0]] * shares[1][lead[1]]
      return sum + share * (Double(card.points(lead)) - card.exactScore(lead))
    }
    #expect(meanError.magnitude <= 0.5 + 1e-9)
  }

  @Test("From the lowest attribute no points are negative")
  func lowest() throws {
    let card = try Self.card(zero: .lowest)
    for characteristic in card.characteristics {
      #expect(characteristic.attributes.map(\.points).min() == 0)
    }
    #expect(try Self.card().characteristics[0].attributes[0].points < 0)
  }

  @Test("Residuals of many characteristics go into the base points")
  func residuals() throws {
    let scale = try PointsScale(pointsToDoubleOdds: log(2), odds: 1, points: 0)
    let attributes = [
      AttributeLogOdds(label: "a", logOdds: 1.4, share: 0.5),
      AttributeLogOdds(label: "b", logOdds: 2.4, share: 0.5),
    ]
    let card = try Scorecard(
      scale: scale, intercept: 0,
      characteristics: (0..<10).map { (name: "\($0)", attributes: attributes) })
    // Each attribute loses 0.4 points, ten of them four.
    #expect(card.basePoints == 4)
    #expect(isClose(card.largestPossibleError, 0, within: 1e-9))
  }

  @Test("Rank correlation counts ties by mid-ranks, and constant totals have none")
  func correlation() throws {
    let scale = try PointsScale(pointsToDoubleOdds: log(2), odds: 1, points: 0)
    func card(_ logOdds: [Double]) throws -> Scorecard {
      try Scorecard(
        scale: scale, intercept: 0,
        characteristics: [
          (
            name: "a",
            attributes: logOdds.map { AttributeLogOdds(label: "\($0)", logOdds: $0, share: 0.25) }
          )
        ])
    }
    // Points 0, 0, 1, 2 for exact scores in order: SciPy's spearmanr gives 0.948683298050514.
    let some = try #require(try card([0.1, 0.3, 1, 2]).rounding(for: [[0], [1], [2], [3]]))
    #expect(isClose(try #require(some.rankCorrelation), 0.948_683_298_050_514, within: 1e-12))
    let none = try #require(try card([0.1, 0.2, 0.3, 0.4]).rounding(for: [[0], [1], [2]]))
    #expect(none.rankCorrelation == nil)
    #expect(try card([1]).rounding(for: []) == nil)
  }

  @Test("What cannot be made points of is refused with the reason")
  func refusals() throws {
    let scale = try PointsScale()
    func expect(_ error: ScorecardError, _ intercept: Double, _ attributes: [AttributeLogOdds]) {
      #expect(throws: error) {
        try Scorecard(
          scale: scale, intercept: intercept, characteristics: [("size", attributes)])
      }
      #expect(!error.description.contains("\n"))
    }
    let good = AttributeLogOdds(label: "a", logOdds: 1, share: 1)
    expect(.noAttributes(characteristic: "size"), 0, [])
    expect(.contributionNotValid(characteristic: "base"), .nan, [good])
    for bad in [
      AttributeLogOdds(label: "a", logOdds: .infinity, share: 1),
      AttributeLogOdds(label: "a", logOdds: .nan, share: 1),
      AttributeLogOdds(label: "a", logOdds: 0, share: 1.5),
    ] {
      expect(.contributionNotValid(characteristic: "size"), 0, [bad])
    }
  }

  @Test("Against the highest every reason lowers; against the mean both signs occur")
  func reasons() throws {
    let card = try Self.card()
    let best = card.reasons(for: [2, 0], against: .highest)
    #expect(best.raising.isEmpty)
    #expect(best.lowering.isEmpty)
    let mixed = card.reasons(for: [0, 1], against: .highest)
    #expect(mixed.lowering.map(\.characteristic) == ["size", "source"])
    #expect(mixed.lowering.map(\.attribute) == ["small", "web"])
    // round(20 / ln 2 · 0.93) = 27 and round(−11.83) = −12.
    #expect(mixed.lowering.map(\.difference) == [-39, -9])
    let aboutMean = card.reasons(for: [2, 1])
    #expect(aboutMean.raising.map(\.characteristic) == ["size"])
    #expect(aboutMean.lowering.map(\.characteristic) == ["source"])
    #expect(isClose(aboutMean.raising[0].difference, 27 - (-6 + 1.5 + 5.4), within: 1e-12))
    #expect(card.reasons(for: [0, 1], limit: 1).lowering.map(\.characteristic) == ["size"])
  }
}
