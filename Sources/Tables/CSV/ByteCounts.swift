internal import CRowKernels

/// How many quotes and line feeds a run of bytes holds.
struct ByteCounts {
  let quotes: Int
  let lineFeeds: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let counts = unsafe bytes.baseAddress.map { unsafe ByteKernels.best.count($0, bytes.count) }
    quotes = counts?.quotes ?? 0
    lineFeeds = counts?.line_feeds ?? 0
  }
}
