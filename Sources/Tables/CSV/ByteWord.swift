/// Eight bytes looked at together, the first in the lowest bits.
struct ByteWord {
  let bits: UInt64

  /// The word with the same byte in all places.
  @inline(__always)
  init(repeating byte: UInt8) { bits = UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The word that begins at a position; all eight bytes must be readable.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, at position: Int) {
    let raw = unsafe UnsafeRawPointer(bytes)
    bits = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// Marks the places where two words agree, by the top bit of the byte.
  ///
  /// Only the first mark is sure: a borrow may mark bytes after it. (Alan Mycroft's test for a zero
  /// byte, applied to the exclusive or.)
  @inline(__always)
  func matches(_ other: ByteWord) -> Matches {
    let difference = bits ^ other.bits
    return Matches(
      bits: (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080)
  }

  /// Marked places of a word.
  struct Matches {
    let bits: UInt64

    /// No mark at all.
    @inline(__always) static var none: Matches { Matches(bits: 0) }

    @inline(__always) var isEmpty: Bool { bits == 0 }

    /// The place of the first mark, 0...7, or 8 when there is none.
    @inline(__always) var first: Int { bits.trailingZeroBitCount >> 3 }

    @inline(__always)
    static func | (left: Matches, right: Matches) -> Matches {
      Matches(bits: left.bits | right.bits)
    }
  }
}
