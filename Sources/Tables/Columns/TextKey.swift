/// A text in two words: the text itself when it is at most 16 bytes long, else a hash of it.
///
/// Texts hold no NUL byte, so padding short ones with zeros keeps them apart; no UTF-8 text holds
/// the byte 0xFF, so it marks the keys that are hashes.
struct TextKey: Equatable, Sendable, BitwiseCopyable {
  let low: UInt64
  let high: UInt64

  /// Whether texts of equal keys are equal.
  @inline(__always) var isExact: Bool { high >> 56 != 0xFF }

  /// The key of the empty text.
  @inline(__always)
  init() { self.init(low: 0, high: 0) }

  @inline(__always)
  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of a text, read byte by byte where nothing may be read behind it.
  init(exactly text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= 16 else {
      self = unsafe TextKey(text)
      return
    }
    var (low, high): (UInt64, UInt64) = (0, 0)
    for index in 0..<text.count {
      let byte = unsafe UInt64(text[index])
      if index < 8 {
        low |= byte << UInt64(8 * index)
      } else {
        high |= byte << UInt64(8 * index - 64)
      }
    }
    self.init(low: low, high: high)
  }

  /// The key of a text that is followed by ``RecordBytes/padding`` readable bytes.
  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, !text.isEmpty else {
      self.init()
      return
    }
    let raw = unsafe UnsafeRawPointer(base)
    let count = text.count
    guard count <= 16 else {
      self = unsafe TextKey(hashing: raw, count: count)
      return
    }
    // Both words are read and cut, whatever the length: that differs from text to text, and no
    // processor can guess it.
    let first = unsafe UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    let second = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let lowBits = UInt64.max &>> UInt64(64 - 8 * min(count, 8))
    let highBits = count > 8 ? UInt64.max &>> UInt64(truncatingIfNeeded: 128 - 8 * count) : 0
    self.init(low: first & lowBits, high: second & highBits)
  }

  /// Eight bytes at a time, multiplied and folded (the constants of wyhash).
  private init(hashing raw: UnsafeRawPointer, count: Int) {
    var state: UInt64 = 0xa076_1d64_78bd_642f ^ UInt64(count)
    var index = 0
    while index < count {
      // The last word overlaps the one before.
      let start = min(index, count - 8)
      let word = unsafe UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      state = (state ^ word) &* 0xe703_7ed1_a0b4_28db
      state ^= state >> 32
      index += 8
    }
    self.init(low: state, high: (state &* 0x8ebc_6af0_9c88_c6e3) >> 8 | 0xFF << 56)
  }

  /// Well-mixed bits: every one depends on every byte of the text.
  ///
  /// The upper half of the product has to be folded in: a lower bit of a product knows nothing of
  /// the higher bits of its factors, where the last digits of an identifier stand.
  @inline(__always) var mixed: UInt64 {
    let product = (low ^ high &* 0x9e37_79b9_7f4a_7c15)
      .multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  /// Bits for the place in a hash table.
  @inline(__always) var hash: Int { Int(truncatingIfNeeded: mixed) }
}
