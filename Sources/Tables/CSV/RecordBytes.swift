/// A run of bytes with a few line feeds behind it, so that whole words can be read near its end.
///
/// The padding is memory that may be read but holds no content: a search for the end of a field
/// always stops there, and loading eight or sixteen bytes from any position never leaves the array.
struct RecordBytes: Sendable {
  /// How many bytes may be read beyond any position of the content.
  static let padding = 16

  /// The content, then `padding` line feeds.
  private(set) var padded: [UInt8]
  /// The length of the content.
  private(set) var count: Int

  /// A copy of some bytes.
  init(_ content: some Collection<UInt8>) {
    count = content.count
    padded = Array(content)
    padded.append(contentsOf: repeatElement(Byte.lineFeed, count: RecordBytes.padding))
  }

  /// Up to `limit` bytes that `fill` writes; it returns how many it wrote.
  init(limit: Int, fill: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows {
    var filled = 0
    padded = try unsafe [UInt8](unsafeUninitializedCapacity: limit + RecordBytes.padding) {
      buffer, initialized in
      let room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<limit])
      filled = try unsafe fill(UnsafeMutableRawBufferPointer(room))
      initialized = filled + RecordBytes.padding
      for index in filled..<initialized { unsafe buffer[index] = Byte.lineFeed }
    }
    count = filled
  }

  var isEmpty: Bool { count == 0 }

  /// The content without its padding.
  var content: ArraySlice<UInt8> { padded[..<count] }

  /// Drops content from the end.
  mutating func truncate(to length: Int) {
    padded.removeLast(count - length)
    for index in length..<padded.count { padded[index] = Byte.lineFeed }
    count = length
  }

  /// Works on the content; reading `padding` bytes beyond it is allowed.
  @inline(__always)
  func withContent<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try unsafe padded.withUnsafeBufferPointer {
      try unsafe body(UnsafeBufferPointer(rebasing: $0[..<count]))
    }
  }
}
