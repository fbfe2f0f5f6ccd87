import Tables
import Testing

@testable import FeatureExtraction

@Suite("rates with the counts they are made of")
struct CountedRateTests {
  private static let rate = CountedRate(
    column: "rate", counts: [(1, 2), (0, 4), (3, 3), (0, 0), (9, 10)])

  @Test("the base rate is that of the leads asked for, and of no other")
  func baseRate() {
    #expect(Self.rate.baseRate(ofRows: [0, 1]).rate == 1.0 / 6)
    #expect(Self.rate.baseRate(ofRows: [2, 4]).rate == 12.0 / 13)
    #expect(Self.rate.rows([1, 4]).baseRate(ofRows: [0]) == Self.rate.baseRate(ofRows: [1]))
    #expect(Self.rate.baseRate(ofRows: [3]) == .unknown)
  }

  @Test("every lead is drawn towards the base rate, and missing without anything to answer")
  func values() {
    let column = Self.rate.values(towards: BaseRate(rate: 0.25, weight: 2))
    #expect(column.name == "rate")
    guard case .numbers(let values) = column.values else {
      Issue.record("no numbers")
      return
    }
    #expect(values[0] == 1.5 / 4)
    #expect(values[1] == 0.5 / 6)
    #expect(values[3].isNaN)
  }
}
