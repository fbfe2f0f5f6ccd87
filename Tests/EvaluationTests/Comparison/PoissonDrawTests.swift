@testable import Evaluation
import Testing

struct PoissonDrawTests {
  @Test(
    "Draws have the mean and the variance of a Poisson number",
    arguments: [1, 2, 12, 13, 40, 500, 450_000])
  func moments(rows: Int) {
    let draws = 20_000
    let values = (0..<draws).map {
      Double(PoissonDraw.weight(rows: rows, replicate: $0, seed: 42)) - Double(rows)
    }
    let mean = values.reduce(0, +) / Double(draws)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(draws)
    let error = (Double(rows) / Double(draws)).squareRoot()
    #expect(mean.magnitude < 4.5 * error)
    // The variance of a squared deviation is 2λ² + λ.
    let spread = ((2 + 1 / Double(rows)) / Double(draws)).squareRoot()
    #expect((variance / Double(rows) - 1).magnitude < 4.5 * spread)
  }

  @Test("Shares of small counts are those of the distribution, on either side of the two methods")
  func shares() {
    for rows in [12, 13] {
      let draws = 40_000
      var counts = [Int](repeating: 0, count: 80)
      for replicate in 0..<draws {
        counts[PoissonDraw.weight(rows: rows, replicate: replicate, seed: 7)] += 1
      }
      // λᵏ e^(−λ) / k! by recurrence, from e^(−12) and e^(−13).
      var probability = rows == 12 ? 6.144_212_353_328_21e-6 : 2.260_329_406_981_054e-6
      for count in 0..<40 {
        let expected = probability * Double(draws)
        #expect((Double(counts[count]) - expected).magnitude <= 4.5 * expected.squareRoot() + 2)
        probability *= Double(rows) / Double(count + 1)
      }
    }
  }
}
