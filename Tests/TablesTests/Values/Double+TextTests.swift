import Testing

@testable import Tables

@Suite("Numbers as text")
struct DoubleTextTests {
  @Test(
    "the shortest text that reads back",
    arguments: [
      (0, "0"), (-0.0, "0"), (7, "7"), (-7, "-7"), (0.1, "0.1"), (1.5e-7, "1.5e-07"),
      (123_456_789, "123456789"),
      (999_999_999_999_999, "999999999999999"), (1e15, "1000000000000000.0"), (.nan, "nan"),
    ] as [(Double, String)])
  func shortText(number: Double, text: String) {
    #expect(number.shortText == text)
    if !number.isNaN { #expect(Double(text) == number) }
  }

  @Test(
    "a fixed count of decimals",
    arguments: [
      (0.5, 0, "1"), (-0.5, 2, "-0.50"), (-0.001, 2, "0.00"), (0, 3, "0.000"), (1.005, 2, "1.00"),
      (2.5, 0, "3"),
      (-2.5, 0, "-3"), (0.999, 2, "1.00"), (12.3, 1, "12.3"), (1e14, 6, "100000000000000.0"),
      (1e14, 4, "100000000000000.0000"),
      (1e15, 2, "1000000000000000.0"), (.infinity, 2, "inf"), (0.1, 15, "0.100000000000000"),
      (1e-9, 3, "0.000"),
      (123.456, 20, "123.456000000000000"),
    ] as [(Double, Int, String)])
  func fixed(number: Double, decimals: Int, text: String) {
    #expect(number.fixed(decimals) == text)
    var bytes = ByteBuffer()
    bytes.appendFixed(number, decimals: decimals)
    #expect(bytes.text == text)
  }

  @Test(
    "always with a sign",
    arguments: [
      (0.844, "+0.84"), (-0.844, "-0.84"), (-0.001, "+0.00"), (0, "+0.00"), (.nan, "nan"),
    ] as [(Double, String)])
  func signed(number: Double, text: String) {
    #expect(number.signed(2) == text)
    var bytes = ByteBuffer()
    bytes.appendFixed(number, decimals: 2, alwaysSigned: true)
    #expect(bytes.text == text)
  }

  @Test("no finite number of any size traps", arguments: 0..<4)
  func anySize(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<2000 {
      let number = Double(bitPattern: random.next())
      for decimals in [0, 1, 6, 15, 22, 100] { #expect(!number.fixed(decimals).isEmpty) }
    }
  }
}
