/// A stream of pseudo-random numbers that belongs to one purpose and one record.
///
/// Every lead and every account draws from streams of its own, so a record does not depend on how
/// many numbers the records before it used, nor on the number of threads. The generator is
/// xoshiro256++ (Blackman and Vigna, 2019), its state filled by SplitMix64.
struct RandomStream: RandomNumberGenerator, Sendable {
  /// What a stream is for: two purposes never share numbers.
  enum Purpose: UInt64, Sendable {
    case account = 1
    case arrival, profile, behaviour, outcome, customer, duplicate, delivery
  }

  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Creates the stream of record `index` for `purpose` in the world of `seed`.
  init(seed: UInt64, purpose: Purpose, index: Int) {
    var outer = SplitMix64(state: seed)
    var middle = SplitMix64(state: outer.next() ^ (purpose.rawValue &* 0xA24B_AED4_963E_E407))
    var inner = SplitMix64(state: middle.next() ^ UInt64(truncatingIfNeeded: index))
    state = (inner.next(), inner.next(), inner.next(), inner.next())
  }

  mutating func next() -> UInt64 {
    let result = Self.rotate(state.0 &+ state.3, by: 23) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, by: 45)
    return result
  }

  private static func rotate(_ word: UInt64, by count: UInt64) -> UInt64 {
    (word << count) | (word >> (64 - count))
  }
}

/// The generator of Steele, Lea and Flood (2014), used only to spread a seed over a larger state.
struct SplitMix64: Sendable {
  /// The counter that every call advances by the golden ratio.
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
