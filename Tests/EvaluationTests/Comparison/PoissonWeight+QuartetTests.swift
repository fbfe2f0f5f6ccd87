@testable import Evaluation
import Testing

struct PoissonWeightQuartetTests {
  @Test(
    "Each of four weights follows the Poisson distribution of mean 1",
    arguments: [1, 2] as [UInt64])
  func poisson(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let draws = 200_000
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 20), count: 4)
    var products = 0
    for _ in 0..<draws {
      let weights = PoissonWeight.quartet(random.next(), PoissonWeight.table)
      for lane in 0..<4 { counts[lane][Int(weights[lane])] += 1 }
      products += Int(weights[0] * weights[1]) + Int(weights[2] * weights[3])
    }
    for lane in 0..<4 {
      var probability = 0.367_879_441_171_442_33
      for (weight, count) in counts[lane].enumerated() {
        let expected = probability * Double(draws)
        #expect((Double(count) - expected).magnitude <= 4.5 * expected.squareRoot() + 1)
        probability /= Double(weight + 1)
      }
    }
    // Of independent weights the mean product is 1, with a variance of 3.
    let error = (3 / Double(2 * draws)).squareRoot()
    #expect((Double(products) / Double(2 * draws) - 1).magnitude <= 4.5 * error)
  }

  @Test("Twelve bits settle a weight wherever they can, as all 64 would")
  func table() {
    let unsettled = (0..<4096).filter { PoissonWeight.table[$0] > 20 }
    // One range of bits for every bound between two weights that are far enough apart.
    #expect((5...9).contains(unsettled.count))
    for bits in 0..<4096 where !unsettled.contains(bits) {
      let middle = UInt64(bits) << 52 | 1 << 51
      #expect(PoissonWeight.weight(middle) == Int(PoissonWeight.table[bits]))
    }
    for bits in unsettled {
      let random = UInt64(bits) * 0x0001_0001_0001_0001
      let weights = PoissonWeight.quartet(random, PoissonWeight.table)
      let (low, high) = (UInt64(bits) << 52, UInt64(bits) << 52 | (1 << 52 - 1))
      let possible = PoissonWeight.weight(low)...PoissonWeight.weight(high)
      for lane in 0..<4 { #expect(possible.contains(Int(weights[lane]))) }
    }
  }
}
