/// Distinct texts and their codes, by open addressing over the raw bytes.
struct LevelDictionary: Sendable {
  private(set) var levels = PackedStrings()
  private var hashes: [UInt32] = []
  private var slots: [Int32]

  init(capacity: Int = 64) {
    slots = [Int32](repeating: -1, count: capacity)
  }

  var count: Int { levels.count }

  /// The code of a text, added when it is new.
  @inline(__always)
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = unsafe LevelDictionary.hash(text)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let code = slots[slot]
      if code < 0 { break }
      if hashes[Int(code)] == hash, unsafe isLevel(Int(code), equalTo: text) { return code }
      slot = (slot + 1) & mask
    }
    return unsafe insert(text, hash: hash, slot: slot)
  }

  private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32, slot: Int) -> Int32 {
    let code = Int32(levels.count)
    unsafe levels.append(contentsOf: text)
    hashes.append(hash)
    slots[slot] = code
    if levels.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (code, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }

  @inline(__always)
  private func isLevel(_ code: Int, equalTo text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = code == 0 ? 0 : levels.ends[code - 1]
    guard levels.ends[code] - start == text.count else { return false }
    return unsafe levels.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<text.count where unsafe bytes[start + index] != text[index] { return false }
      return true
    }
  }

  /// Eight bytes at a time, multiplied and folded (the constants of wyhash).
  @inline(__always)
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(text)
    var state: UInt64 = 0xa076_1d64_78bd_642f ^ UInt64(text.count)
    var index = 0
    while index + 8 <= text.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      state = (state ^ word) &* 0xe703_7ed1_a0b4_28db
      state ^= state >> 32
      index += 8
    }
    var tail: UInt64 = 0
    while index < text.count {
      tail = unsafe tail << 8 | UInt64(text[index])
      index += 1
    }
    state = (state ^ tail) &* 0x8ebc_6af0_9c88_c6e3
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }
}
