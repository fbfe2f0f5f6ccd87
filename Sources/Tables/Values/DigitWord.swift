/// Eight bytes as decimal digits, read together.
struct DigitWord {
  /// The value of each byte as a digit; more than 9 where it is none.
  private let digits: UInt64

  @inline(__always)
  init(_ word: ByteWord) { digits = word.bits ^ 0x3030_3030_3030_3030 }

  /// How many bytes at the start are digits.
  @inline(__always) var count: Int {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    // Adding 118 to a byte reaches 128 exactly when it is more than 9.
    let others = ((digits & low) &+ 0x7676_7676_7676_7676) | digits
    return (others & ~low).trailingZeroBitCount >> 3
  }

  /// The number that the first 1 to 8 bytes are.
  ///
  /// Digits are joined to pairs, pairs to fours and fours to eights (Daniel Lemire, "Quickly
  /// parsing eight digits").
  @inline(__always)
  func value(of count: Int) -> UInt64 {
    let aligned = digits &<< UInt64(64 - 8 * count)
    let pairs = aligned &* 10 &+ aligned >> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (pairs & mask) &* 0x000F_4240_0000_0064
    let lower = (pairs >> 16 & mask) &* 0x0000_2710_0000_0001
    return (upper &+ lower) >> 32
  }
}
