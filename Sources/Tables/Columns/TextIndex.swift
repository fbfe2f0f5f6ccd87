/// Finds texts among many by open addressing, without making a `String`: 48 to 96 bytes a text.
///
/// Texts that are numbers behind one prefix are found by these instead (``NumberedTexts``).
///
/// Texts are compared in their composed form, so that a letter with an accent is found however it
/// is spelled.
public struct TextIndex: Sendable, Equatable {
  /// The texts, in their composed form.
  public let texts: PackedStrings
  private let slots: [Slot]
  private let numbered: NumberedTexts?

  /// A text and its position; an empty slot has the position -1.
  ///
  /// The key beside the position saves a second look into memory.
  private struct Slot: Sendable, Equatable, BitwiseCopyable {
    let key: TextKey
    let position: Int32

    static let empty = Slot(key: TextKey(), position: -1)
  }

  /// An index of texts; of equal ones the first is found.
  public init(_ given: PackedStrings) {
    texts = given.composed
    numbered = NumberedTexts(texts)
    guard numbered == nil else {
      slots = []
      return
    }
    var capacity = 16
    while capacity < texts.count * 2 { capacity *= 2 }
    var slots = LargePages.array(repeating: Slot.empty, count: capacity)
    for (position, key) in texts.keys.enumerated() {
      var slot = key.hash & (capacity - 1)
      var isKnown = false
      while slots[slot].position >= 0, !isKnown {
        isKnown =
          slots[slot].key == key
          && (key.isExact
            || texts.utf8(at: Int(slots[slot].position)) == texts.utf8(at: position))
        slot = (slot + 1) & (capacity - 1)
      }
      if !isKnown { slots[slot] = Slot(key: key, position: Int32(position)) }
    }
    self.slots = slots
  }

  /// An index of texts that all differ and are one prefix and a number each; nil for others.
  ///
  /// It costs a tenth of what other indexes do, so that it can be kept.
  public init?(ofDistinctNumbers given: PackedStrings) {
    texts = given.composed
    guard let numbered = NumberedTexts(texts), numbered.areDistinct else { return nil }
    self.numbered = numbered
    slots = []
  }

  /// For each text the position of the first that is equal; nil where all are different.
  ///
  /// Whether all are is told by their hashes, in a third of the memory that an index takes.
  public static func firstPositions(of given: PackedStrings) -> [Int32]? {
    let composed = given.composed
    if let numbered = NumberedTexts(composed) {
      return numbered.areDistinct ? nil : positions(of: composed, by: numbered)
    }
    var hashes = composed.hashes()
    hashes.sort()
    guard zip(hashes, hashes.dropFirst()).contains(where: { $0 == $1 }) else { return nil }
    return TextIndex(given).positions(of: given)
  }

  /// The position of each text in the index; -1 where it is not there.
  public func positions(of given: PackedStrings) -> [Int32] {
    let sought = given.composed
    if let numbered { return TextIndex.positions(of: sought, by: numbered) }
    return positions(of: sought.keys) { sought.utf8(at: $0) }
  }

  /// The position of each text in a column of a block; -1 where it is not there.
  func positions(ofColumn column: Int, in block: RecordBlock) -> [Int32] {
    if let numbered { return positions(by: numbered, column, block) }
    var keys: [TextKey] = []
    keys.reserveCapacity(block.rowCount)
    unsafe block.forEachField(of: column) { _, text in
      keys.append(unsafe TextIndex.key(text.trimmingBlanks, isASCII: block.isASCII))
      return true
    }
    return positions(of: keys) { row in
      let text = block.utf8(row: row, column: column)
      return block.isASCII ? text : text.normalized[...]
    }
  }

  private func positions(by numbered: NumberedTexts, _ column: Int, _ block: RecordBlock) -> [Int32]
  {
    let isASCII = block.isASCII
    var positions = unsafe [Int32](unsafeUninitializedCapacity: block.rowCount) { places, count in
      count = unsafe block.forEachField(of: column) { row, text in
        let trimmed = unsafe text.trimmingBlanks
        unsafe places[row] =
          unsafe isASCII
          ? numbered.place(of: trimmed)
          : RecordBytes(Array(trimmed)[...].normalized).withContent {
            unsafe numbered.place(of: $0)
          }
        return true
      }
    }
    var places = positions.mutableSpan
    numbered.findPositions(at: &places)
    return positions
  }

  private static func positions(of texts: PackedStrings, by numbered: NumberedTexts) -> [Int32] {
    var positions = unsafe texts.map { unsafe numbered.place(of: $0) }
    var places = positions.mutableSpan
    numbered.findPositions(at: &places)
    return positions
  }

  @inline(__always)
  private static func key(_ text: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> TextKey {
    if isASCII { return unsafe TextKey(text) }
    return unsafe RecordBytes(Array(text)[...].normalized).withContent { unsafe TextKey($0) }
  }

  /// How many texts are looked up together.
  private static let ahead = 64

  /// The positions of texts by their keys.
  ///
  /// The table is larger than a processor's cache. The first slots of many texts are read in a row,
  /// because then they come from memory together; one by one each would be waited for.
  private func positions(of keys: [TextKey], text: (Int) -> ArraySlice<UInt8>) -> [Int32] {
    let mask = slots.count - 1
    var positions: [Int32] = []
    positions.reserveCapacity(keys.count)
    var first = [Slot](repeating: .empty, count: TextIndex.ahead)
    for start in stride(from: 0, to: keys.count, by: TextIndex.ahead) {
      let end = min(start + TextIndex.ahead, keys.count)
      for index in start..<end { first[index - start] = slots[keys[index].hash & mask] }
      for index in start..<end {
        let (slot, key) = (first[index - start], keys[index])
        if slot.key == key && key.isExact {
          positions.append(slot.position)
        } else {
          positions.append(
            key.isExact ? position(ofShort: key) : position(of: key, text: text(index)))
        }
      }
    }
    return positions
  }

  /// The position of a text that is its key.
  private func position(ofShort key: TextKey) -> Int32 {
    let mask = slots.count - 1
    var slot = key.hash & mask
    while slots[slot].position >= 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slots[slot].position
  }

  /// The position of a text whose key is a hash.
  private func position(of key: TextKey, text: ArraySlice<UInt8>) -> Int32 {
    let mask = slots.count - 1
    var slot = key.hash & mask
    while slots[slot].position >= 0 {
      let position = slots[slot].position
      if slots[slot].key == key, texts.utf8(at: Int(position)) == text { return position }
      slot = (slot + 1) & mask
    }
    return -1
  }
}

extension PackedStrings {
  /// The same texts in their composed form.
  fileprivate var composed: PackedStrings {
    guard !isASCII else { return self }
    var composed = PackedStrings()
    for index in 0..<count { composed.append(utf8(at: index).normalized[...]) }
    return composed
  }

  /// The key of every text.
  fileprivate var keys: [TextKey] { unsafe map { unsafe TextKey($0) } }

  /// Something of every text, each followed by ``RecordBytes/padding`` readable bytes.
  fileprivate func map<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(count)
    unsafe forEach { text in
      results.append(unsafe body(text))
      return true
    }
    return results
  }
}
