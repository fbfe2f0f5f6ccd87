/// Turns UTF-16 or Windows-1252 into UTF-8, piece by piece.
struct TextDecoder {
  /// Bytes that are no text, and where.
  struct Fault {
    let bytes: [UInt8]
    let line: Int
    let column: Int
  }

  private let encoding: CSVFormat.Encoding
  private let isBigEndian: Bool
  private var pending: [UInt8] = []
  private var line = 1
  private var column = 1
  /// Set at the first bytes that are no text of the encoding; nothing after them is decoded.
  private(set) var fault: Fault?

  /// A decoder of an encoding; a byte order mark in the first two bytes tells their order.
  init(_ encoding: CSVFormat.Encoding, start: [UInt8]) {
    self.encoding = encoding
    isBigEndian = start == [0xFE, 0xFF]
  }

  /// The text of the next piece; bytes of an unfinished character wait for the next.
  mutating func utf8(of piece: [UInt8], isLast: Bool) -> [UInt8] {
    let bytes = pending + piece
    pending = []
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + bytes.count / 4)
    switch encoding {
    case .utf8: return bytes
    case .windows1252: decodeWindows1252(bytes, into: &utf8)
    case .utf16: decodeUTF16(bytes, isLast: isLast, into: &utf8)
    }
    return utf8
  }

  private mutating func decodeWindows1252(_ bytes: [UInt8], into utf8: inout [UInt8]) {
    for byte in bytes {
      var code = UInt32(byte)
      if (0x80..<0xA0).contains(byte) { code = TextDecoder.windows1252[Int(byte) - 0x80] }
      guard code != 0 || byte == 0, let scalar = Unicode.Scalar(code) else {
        return fail([byte])
      }
      append(scalar, to: &utf8)
    }
  }

  private mutating func decodeUTF16(_ bytes: [UInt8], isLast: Bool, into utf8: inout [UInt8]) {
    func unit(_ index: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var index = 0
    while index < bytes.count {
      let isHigh = index + 1 < bytes.count && unit(index) & 0xFC00 == 0xD800
      let length = isHigh ? 4 : 2
      guard index + length <= bytes.count else {
        if isLast { return fail(bytes[index...]) }
        pending = Array(bytes[index...])
        return
      }
      var code = unit(index)
      if isHigh {
        let low = unit(index + 2)
        guard low & 0xFC00 == 0xDC00 else { return fail(bytes[index..<index + 2]) }
        code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(code) else { return fail(bytes[index..<index + 2]) }
      append(scalar, to: &utf8)
      index += length
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, to utf8: inout [UInt8]) {
    if scalar.isASCII {
      utf8.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    column += scalar == "\u{FEFF}" && line == 1 && column == 1 ? 0 : 1
    if scalar == "\n" { (line, column) = (line + 1, 1) }
  }

  private mutating func fail(_ bytes: some Sequence<UInt8>) {
    fault = Fault(bytes: Array(bytes), line: line, column: column)
  }

  /// The characters of the bytes 0x80 to 0x9F; 0 where there is none.
  private static let windows1252: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
