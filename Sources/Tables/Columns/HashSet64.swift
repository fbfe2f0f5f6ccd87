/// A set of 64-bit hashes by open addressing: 8 to 32 bytes each, half of what a `Set` costs.
public struct HashSet64: Sendable {
  /// How many hashes there are.
  public private(set) var count = 0
  /// The hashes; 0 is an empty slot.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// No hashes.
  public init() {}

  /// Adds a hash; tells whether it is new.
  ///
  /// The hash 0 counts as 1.
  public mutating func insert(_ hash: UInt64) -> Bool {
    let hash = max(hash, 1)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = hash
    count += 1
    if count * 4 > slots.count * 3 { grow() }
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for hash in slots where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = hash
    }
    slots = larger
  }
}
