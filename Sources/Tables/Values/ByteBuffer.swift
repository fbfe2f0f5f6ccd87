/// A growing run of bytes to write text into.
///
/// Appending is a compare and a store: an `Array` checks for other owners and for the type's size on
/// every call, which costs more than formatting the number that is appended.
@safe public struct ByteBuffer: ~Copyable {
  /// How many bytes there are.
  public private(set) var count = 0
  private var capacity: Int
  private var base: UnsafeMutablePointer<UInt8>

  /// An empty buffer with room for some bytes.
  public init(capacity: Int = 256) {
    self.capacity = max(capacity, 32)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit { unsafe base.deallocate() }

  /// The bytes as an array.
  public var array: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// The bytes as text.
  public var text: String {
    unsafe String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// Makes room for so many more bytes.
  @inline(__always)
  private mutating func makeRoom(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
  }

  /// Adds one byte.
  @inline(__always)
  public mutating func append(_ byte: UInt8) {
    makeRoom(1)
    unsafe base[count] = byte
    count += 1
  }

  /// Adds bytes.
  public mutating func append(_ bytes: [UInt8]) { append(bytes, in: bytes.indices) }

  /// Adds a part of some bytes.
  public mutating func append(_ bytes: [UInt8], in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    unsafe bytes.withUnsafeBufferPointer {
      unsafe append(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// Adds the UTF-8 bytes of a text.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.baseAddress else { return }
    makeRoom(bytes.count)
    unsafe (base + count).update(from: first, count: bytes.count)
    count += bytes.count
  }
}

extension ByteBuffer {
  /// Adds a whole number in decimal.
  public mutating func appendDigits(of value: Int) {
    if (0..<10).contains(value) { return append(UInt8(ascii: "0") + UInt8(value)) }
    if value < 0 { append(UInt8(ascii: "-")) }
    appendDigits(of: value.magnitude, atLeast: 1)
  }

  /// Adds digits, with zeros in front where there are too few.
  private mutating func appendDigits(of value: UInt, atLeast width: Int) {
    var length = 1
    var rest = value
    while rest >= 10 {
      rest /= 10
      length += 1
    }
    length = max(length, width)
    makeRoom(length)
    rest = value
    var place = count + length
    while place > count {
      place -= 1
      unsafe base[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += length
  }

  /// Adds a number with a fixed count of decimals, as ``Swift/Double/fixed(_:)`` writes it.
  public mutating func appendFixed(_ value: Double, decimals: Int, alwaysSigned: Bool = false) {
    let scale = Double.powersOfTen[min(max(decimals, 0), 15)]
    let scaled = (value.magnitude * scale).rounded()
    guard value.magnitude < 1e15, scaled < 9e18 else {
      append(value.description)
      return
    }
    if value < 0 && scaled != 0 {
      append(UInt8(ascii: "-"))
    } else if alwaysSigned {
      append(UInt8(ascii: "+"))
    }
    let digits = UInt(scaled)
    guard decimals > 0 else { return appendDigits(of: digits, atLeast: 1) }
    let whole = digits / UInt(scale)
    appendDigits(of: whole, atLeast: 1)
    append(UInt8(ascii: "."))
    appendDigits(of: digits - whole * UInt(scale), atLeast: min(decimals, 15))
  }
}
