@testable import FeatureExtraction
import Testing

struct PrebinsTests {
  @Test("Quantile prebins hold all rows once", arguments: [1, 2, 7, 64, 500])
  func partition(maximumCount: Int) throws {
    let values = (0..<300).map { Double(($0 * 37) % 101) }
    let outcomes = values.map { $0 > 60 }
    let prebins = try Prebins(values: values, outcomes: outcomes, maximumCount: maximumCount)
    #expect(prebins.counts.count <= maximumCount)
    #expect(prebins.edges.count == prebins.counts.count - 1)
    #expect(zip(prebins.edges, prebins.edges.dropFirst()).allSatisfy { $0 < $1 })
    #expect(prebins.missing == .zero)
    for (index, count) in prebins.counts.enumerated() {
      let lower = index == 0 ? -Double.infinity : prebins.edges[index - 1]
      let upper = index < prebins.edges.count ? prebins.edges[index] : .infinity
      let rows = values.indices.filter { values[$0] >= lower && values[$0] < upper }
      #expect(count.rows == Double(rows.count))
      #expect(count.events == Double(rows.count { outcomes[$0] }))
      #expect(count.rows > 0)
    }
  }

  @Test("Missing and special values are counted apart, with their weights")
  func apart() throws {
    let prebins = try Prebins(
      values: [.nan, -1, 5, 6, -2, .nan, -1],
      outcomes: [true, true, false, true, false, false, true],
      weights: [1, 2, 3, 4, 5, 6, 7], specialValues: [-1, -2, -3], maximumCount: 10)
    #expect(prebins.missing == OutcomeCount(events: 1, nonevents: 6))
    #expect(prebins.specials == [OutcomeCount]([(9, 0), (0, 5), (0, 0)]))
    #expect(prebins.counts == [OutcomeCount]([(0, 3), (4, 0)]))
    #expect(prebins.edges == [6])
  }

  @Test("One value makes one prebin")
  func constant() throws {
    let prebins = try Prebins(values: [3, 3, 3], outcomes: [true, false, false])
    #expect(prebins.edges.isEmpty)
    #expect(prebins.counts == [OutcomeCount(events: 1, nonevents: 2)])
  }

  @Test("The edges of a binning are those between its bins")
  func edges() throws {
    let values = (0..<400).map { Double($0 % 100) }
    let outcomes = (0..<400).map { $0 % 100 >= 50 ? $0 % 3 > 0 : $0 % 5 == 0 }
    let prebins = try Prebins(values: values, outcomes: outcomes, maximumCount: 20)
    let binning = try OptimalBinning(
      prebins: prebins.counts, rules: try BinningRules(trend: .ascending, maximumBins: 2))
    #expect(prebins.edges(of: binning) == [50])
  }

  @Test("What cannot be cut is refused")
  func refusals() {
    #expect(throws: ScorecardError.lengthMismatch(2, 1)) {
      try Prebins(values: [1, 2], outcomes: [true])
    }
    #expect(throws: ScorecardError.noPrebins) {
      try Prebins(values: [.nan], outcomes: [true])
    }
    #expect(throws: ScorecardError.ruleOutOfRange(name: "maximum prebins", value: 0)) {
      try Prebins(values: [1], outcomes: [true], maximumCount: 0)
    }
  }
}
