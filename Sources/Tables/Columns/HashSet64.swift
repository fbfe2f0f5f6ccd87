/// A set of well-mixed 64-bit hashes by open addressing: 10 to 13 bytes each, a quarter of what a `Set`
/// may cost.
///
/// The hashes are shared out between small tables, each of which grows by a quarter when it is four
/// fifths full: so little is empty, and only one small table is ever there twice.
public struct HashSet64: Sendable {
  /// How many hashes there are.
  public private(set) var count = 0
  private var tables = [Table](repeating: Table(), count: 1 << HashSet64.tableBits)

  private static let tableBits = 6

  /// No hashes.
  public init() {}

  /// Adds a hash; tells whether it is new.
  ///
  /// The hash 0 counts as 1.
  public mutating func insert(_ hash: UInt64) -> Bool {
    let hash = max(hash, 1)
    let isNew = tables[Int(hash >> (64 - HashSet64.tableBits))].insert(hash)
    count += isNew ? 1 : 0
    return isNew
  }

  /// The hashes that have their first bits in common.
  private struct Table {
    private var count = 0
    /// The hashes; 0 is an empty slot.
    private var slots: [UInt64] = []

    mutating func insert(_ hash: UInt64) -> Bool {
      if count * 5 >= slots.count * 4 { grow() }
      var slot = home(of: hash)
      while slots[slot] != 0 {
        if slots[slot] == hash { return false }
        slot = slot + 1 < slots.count ? slot + 1 : 0
      }
      slots[slot] = hash
      count += 1
      return true
    }

    /// Where a hash would stand in an empty table: in the order of the hashes, so that growing goes
    /// through memory from end to end.
    private func home(of hash: UInt64) -> Int {
      Int((hash << HashSet64.tableBits).multipliedFullWidth(by: UInt64(slots.count)).high)
    }

    private mutating func grow() {
      let hashes = slots
      slots = [UInt64](repeating: 0, count: max(16, slots.count * 5 / 4))
      for hash in hashes where hash != 0 {
        var slot = home(of: hash)
        while slots[slot] != 0 { slot = slot + 1 < slots.count ? slot + 1 : 0 }
        slots[slot] = hash
      }
    }
  }
}
