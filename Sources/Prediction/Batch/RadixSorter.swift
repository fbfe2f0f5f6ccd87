/// Sorts 64-bit keys digit by digit, and tells where each came from.
struct RadixSorter {
  private static let digitBits = 11
  private static let digitCount = 6
  private static let radix = 1 << digitBits
  private var spareKeys: [UInt64] = []
  private var spareRows: [UInt32] = []

  /// Sorts keys, equal ones in their order; returns the index that each had before.
  mutating func sort(_ keys: inout [UInt64]) -> [UInt32] {
    let count = keys.count
    var rows = (0..<UInt32(count)).map { $0 }
    if spareKeys.count != count {
      spareKeys = [UInt64](repeating: 0, count: count)
      spareRows = [UInt32](repeating: 0, count: count)
    }
    let counts = RadixSorter.digitCounts(keys)
    for digit in 0..<RadixSorter.digitCount {
      let first = digit * RadixSorter.radix
      let own = counts[first..<(first + RadixSorter.radix)]
      // A digit that all keys share changes nothing.
      if own.contains(UInt32(count)) { continue }
      var next: [UInt32] = []
      next.reserveCapacity(RadixSorter.radix)
      var sum: UInt32 = 0
      for count in own {
        next.append(sum)
        sum += count
      }
      scatter(keys, rows, digit: digit, to: &next)
      swap(&keys, &spareKeys)
      swap(&rows, &spareRows)
    }
    return rows
  }

  /// How often each digit has each value.
  private static func digitCounts(_ keys: [UInt64]) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: digitCount * radix)
    for key in keys {
      for digit in 0..<digitCount { counts[digit * radix + value(of: digit, in: key)] += 1 }
    }
    return counts
  }

  private mutating func scatter(
    _ keys: [UInt64], _ rows: [UInt32], digit: Int, to next: inout [UInt32]
  ) {
    for (key, row) in zip(keys, rows) {
      let value = RadixSorter.value(of: digit, in: key)
      let place = Int(next[value])
      next[value] += 1
      spareKeys[place] = key
      spareRows[place] = row
    }
  }

  @inline(__always)
  private static func value(of digit: Int, in key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(digit * digitBits)) & (radix - 1)
  }
}
