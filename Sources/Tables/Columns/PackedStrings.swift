/// Many short UTF-8 strings in one buffer, read by index.
///
/// A million `String` values cost a heap block each; these cost their bytes and one offset.
public struct PackedStrings: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []
  /// The end of each string in ``joined``.
  public private(set) var ends: [Int] = []

  /// No strings.
  public init() {}

  /// The strings of a sequence, in order.
  public init(_ strings: some Sequence<String>) {
    ends.reserveCapacity(strings.underestimatedCount)
    for string in strings { append(string) }
  }

  /// The strings that end at the given places of joined UTF-8 bytes.
  ///
  /// - Precondition: the ends do not fall, and the last is the end of the bytes.
  public init(joined: [UInt8], ends: [Int]) {
    precondition(
      (ends.last ?? 0) == joined.count && zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }
        && (ends.first ?? 0) >= 0, "the ends of \(ends.count) strings are out of order")
    bytes = joined
    self.ends = ends
  }

  /// How many strings there are.
  public var count: Int { ends.count }

  /// The UTF-8 bytes of all strings, end to end.
  public var joined: [UInt8] { bytes }

  /// The string at an index.
  public subscript(index: Int) -> String {
    String(decoding: utf8(at: index), as: UTF8.self)
  }

  /// The UTF-8 bytes of the string at an index.
  public func utf8(at index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Works on the UTF-8 bytes of the string at an index.
  @inline(__always)
  func withUTF8<R>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe body(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// Whether all bytes are below 128; all are looked at, many at a time.
  var isASCII: Bool { bytes.reduce(0, |) < 0x80 }

  /// How many bytes the string at an index has.
  public func length(at index: Int) -> Int { ends[index] - (index == 0 ? 0 : ends[index - 1]) }

  /// Goes over the texts until `body` returns false; each is followed by ``RecordBytes/padding``
  /// readable bytes.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>) -> Bool) {
    var padded = bytes
    padded.append(contentsOf: repeatElement(0, count: RecordBytes.padding))
    unsafe padded.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in ends {
        guard unsafe body(UnsafeBufferPointer(rebasing: bytes[start..<end])) else { return }
        start = end
      }
    }
  }

  /// Whether the string at an index is empty.
  func isEmpty(at index: Int) -> Bool {
    ends[index] == (index == 0 ? 0 : ends[index - 1])
  }

  /// Adds one string at the end.
  public mutating func append(_ string: String) {
    bytes.append(contentsOf: string.utf8)
    ends.append(bytes.count)
  }

  @inline(__always)
  mutating func append(contentsOf utf8: UnsafeBufferPointer<UInt8>) {
    unsafe bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
  }

  mutating func append(_ utf8: ArraySlice<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
  }

  mutating func append(contentsOf other: PackedStrings) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 + base })
  }

  mutating func appendEmpty(count: Int = 1) {
    ends.append(contentsOf: repeatElement(bytes.count, count: count))
  }

  mutating func reserve(count: Int, bytes byteCount: Int) {
    ends.reserveCapacity(count)
    bytes.reserveCapacity(byteCount)
  }
}
