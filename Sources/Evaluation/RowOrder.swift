/// Rows in the order of a number that each of them has.
enum RowOrder {
  private struct Entry {
    let key: UInt64
    let row: Int32
  }

  /// A digit is so wide that its counts stay in a core's nearest cache.
  private static let digitBits = 11
  /// Fewer rows than this are sorted by comparing them.
  private static let fewest = 2048

  /// The rows by ascending keys, rows of equal keys in the order given.
  ///
  /// A radix sort, from the last digit to the first; a digit that all rows share costs nothing.
  ///
  /// - Parameters:
  ///   - keys: A key for each row, by row.
  ///   - rows: The rows in the order in which equal keys stay.
  /// - Returns: The same rows in the order of their keys.
  static func ascending(_ keys: [UInt64], of rows: some Sequence<Int>) -> [Int] {
    var entries = rows.map { Entry(key: keys[$0], row: Int32($0)) }
    guard entries.count >= fewest else {
      let positions = entries.indices.sorted {
        (entries[$0].key, $0) < (entries[$1].key, $1)
      }
      return positions.map { Int(entries[$0].row) }
    }
    let buckets = 1 << digitBits
    var sorted = entries
    for shift in stride(from: 0, to: UInt64.bitWidth, by: digitBits) {
      func digit(_ entry: Entry) -> Int {
        Int(truncatingIfNeeded: entry.key >> UInt64(shift)) & (buckets - 1)
      }
      var starts = [Int](repeating: 0, count: buckets + 1)
      for entry in entries { starts[digit(entry) + 1] += 1 }
      guard !starts.contains(entries.count) else { continue }
      for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
      for entry in entries {
        let bucket = digit(entry)
        sorted[starts[bucket]] = entry
        starts[bucket] += 1
      }
      swap(&entries, &sorted)
    }
    return entries.map { Int($0.row) }
  }

  /// The rows by falling scores, rows of equal scores as they come; zero and minus zero are equal.
  ///
  /// The scores are finite.
  static func descending(_ scores: [Double]) -> [Int] {
    // The bits of a positive number grow with it, those of a negative one fall.
    let keys = scores.map { score -> UInt64 in
      let bits = (score + 0).bitPattern
      return ~(bits >> 63 == 0 ? bits | 1 << 63 : ~bits)
    }
    return ascending(keys, of: keys.indices)
  }
}
