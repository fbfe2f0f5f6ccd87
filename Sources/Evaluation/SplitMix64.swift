/// A seeded stream of 64-bit random numbers that any element of can be read directly.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
  private(set) var state: UInt64

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mixed(state)
  }

  /// The number that the stream of a seed yields after so many others.
  static func number(_ index: Int, seed: UInt64) -> UInt64 {
    mixed(seed &+ increment &* UInt64(truncatingIfNeeded: index + 1))
  }

  /// Spreads the bits of a number; different numbers stay different.
  static func mixed(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
