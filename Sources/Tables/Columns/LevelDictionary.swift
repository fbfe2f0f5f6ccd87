/// Distinct texts and their codes in order of first appearance, by open addressing.
struct LevelDictionary: Sendable {
  private(set) var levels = PackedStrings()
  private var slots: [Slot]

  /// A level's key and code; an empty slot has the code -1.
  private struct Slot {
    var key: TextKey
    var code: Int32

    static let empty = Slot(key: TextKey(), code: -1)
  }

  init(capacity: Int = 64) {
    slots = [Slot](repeating: .empty, count: capacity)
  }

  var count: Int { levels.count }

  /// The code of a text, added when it is new.
  ///
  /// The text must be followed by ``RecordBytes/padding`` readable bytes.
  @inline(__always)
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    unsafe code(of: text, key: TextKey(text))
  }

  @inline(__always)
  private mutating func code(of text: UnsafeBufferPointer<UInt8>, key: TextKey) -> Int32 {
    let mask = slots.count - 1
    var slot = key.hash & mask
    while true {
      let known = slots[slot]
      if known.code < 0 { break }
      if known.key == key, unsafe key.isExact || isLevel(Int(known.code), equalTo: text) {
        return known.code
      }
      slot = (slot + 1) & mask
    }
    return unsafe insert(text, key: key, slot: slot)
  }

  /// The code of another dictionary's level, in its composed form.
  mutating func code(ofLevel level: Int, in other: LevelDictionary) -> Int32 {
    let text = other.levels.utf8(at: level)
    guard text.isASCII else { return normalizedCode(of: text) }
    return unsafe text.withUnsafeBufferPointer { unsafe code(of: $0, key: TextKey(exactly: $0)) }
  }

  /// The code of a text in any memory, in its composed form.
  ///
  /// Canonically equivalent spellings (a letter with its accent, or followed by it) are one level.
  mutating func normalizedCode(of text: ArraySlice<UInt8>) -> Int32 {
    unsafe RecordBytes(text.normalized).withContent { unsafe code(of: $0) }
  }

  @inline(never)
  private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, key: TextKey, slot: Int) -> Int32
  {
    let code = Int32(levels.count)
    unsafe levels.append(contentsOf: text)
    slots[slot] = Slot(key: key, code: code)
    if levels.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 4)
    let mask = slots.count - 1
    for known in old where known.code >= 0 {
      var slot = known.key.hash & mask
      while slots[slot].code >= 0 { slot = (slot + 1) & mask }
      slots[slot] = known
    }
  }

  private func isLevel(_ code: Int, equalTo text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe levels.utf8(at: code).elementsEqual(text)
  }
}
