import Testing

@testable import Tables

@Suite("Decoding other encodings")
struct TextDecoderTests {
  private func decode(_ bytes: [UInt8], _ encoding: CSVFormat.Encoding, pieces: Int) -> (
    String, TextDecoder
  ) {
    var decoder = TextDecoder(encoding, start: Array(bytes.prefix(2)))
    var utf8: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = min(index + pieces, bytes.count)
      utf8 += decoder.utf8(of: Array(bytes[index..<end]), isLast: end == bytes.count)
      index = end
    }
    return (String(decoding: utf8, as: UTF8.self), decoder)
  }

  @Test("UTF-16 in pieces of any size", arguments: 1...9, [false, true])
  func utf16Pieces(pieces: Int, bigEndian: Bool) {
    let text = "\u{FEFF}a🦊é\r\n→\u{10FFFF}z"
    let (decoded, decoder) = decode(utf16(text, bigEndian: bigEndian), .utf16, pieces: pieces)
    #expect(decoded == text)
    #expect(decoder.fault == nil)
  }

  @Test("all characters of Windows-1252")
  func windows1252() {
    let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    let bytes = (1...255).map { UInt8($0) }.filter { !undefined.contains($0) }
    let (decoded, decoder) = decode(bytes, .windows1252, pieces: 10)
    #expect(decoder.fault == nil)
    #expect(decoded.unicodeScalars.count == 250)
    #expect(decoded.hasSuffix("ýþÿ"))
    // The characters of 0x80 to 0x9F, from unicode.org's CP1252.TXT.
    #expect(decoded.contains("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u{A0}"))
    for byte in undefined {
      #expect(decode([0x61, byte], .windows1252, pieces: 1).1.fault?.bytes == [byte])
    }
  }

  @Test(
    "broken surrogates and cut units are faults",
    arguments: [
      [0x61, 0, 0x00, 0xD8, 0x62, 0], [0x61, 0, 0x00, 0xDC], [0x61, 0, 0x62],
      [0x61, 0, 0x00, 0xD8],
    ] as [[UInt8]])
  func broken(bytes: [UInt8]) {
    for pieces in 1...4 {
      let fault = decode(bytes, .utf16, pieces: pieces).1.fault
      #expect(fault?.line == 1)
      #expect(fault?.column == 2)
    }
  }
}
