@testable import Evaluation
import Testing

struct PoissonWeightTests {
  @Test("Weights follow the Poisson distribution of mean 1", arguments: [1, 2, 3] as [UInt64])
  func poisson(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var counts = [Int](repeating: 0, count: 20)
    let draws = 200_000
    for _ in 0..<draws { counts[PoissonWeight.weight(random.next())] += 1 }
    var probability = 0.367_879_441_171_442_33
    for (weight, count) in counts.enumerated() {
      let expected = probability * Double(draws)
      #expect((Double(count) - expected).magnitude <= 4.5 * expected.squareRoot() + 1)
      probability /= Double(weight + 1)
    }
    #expect(
      Array(PoissonWeight.thresholds.prefix(4)) == [
        PoissonWeight.first, PoissonWeight.second, PoissonWeight.third, PoissonWeight.fourth,
      ])
    #expect(PoissonWeight.weight(0) == 0)
    #expect(PoissonWeight.weight(.max) < 20)
  }
}
