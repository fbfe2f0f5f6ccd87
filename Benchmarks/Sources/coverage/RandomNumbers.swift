import Foundation

/// A seeded stream of random numbers (Steele, Lea and Flood's SplitMix64).
struct RandomNumbers {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0xD134_2543_DE82_EF95
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in [0, 1).
  mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A standard normal number, by Box and Muller.
  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// Whether something of some log odds happens.
  mutating func event(logOdds: Double) -> Bool {
    uniform() < 1 / (1 + exp(-logOdds))
  }
}
