import Testing

@testable import Tables

@Suite("Checking UTF-8")
struct UTF8CheckTests {
  private func fault(_ bytes: [UInt8]) -> UTF8Check.Fault? {
    unsafe bytes.withUnsafeBufferPointer { unsafe UTF8Check.firstFault(in: $0) }
  }

  @Test("accepts exactly the sequences that Swift accepts, wherever they stand", arguments: 0..<16)
  func sequences(offset: Int) {
    let leads: [UInt8] =
      [0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE]
      + [0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF]
    let others: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    let before = [UInt8](repeating: 0x61, count: offset)
    for lead in leads {
      for second in others {
        for third in others {
          let bytes = before + [lead, second, third, 0x80, 0x62]
          let expected = String(validating: bytes, as: UTF8.self) != nil
          #expect((fault(bytes) == nil) == expected, "\(bytes)")
        }
      }
    }
  }

  @Test(
    "finds a fault at any position of long text", arguments: [0, 1, 7, 8, 9, 63, 64, 100, 1023])
  func position(_ position: Int) {
    for filler in ["a", "é", "a🦊"] {
      let text = Array(String(repeating: filler, count: 2000).utf8)
      #expect(fault(text) == nil)
      var zero = text
      zero[position] = 0
      #expect(fault(Array(text[..<0]) + [0] + text)?.offset == 0)
      if filler == "a" { #expect(fault(zero)?.offset == position) }
    }
  }

  @Test("every scalar value is accepted, except NUL and the byte order mark")
  func scalars() {
    for value in stride(from: UInt32(1), through: 0x10FFFF, by: 61) {
      guard let scalar = Unicode.Scalar(value), value != 0xFEFF else { continue }
      if fault(Array(String(scalar).utf8)) != nil { Issue.record("\(value)") }
    }
    #expect(fault(Array("a\u{FEFF}".utf8))?.offset == 1)
  }
}
