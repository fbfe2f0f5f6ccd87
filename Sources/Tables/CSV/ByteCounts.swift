/// How many quotes and line feeds a run of bytes holds.
struct ByteCounts {
  private(set) var quotes = 0
  private(set) var lineFeeds = 0

  /// Counts eight bytes at a time, each in a byte of its own up to 255 before they are added up.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    if let base = bytes.baseAddress {
      let quote = ByteWord(repeating: Byte.quote)
      let lineFeed = ByteWord(repeating: Byte.lineFeed)
      while index + 8 <= bytes.count {
        let end = min(index + 255 * 8, bytes.count - 7)
        var (quoteCounts, lineCounts): (UInt64, UInt64) = (0, 0)
        while index < end {
          let word = unsafe ByteWord(base, at: index)
          quoteCounts &+= word.allMatches(quote)
          lineCounts &+= word.allMatches(lineFeed)
          index += 8
        }
        quotes += ByteCounts.sum(quoteCounts)
        lineFeeds += ByteCounts.sum(lineCounts)
      }
    }
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte == Byte.quote { quotes += 1 }
      if byte == Byte.lineFeed { lineFeeds += 1 }
      index += 1
    }
  }

  /// The sum of eight bytes.
  private static func sum(_ counts: UInt64) -> Int {
    let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ (counts >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
