import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("exact sums")
struct ExactSumTests {
  private static func sum(_ terms: [Double]) -> Double {
    var sum = ExactSum()
    for term in terms { sum.add(term) }
    return sum.value
  }

  @Test(
    "terms of any sign and size add up",
    arguments: [
      ([], 0), ([1.5, 2.25], 3.75), ([-1.5, 1], -0.5), ([-0.5], -0.5), ([0.1, 0.2], 0.1 + 0.2),
      ([1e15, 1, -1e15], 1), ([1e15, 1e15, 0.5], 2e15 + 0.5), ([-1e15, -1e15], -2e15),
      ([1e300], 1e15), ([-1e300, -1], -1e15 - 1), ([0x1p-56], 0x1p-56), ([-0.0], 0),
    ] as [([Double], Double)])
  func adds(terms: [Double], total: Double) {
    let sum = Self.sum(terms)
    #expect(abs(sum - total) <= total.ulp && (sum == 0) == (total == 0))
  }

  @Test("a term is rounded as `rounded()` does", arguments: 1...10 as ClosedRange<UInt64>)
  func rounds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sizes: [Double] = [1e-20, 1e-16, 1, 1e6, 1e15]
    for _ in 0..<2000 {
      let size: Double = sizes.randomElement(using: &random) ?? 1
      let drawn: Double = random.normal() * size
      let term: Double = min(max(drawn, -1e15), 1e15)
      var sum = ExactSum()
      sum.add(term)
      let whole = term.rounded(.down)
      let fraction = ((term - whole) * 0x1p56).rounded()
      let units = Int128(whole) << 56 + Int128(fraction)
      #expect(sum.low == UInt64(truncatingIfNeeded: units))
      #expect(sum.high == UInt64(truncatingIfNeeded: units >> 64))
    }
  }

  @Test("shares are added as any number is, to the bit", arguments: 1...5 as ClosedRange<UInt64>)
  func shares(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let special = [0, 1, 0.5, 0x1p-56, 0x1p-57, 0x3p-58, 1e-300, 1 - 0x1p-53]
    var (shares, numbers) = (ExactSum(), ExactSum())
    for share in special + (0..<2000).map({ _ in random.uniform() * random.uniform() }) {
      shares.add(share: share)
      numbers.add(share)
      #expect(shares == numbers)
    }
  }

  @Test("a million large terms do not overflow")
  func manyTerms() {
    #expect(Self.sum([Double](repeating: 1e15, count: 1_000_000)) == 1e21)
    #expect(Self.sum([Double](repeating: -1e15, count: 1_000_000)) == -1e21)
  }

  @Test("the order of the terms does not change a bit", arguments: 1...20 as ClosedRange<UInt64>)
  func orderless(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let terms = (0..<500).map { _ in random.normal() * 1e6 * random.uniform() }
    let total = Self.sum(terms)
    #expect(Self.sum(terms.shuffled(using: &random)).bitPattern == total.bitPattern)
    #expect(abs(total - terms.reduce(0, +)) <= 1e-6)
  }
}
