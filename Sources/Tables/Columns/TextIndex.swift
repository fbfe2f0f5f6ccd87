/// Finds texts among many by open addressing, without making a `String`: 32 to 80 bytes a text.
///
/// Texts are compared in their composed form, so that a letter with an accent is found however it
/// is spelled.
public struct TextIndex: Sendable {
  private let texts: PackedStrings
  private let keys: [TextKey]
  /// A hash above the position of its text plus 1; 0 is empty.
  private let slots: [UInt64]

  /// An index of texts; of equal ones the first is found.
  public init(_ given: PackedStrings) {
    let texts = given.composed
    let keys = texts.keys
    // Four slots a text: nearly every text is found at the first look.
    var capacity = 16
    while capacity < texts.count * 4 { capacity *= 2 }
    var slots = [UInt64](repeating: 0, count: capacity)
    for (position, key) in keys.enumerated() {
      var slot = key.hash & (capacity - 1)
      var isKnown = false
      while slots[slot] != 0, !isKnown {
        let other = TextIndex.position(slots[slot])
        isKnown =
          keys[other] == key && (key.isExact || texts.utf8(at: other) == texts.utf8(at: position))
        slot = (slot + 1) & (capacity - 1)
      }
      if !isKnown { slots[slot] = TextIndex.mark(key) << 32 | UInt64(position + 1) }
    }
    self.texts = texts
    self.keys = keys
    self.slots = slots
  }

  /// The position of each text in the index; -1 where it is not there.
  public func positions(of given: PackedStrings) -> [Int32] {
    let sought = given.composed
    let keys = sought.keys
    var positions: [Int32] = []
    positions.reserveCapacity(keys.count)
    for first in stride(from: 0, to: keys.count, by: TextIndex.ahead) {
      let chunk = first..<min(first + TextIndex.ahead, keys.count)
      fetch(keys, chunk)
      for index in chunk { positions.append(position(of: keys[index], sought, index)) }
    }
    return positions
  }

  /// How many texts are looked up together.
  private static let ahead = 64

  /// Looks at the places where some texts are expected, first in the table, then among the keys.
  ///
  /// Both are larger than a processor's cache: looked at one by one, every text would wait for
  /// memory twice; looked at in a row, they wait together.
  @inline(never)
  @discardableResult
  private func fetch(_ sought: [TextKey], _ chunk: Range<Int>) -> UInt64 {
    let mask = slots.count - 1
    var touched: UInt64 = 0
    for index in chunk { touched ^= slots[sought[index].hash & mask] }
    for index in chunk {
      let slot = slots[sought[index].hash & mask]
      if slot != 0 { touched ^= keys[TextIndex.position(slot)].low }
    }
    return touched
  }

  @inline(__always)
  private func position(of key: TextKey, _ sought: PackedStrings, _ index: Int) -> Int32 {
    let mask = slots.count - 1
    var slot = key.hash & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == TextIndex.mark(key) {
        let position = TextIndex.position(slots[slot])
        if keys[position] == key,
          key.isExact || texts.utf8(at: position) == sought.utf8(at: index)
        {
          return Int32(position)
        }
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  @inline(__always)
  private static func position(_ slot: UInt64) -> Int {
    Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
  }

  /// Bits of a key that its place in the table does not tell.
  @inline(__always)
  private static func mark(_ key: TextKey) -> UInt64 { key.mixed >> 32 }
}

extension PackedStrings {
  /// The same texts in their composed form.
  fileprivate var composed: PackedStrings {
    guard !bytes.allSatisfy({ $0 < 0x80 }) else { return self }
    var composed = PackedStrings()
    for index in 0..<count { composed.append(utf8(at: index).normalized[...]) }
    return composed
  }

  /// The key of every text.
  fileprivate var keys: [TextKey] {
    var padded = bytes
    padded.append(contentsOf: repeatElement(0, count: RecordBytes.padding))
    return unsafe padded.withUnsafeBufferPointer { bytes in
      var start = 0
      return ends.map { end in
        defer { start = end }
        return unsafe TextKey(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      }
    }
  }
}
