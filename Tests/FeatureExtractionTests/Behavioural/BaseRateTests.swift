import Foundation
import Testing

@testable import FeatureExtraction

@Suite("base rates")
struct BaseRateTests {
  @Test("the rate is that of all events, the weight that of the spread between leads")
  func fits() {
    let counts = [(events: 1, others: 10), (9, 10), (0, 10), (10, 10), (0, 0)]
    let base = BaseRate(fitting: counts)
    // By hand: p = 20/40; Σ(x − 5)² = 16 + 16 + 25 + 25 = 82, less p·Σn = 20, over Σn² = 400: τ² =
    // 0.155; w = 0.5 / 0.155.
    #expect(base.rate == 0.5)
    #expect(abs(base.weight - 0.5 / 0.155) < 1e-12)
    #expect(BaseRate(fitting: counts.reversed()) == base)
  }

  @Test("a rate of few events is near the base, of many near its own")
  func shrinks() {
    let base = BaseRate(rate: 0.2, weight: 5)
    #expect(base.rate(events: 1, others: 1) == 2.0 / 6)
    #expect(base.rate(events: 0, others: 0) == 0.2)
    #expect(abs(base.rate(events: 900, others: 1000) - 901.0 / 1005) < 1e-15)
  }

  @Test("leads that differ no more than chance makes them share the base rate")
  func noSpread() {
    let base = BaseRate(fitting: [(events: 2, others: 10), (2, 10), (2, 10), (2, 10)])
    #expect(base.rate == 0.2 && base.weight == 1000)
  }

  @Test("without events, or without anything to count them per, the rate stays finite")
  func empty() {
    #expect(BaseRate(fitting: []) == .unknown)
    #expect(BaseRate(fitting: [(events: 4, others: 0)]) == .unknown)
    #expect(BaseRate(fitting: [(events: 0, others: 9)]).rate == 0.05)
  }

  @Test("a stored base rate is read back and checked")
  func stored() throws {
    let base = BaseRate(fitting: [(events: 1, others: 3), (2, 3), (0, 5)])
    let data = try JSONEncoder().encode(base)
    #expect(try JSONDecoder().decode(BaseRate.self, from: data) == base)
    for text in [#"{"rate": -1, "weight": 2}"#, #"{"rate": 0.5, "weight": 0}"#] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(BaseRate.self, from: Data(text.utf8))
      }
    }
  }
}
