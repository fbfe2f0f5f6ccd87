import Testing

@testable import Tables

@Suite("Numbers")
struct NumberFormatTests {
  @Test(
    "reads",
    arguments: [
      ("0", 0), ("7", 7), ("-7", -7), ("+1", 1), (".5", 0.5), ("5.", 5), ("-.5", -0.5),
      (" 12 ", 12),
      ("1E+05", 1e5), ("1e5", 1e5), ("1.5e-3", 0.0015), ("007", 7), ("0.1", 0.1), ("-0", 0),
      ("-0.0", 0),
      ("-0e9", 0), ("12345678", 12_345_678), ("123456789", 123_456_789),
      ("99999999.99999999", 99_999_999.99999999), ("0.12345678", 0.12345678),
      ("12345678.12345678", 12_345_678.12345678), ("0.123456789012", 0.123456789012),
      ("999999999999999", 999_999_999_999_999), ("1e15", 1e15), ("1000000000000000", 1e15),
      ("4.9e-324", .leastNonzeroMagnitude), ("1e-400", 0), ("-1e-400", 0), ("0e999999", 0),
      ("9007199254740993e-3", 9_007_199_254_740.993), ("0.30000000000000004", 0.30000000000000004),
      ("5e-324", .leastNonzeroMagnitude),
      ("0.00000000000000000000000000000123", 1.23e-30), ("3.0000000000000000000000000000", 3),
    ])
  func reads(text: String, number: Double) throws {
    let read = try #require(NumberFormat().number(text))
    #expect(read == number)
    #expect(read != 0 || read.sign == .plus)
    #expect(inField(text) == number)
  }

  @Test(
    "refuses",
    arguments: [
      "", " ", "nan", "NaN", "nan(0x1)", "inf", "-Infinity", "0x1p3", "0X10", "1,234", "1.234,56",
      "1 234", "1'234", "$1,200", "€1.200", "1200 USD", "12%", "(123)", "−5", "１２", "١٢", "1_000",
      "1e",
      "1e+", "e5", "12abc", "--5", "+-5", "1.2.3", ".", "-", "+", "-.", "1e5.5", "#DIV/0!", "TRUE",
      "5 .",
      "1\t", "1\u{A0}", "1e999", "-1e999", "1e16", "1000000000000001", "9223372036854775808",
    ])
  func refuses(text: String) {
    #expect(NumberFormat().number(text) == nil)
    #expect(inField(text) == nil)
  }

  @Test("reads 400 digits and rounds them rightly")
  func longNumbers() {
    let third = "0." + String(repeating: "3", count: 400)
    #expect(NumberFormat().number(third) == 1.0 / 3)
    #expect(NumberFormat().number(String(repeating: "9", count: 400)) == nil)
    #expect(NumberFormat().number(String(repeating: "0", count: 400) + "7") == 7)
  }

  @Test("reads a decimal comma where it is declared")
  func decimalComma() {
    let format = NumberFormat(decimal: UInt8(ascii: ","))
    #expect(format.number("1,5") == 1.5)
    #expect(format.number("-0,25e2") == -25)
    #expect(format.number("1.5") == nil)
    #expect(format.number("1.234,56") == nil)
    #expect(inField("12,75", format) == 12.75)
  }

  @Test("both ways of reading agree with Swift on random numbers", arguments: 0..<6)
  func randomNumbers(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<3000 {
      var text = Bool.random(using: &random) ? "" : "-"
      for _ in 0..<Int.random(in: 1...10, using: &random) {
        text += String(Int.random(in: 0...9, using: &random))
      }
      if Bool.random(using: &random) {
        text += "."
        for _ in 0..<Int.random(in: 1...14, using: &random) {
          text += String(Int.random(in: 0...9, using: &random))
        }
      }
      if Int.random(in: 0..<5, using: &random) == 0 {
        text += "e\(Int.random(in: -40...5, using: &random))"
      }
      let expected = Double(text).flatMap { $0.magnitude <= 1e15 ? $0 + 0 : nil }
      #expect(NumberFormat().number(text) == expected, "\(text)")
      #expect(inField(text) == expected, "\(text)")
    }
  }

  /// The number as a field of a file reads it, in front of more digits.
  private func inField(_ text: String, _ format: NumberFormat = NumberFormat()) -> Double? {
    var bytes = Array(text.utf8) + Array("5555555555555555".utf8)
    return unsafe bytes.withUnsafeMutableBufferPointer {
      let field = unsafe UnsafeBufferPointer(rebasing: $0[..<text.utf8.count])
      return unsafe format.number(inField: field)
    }
  }
}
