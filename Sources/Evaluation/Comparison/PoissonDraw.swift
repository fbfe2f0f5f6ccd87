#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Numbers from the Poisson distribution of any whole mean: the weight of so many rows together in a
/// bootstrap replicate.
enum PoissonDraw {
  /// The largest mean drawn as a sum of single rows.
  private static let summedRows = 12

  /// The weight of some rows in a replicate, from their seed alone.
  ///
  /// A sum of independent Poisson weights is a Poisson number of the sum of their means, so rows that
  /// always count together need one draw.
  static func weight(rows: Int, replicate: Int, seed: UInt64) -> Int {
    guard rows > 1 else { return PoissonWeight.weight(SplitMix64.number(replicate, seed: seed)) }
    var random = SplitMix64(seed: SplitMix64.number(replicate, seed: seed))
    guard rows > summedRows else {
      return (0..<rows).reduce(0) { sum, _ in sum + PoissonWeight.weight(random.next()) }
    }
    return transformedRejection(Double(rows), &random)
  }

  /// Hörmann's PTRS, "The transformed rejection method for generating Poisson random variables",
  /// Insurance: Mathematics and Economics 12 (1993), for means of at least 10.
  private static func transformedRejection(_ mean: Double, _ random: inout SplitMix64) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let accepted = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform(&random) - 0.5
      let v = uniform(&random)
      let distance = 0.5 - u.magnitude
      let count = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07, v <= accepted { return Int(count) }
      guard count >= 0, distance >= 0.013 || v <= distance else { continue }
      let bound = count * log(mean) - mean - logFactorial(count)
      if log(v * inverseAlpha / (a / (distance * distance) + b)) <= bound { return Int(count) }
    }
  }

  /// A number strictly between 0 and 1.
  private static func uniform(_ random: inout SplitMix64) -> Double {
    (Double(random.next() >> 11) + 0.5) * 0x1p-53
  }

  /// The logarithm of a factorial, by Stirling's series from 10 on.
  private static func logFactorial(_ count: Double) -> Double {
    guard count >= 10 else { return log((1...max(1, Int(count))).reduce(1.0) { $0 * Double($1) }) }
    let square = count * count
    let series = (1 / 12.0 - (1 / 360.0 - 1 / (1260 * square)) / square) / count
    return (count + 0.5) * log(count) - count + 0.918_938_533_204_672_7 + series
  }
}
