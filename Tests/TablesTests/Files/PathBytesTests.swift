import TestSupport
import Testing

@testable import Tables

@Suite("paths that are no UTF-8")
struct PathBytesTests {
  @Test(
    "come back byte by byte, and are shown escaped",
    arguments: [
      ([0x61, 0xC3, 0xA9, 0x2E], "a\u{E9}."), ([0x61, 0xFF, 0x62], "a\\xffb"),
      ([0xC3], "\\xc3"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
      ([0xF4, 0x8F, 0xBF, 0xBF], "\\xf4\\x8f\\xbf\\xbf"), ([0xF0, 0x9F, 0x98, 0x80], "\u{1F600}"),
      ([], ""),
    ] as [([UInt8], String)])
  func roundTrip(bytes: [UInt8], shown: String) {
    let text = PathBytes.text(of: bytes)
    #expect(PathBytes.bytes(of: text) == bytes)
    #expect(text.displayed() == shown && PathBytes.shown(text) == shown)
  }

  @Test("any bytes come back", arguments: 1...40 as ClosedRange<UInt64>)
  func anyBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<60).map { _ in UInt8(truncatingIfNeeded: 1 + random.next() % 255) }
    let lead: [UInt8] = [0xF4, 0x8F, 0xBC, 0x80 | UInt8(seed & 0x3F)]
    #expect(PathBytes.bytes(of: PathBytes.text(of: lead + bytes)) == lead + bytes)
  }

  @Test("name files that are written and read")
  func files() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + PathBytes.text(of: [0xFF, 0x2E, 0x63, 0x73, 0x76])
      try AtomicFile.write(Array("id,x\n1,2\n".utf8), to: path)
      #expect(try CSVFile(path).names == ["id", "x"])
      #expect(AtomicFile.refusal(path) == nil && !AtomicFile.isStream(path))
    }
  }
}
