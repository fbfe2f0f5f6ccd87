/// Finds what is not UTF-8 text in a run of bytes, before anything is made of them.
enum UTF8Check {
  struct Fault {
    let offset: Int
    let bytes: [UInt8]
    let reachesEnd: Bool

    func kind(isLast: Bool) -> DataProblem.Kind {
      if bytes == [0] { return .nulByte }
      if bytes == [0xEF, 0xBB, 0xBF] { return .byteOrderMarkInside }
      let shown = bytes.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
      return .invalidUTF8(bytes: shown, atEnd: reachesEnd && isLast)
    }
  }

  /// The first NUL, byte order mark or malformed sequence.
  static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Fault? {
    if unsafe isPlainASCII(bytes) { return nil }
    var index = 0
    while index < bytes.count {
      if unsafe isPlainWord(bytes, at: index) {
        index += 8
        continue
      }
      let byte = unsafe bytes[index]
      if byte < 0x80 {
        guard byte != 0 else { return Fault(offset: index, bytes: [0], reachesEnd: false) }
        index += 1
        continue
      }
      let length = unsafe sequenceLength(bytes, at: index)
      guard length > 0 else {
        let shown = unsafe Array(bytes[index..<min(index + 2, bytes.count)])
        let expected = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return Fault(offset: index, bytes: shown, reachesEnd: index + expected > bytes.count)
      }
      if length == 3, byte == 0xEF, unsafe bytes[index + 1] == 0xBB, unsafe bytes[index + 2] == 0xBF
      {
        return Fault(offset: index, bytes: [0xEF, 0xBB, 0xBF], reachesEnd: false)
      }
      index += length
    }
    return nil
  }

  /// Whether all bytes are in 1...127, eight at a time.
  private static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits: UInt64 = 0x8080_8080_8080_8080
    var suspicious: UInt64 = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      suspicious |= word | (word &- ones)
      index += 8
    }
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte == 0 || byte >= 0x80 { return false }
      index += 1
    }
    return suspicious & highBits == 0
  }

  /// Whether eight bytes from here are in 1...127.
  @inline(__always)
  private static func isPlainWord(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 8 <= bytes.count else { return false }
    let raw = UnsafeRawBufferPointer(bytes)
    let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    return (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0
  }

  /// The length of a well-formed sequence of two to four bytes (Unicode table 3-7), else 0.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = unsafe bytes[index]
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      unsafe index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch lead {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
