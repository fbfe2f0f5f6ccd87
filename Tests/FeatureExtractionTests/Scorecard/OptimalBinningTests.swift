@testable import FeatureExtraction
import Foundation
import Testing

struct OptimalBinningTests {
  // optbinning 1.0.0 on scikit-learn's breast cancer data, "mean radius": its nine prebins, and
  // what its constraint solver makes of them. Its weight of evidence has the opposite sign.
  @Test("The binning of mean radius is optbinning's")
  func optbinning() throws {
    let prebins = [OutcomeCount]([
      (115, 3), (76, 3), (32, 5), (29, 2), (39, 10), (22, 13), (33, 15), (10, 44), (1, 117),
    ])
    let binning = try OptimalBinning(
      prebins: prebins, rules: try BinningRules(maximumBins: 20, minimumShare: 0))
    #expect(binning.trend == .descending)
    #expect(binning.ends == [1, 2, 4, 5, 7, 8, 9])
    #expect(isClose(binning.informationValue, 5.043_925_466_321_346, within: 1e-12))
    #expect(isClose(binning.gini, 0.875_416_204_217_536_1, within: 1e-12))
    #expect(isClose(binning.jensenShannon, 0.393_783_762_424_527_7, within: 1e-12))
    let weights = [-3.125_17, -2.710_972, -1.643_814, -0.839_827, -0.153_979, 2.002_754, 5.283_323]
    for (bin, weight) in zip(binning.bins, weights) {
      #expect(isClose(bin.weightOfEvidence, -weight, within: 1e-5))
    }
    let free = try #require(binning.trends.first { $0.trend == .free })
    #expect(isClose(free.informationValue, 5.062_508_463_114_11, within: 1e-12))
    #expect(free.binCount == 9)
  }

  @Test("Missing values and special codes are bins of their own, and count among all rows")
  func outside() throws {
    let binning = try OptimalBinning(
      prebins: [OutcomeCount]([(1, 20), (4, 16), (10, 10)]),
      missing: OutcomeCount(events: 0, nonevents: 5),
      specials: [.zero, OutcomeCount(events: 5, nonevents: 1)],
      rules: try BinningRules(minimumShare: 0))
    #expect(binning.trend == .ascending)
    #expect(binning.bins.count == 3)
    #expect(binning.specials.map(\.weightOfEvidence)[0] == 0)
    #expect(try #require(binning.missing).weightOfEvidence < 0)
    let all = binning.bins + binning.specials + [try #require(binning.missing)]
    #expect(all.reduce(0) { $0 + $1.count.rows } == 72)
    #expect(
      isClose(all.reduce(0) { $0 + $1.informationValue }, binning.informationValue, within: 1e-12))
    let first = log((1.0 / 20) / (20.0 / 52))
    #expect(isClose(binning.bins[0].weightOfEvidence, first, within: 1e-15))
  }

  @Test("A monotone trend is kept unless turning gains enough")
  func choice() throws {
    let prebins = [OutcomeCount]([(5, 95), (20, 80), (40, 60), (38, 62)])
    func binning(_ gain: Double, _ trend: BinTrend? = nil) throws -> OptimalBinning {
      try OptimalBinning(
        prebins: prebins,
        rules: try BinningRules(trend: trend, minimumShare: 0, turningGain: gain))
    }
    #expect(try binning(0.1).trend == .ascending)
    #expect(try binning(0).trend == .peak)
    #expect(try binning(0).bins.count == 4)
    #expect(try binning(0.1, .valley).trend == .valley)
    let reversed = try OptimalBinning(
      prebins: prebins.reversed(), rules: try BinningRules(minimumShare: 0))
    #expect(reversed.trend == .descending)
  }

  @Test(
    "All five trends are reported, none better than a free one",
    arguments: 1..<12 as Range<UInt64>, BinningRules.Objective.allCases)
  func trends(seed: UInt64, objective: BinningRules.Objective) throws {
    let binning = try OptimalBinning(
      prebins: [OutcomeCount](seed: seed, count: 20),
      rules: try BinningRules(objective: objective, turningGain: 0))
    #expect(binning.trends.map(\.trend) == BinTrend.allCases)
    let objectives = Dictionary(
      uniqueKeysWithValues: binning.trends.map { ($0.trend, $0.objective) })
    let free = try #require(objectives[.free])
    let peak = try #require(objectives[.peak])
    let valley = try #require(objectives[.valley])
    let chosen = try #require(objectives[binning.trend])
    #expect(binning.trend != .free)
    #expect(max(peak, valley) <= free + 1e-9)
    #expect(isClose(chosen, max(peak, valley), within: 1e-9))
    for monotone in [BinTrend.ascending, .descending] {
      #expect(try #require(objectives[monotone]) <= min(peak, valley) + 1e-9)
    }
    let result = try #require(binning.trends.first { $0.trend == binning.trend })
    #expect(result.binCount == binning.bins.count)
    #expect(isClose(result.informationValue, binning.informationValue, within: 1e-12))
  }

  @Test("Fractional weights leave no crumbs in empty bins")
  func weights() throws {
    let prebins = (0..<20).map { index in
      OutcomeCount(events: index % 2 == 0 ? 0.1 : 0.3, nonevents: index < 10 ? 0 : 0.7)
    }
    let binning = try OptimalBinning(prebins: prebins, rules: try BinningRules())
    #expect(binning.informationValue.isFinite)
    #expect(binning.bins.allSatisfy { $0.weightOfEvidence.isFinite })
  }

  @Test("The report survives JSON")
  func json() throws {
    let binning = try OptimalBinning(
      prebins: [OutcomeCount](seed: 3, count: 12), rules: try BinningRules())
    let data = try JSONEncoder().encode(binning)
    #expect(try JSONDecoder().decode(OptimalBinning.self, from: data) == binning)
  }

  @Test("What cannot be binned is refused with the reason")
  func refusals() throws {
    let rules = try BinningRules()
    func expect(_ error: ScorecardError, _ prebins: [OutcomeCount]) {
      #expect(throws: error) { try OptimalBinning(prebins: prebins, rules: rules) }
      #expect(!error.description.contains("\n"))
    }
    let good = OutcomeCount(events: 1, nonevents: 1)
    expect(.noPrebins, [])
    expect(.tooManyPrebins(65, maximum: 64), [OutcomeCount](repeating: good, count: 65))
    expect(.countNotValid(index: 1), [good, OutcomeCount(events: -1, nonevents: 2)])
    expect(.countNotValid(index: 0), [OutcomeCount(events: .infinity, nonevents: 2)])
    expect(.oneClass(events: 0, nonevents: 4), [OutcomeCount(events: 0, nonevents: 4)])
    #expect(throws: ScorecardError.ruleOutOfRange(name: "maximum bins", value: 0)) {
      try BinningRules(maximumBins: 0)
    }
    #expect(throws: ScorecardError.ruleOutOfRange(name: "maximum p-value", value: 1.5)) {
      try BinningRules(maximumPValue: 1.5)
    }
    #expect(throws: ScorecardError.ruleOutOfRange(name: "turning gain", value: -1)) {
      try BinningRules(turningGain: -1)
    }
  }
}
