import Testing

@testable import Tables

@Suite("What a broken number probably is")
struct NumberFormatHintsTests {
  @Test(
    "hints",
    arguments: [
      ("1,5", .decimalComma), ("1.234,56", .decimalComma), ("1 234,56", .decimalComma),
      ("12,3456", .decimalComma),
      ("1,234", .groupedThousands), ("1,234.56", .groupedThousands), ("1 234", .groupedThousands),
      ("1'234'567", .groupedThousands), ("1\u{A0}234", .groupedThousands),
      ("1\u{202F}234", .groupedThousands),
      ("1,23,456", .groupedThousands), ("$1,200", .currency), ("€1.200", .currency),
      ("1200 USD", .currency),
      ("EUR 5", .currency), ("-$5", .currency), ("12%", .percent), ("12,5 %", .percent),
      ("(123)", .accounting),
      ("−5", .unicodeMinus), ("１２", .foreignDigits), ("١٢", .foreignDigits), ("0x1F", .hexadecimal),
      ("#DIV/0!", .spreadsheetError), ("#REF!", .spreadsheetError), ("#VALUE!", .spreadsheetError),
      ("nan", .notFinite), ("NaN", .notFinite), ("inf", .notFinite), ("-Infinity", .notFinite),
      ("nan(0x1)", .notFinite), ("unknown", .spellingOfMissing), ("n.a.", .spellingOfMissing),
      ("12abc", nil), ("1_000", nil), ("1.2.3", nil), ("--5", nil), ("1,2,3", nil),
    ] as [(String, NumberHint?)])
  func hints(text: String, hint: NumberHint?) {
    #expect(NumberFormat().problem(text) == .notANumber(found: text, hint: hint))
  }

  @Test(
    "a number in the right form is out of range",
    arguments: ["1e999", "1e16", "9223372036854775808"])
  func outOfRange(text: String) {
    #expect(NumberFormat().problem(text) == .numberOutOfRange(found: text))
  }

  @Test(
    "looks like a number in another format",
    arguments: [
      "1,5", "1.234,56", "1 234", "$1,200", "€1.200", "1200 USD", "usd 5", "12%", "(123)", "−5",
      "１２", "1e99",
      "#DIV/0!", "nan", "-Infinity", "Inf",
    ])
  func lookalike(text: String) { #expect(isLookalike(text)) }

  @Test(
    "looks like none",
    arguments: [
      "", "red", "A1", "12a", "12 Main St", "2026-01-02", "10:30", "192.168.0.1", "1.2.3",
      "030 1234567",
      "0301234", "120210000000000000", "1-10", "50+", "info", "nancy", "#1", "#hashtag", "三", "½",
      "第3号",
      "-", "()", "%", "$", "1/2", "a,b", "555 1234", "L0000123", "100k",
    ])
  func different(text: String) { #expect(!isLookalike(text)) }

  private func isLookalike(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe NumberFormat().isLookalike($0) }
  }
}
