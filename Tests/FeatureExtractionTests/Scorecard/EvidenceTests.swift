@testable import FeatureExtraction
import Foundation
import Testing

struct EvidenceTests {
  private static func evidence() throws -> Evidence {
    try Evidence(totals: OutcomeCount(events: 20, nonevents: 80))
  }

  @Test("Weight of evidence is the log odds of the bin less those of all rows")
  func sign() throws {
    let bin = OutcomeCount(events: 10, nonevents: 10)
    let weight = try Self.evidence().weightOfEvidence(of: bin)
    #expect(isClose(weight, log(10.0 / 10) - log(20.0 / 80), within: 1e-15))
    #expect(weight > 0)
    let value = try Self.evidence().informationValue(of: bin)
    #expect(isClose(value, (0.5 - 0.125) * log(4), within: 1e-15))
  }

  @Test("A bin of one kind has half a row of each kind added; without rows it says nothing")
  func zeros() throws {
    let evidence = try Self.evidence()
    let weight = evidence.weightOfEvidence(of: OutcomeCount(events: 0, nonevents: 7))
    #expect(isClose(weight, log((0.5 / 20) / (7.5 / 80)), within: 1e-15))
    let opposite = evidence.weightOfEvidence(of: OutcomeCount(events: 3, nonevents: 0))
    #expect(isClose(opposite, log((3.5 / 20) / (0.5 / 80)), within: 1e-15))
    #expect(evidence.weightOfEvidence(of: .zero) == 0)
    #expect(evidence.informationValue(of: .zero) == 0)
    #expect(evidence.jensenShannon(of: .zero) == 0)
  }

  @Test("Bins that separate the kinds have the largest divergence, ln 2, and Gini of one")
  func extremes() throws {
    let bins = [OutcomeCount]([(0, 80), (20, 0)])
    let evidence = try Self.evidence()
    let divergence = bins.reduce(0.0) { $0 + evidence.jensenShannon(of: $1) }
    #expect(isClose(divergence, log(2), within: 1e-15))
    #expect(Evidence.gini(of: bins) == 1)
    #expect(Evidence.gini(of: [OutcomeCount(events: 20, nonevents: 80)]) == 0)
    #expect(Evidence.gini(of: []) == 0)
  }

  @Test("Rows of one kind leave no evidence")
  func oneClass() {
    #expect(throws: ScorecardError.oneClass(events: 3, nonevents: 0)) {
      try Evidence(totals: OutcomeCount(events: 3, nonevents: 0))
    }
  }
}
