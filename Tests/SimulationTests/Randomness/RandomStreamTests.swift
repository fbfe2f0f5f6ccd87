import Testing

@testable import Simulation

@Suite("Random streams")
struct RandomStreamTests {
  // The first outputs of the authors' splitmix64.c for the seeds 0 and 1234567.
  @Test(
    "SplitMix64 gives the published numbers",
    arguments: [
      (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]),
      (1_234_567, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]),
    ] as [(UInt64, [UInt64])])
  func splitMix(seed: UInt64, expected: [UInt64]) {
    var generator = SplitMix64(state: seed)
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test("every seed, purpose and record has numbers of its own")
  func streamsDiffer() {
    var first: Set<UInt64> = []
    for seed in [0, 1, UInt64.max] {
      for purpose in [RandomStream.Purpose.account, .arrival, .profile, .outcome] {
        for index in 0..<500 {
          var stream = RandomStream(seed: seed, purpose: purpose, index: index)
          first.insert(stream.next())
        }
      }
    }
    #expect(first.count == 3 * 4 * 500)
  }

  @Test("means lie within five standard errors of the distributions' own", arguments: [1, 2, 3])
  func means(seed: UInt64) {
    let count = 20_000
    let tolerance = 5 / Double(count).squareRoot()
    func mean(_ draw: (inout RandomStream) -> Double) -> Double {
      var stream = RandomStream(seed: seed, purpose: .profile, index: 0)
      return (0..<count).reduce(0) { sum, _ in sum + draw(&stream) } / Double(count)
    }
    #expect(abs(mean { $0.uniform() } - 0.5) < 0.29 * tolerance)
    #expect(abs(mean { $0.normal() }) < tolerance)
    #expect(
      abs(
        mean {
          let number = $0.normal()
          return number * number
        } - 1) < 1.42 * tolerance)
    #expect(abs(mean { $0.exponential(mean: 8) } - 8) < 8 * tolerance)
    #expect(abs(mean { Double($0.poisson(mean: 2.5)) } - 2.5) < 1.6 * tolerance)
    #expect(abs(mean { $0.logNormal(median: 3, sigma: 0.9) < 3 ? 1 : 0 } - 0.5) < 0.5 * tolerance)
    #expect(abs(mean { Double($0.integer(in: 1...6)) } - 3.5) < 1.71 * tolerance)
  }

  @Test("whole numbers reach both ends of their range and no further")
  func integersReachTheEnds() {
    var stream = RandomStream(seed: 4, purpose: .profile, index: 0)
    let drawn = Set((0..<500).map { _ in stream.integer(in: -1...2) })
    #expect(drawn == [-1, 0, 1, 2])
  }

  @Test("a choice falls on each element by its weight, and never on one without")
  func choicesFollowWeights() {
    var stream = RandomStream(seed: 5, purpose: .profile, index: 0)
    var counts = [0, 0, 0]
    for _ in 0..<10_000 {
      counts[stream.element(of: [(0, weight: 3), (1, weight: 0), (2, weight: 1)])] += 1
    }
    #expect(counts[1] == 0)
    #expect((7_250...7_750).contains(counts[0]))
  }

  @Test("cumulative weights draw each index by its weight, and never one without")
  func cumulativeWeights() {
    let weights = CumulativeWeights([0, 1, 0, 3, 0])
    var stream = RandomStream(seed: 6, purpose: .profile, index: 0)
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<10_000 { counts[weights.index(from: &stream)] += 1 }
    #expect(counts[0] + counts[2] + counts[4] == 0)
    #expect((2_250...2_750).contains(counts[1]))
  }
}
