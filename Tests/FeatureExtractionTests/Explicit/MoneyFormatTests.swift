import Testing

@testable import FeatureExtraction

@Suite("money")
struct MoneyFormatTests {
  @Test(
    "an amount is read in its currency and its marks",
    arguments: [
      ("1.234,56 €", .eu, 1234.56), ("EUR 1.234,56", .eu, 1234.56), ("1234,5", .eu, 1234.5),
      ("1 234 567 €", .eu, 1_234_567), ("1.234", .eu, 1234), ("-€ 12", .eu, -12),
      ("€ -12", .eu, -12), ("−3,50", .eu, -3.5), ("€0", .eu, 0), ("-0", .eu, 0),
      ("1,234.56", .us, 1234.56), ("€1,234", .us, 1234), ("12eur", .us, 12),
      ("1'234.50", .ch, 1234.5), ("  7 ", .us, 7),
    ] as [(String, MoneyFormat.Marks, Double)])
  func amounts(text: String, marks: MoneyFormat.Marks, amount: Double) throws {
    let format = try #require(MoneyFormat(currency: "EUR", marks: marks))
    #expect(format.reading(text) == .amount(amount))
  }

  @Test(
    "another currency is named, never converted",
    arguments: [
      ("$ 100", "$"), ("100 USD", "USD"), ("£1,234.50", "£"), ("US$ 5", "US$"), ("kr 9", "kr"),
    ])
  func otherCurrencies(text: String, written: String) throws {
    let format = try #require(MoneyFormat(currency: "EUR", marks: .us))
    #expect(format.reading(text) == .otherCurrency(written))
  }

  @Test(
    "what is no amount is none",
    arguments: [
      "", "€", "1.2.3", "1,23,4", "12,3456.0", "1.234,56", "about 100", "100 per month", "1e3",
      "1.",
      ",5", "1,", "٣", "2000000000000000", "0x10", "nan", "--5", "10-20",
    ])
  func refused(text: String) throws {
    let format = try #require(MoneyFormat(currency: "EUR", marks: .us))
    #expect(format.reading(text) == .notMoney)
  }

  @Test("a dollar sign is any dollar's", arguments: ["USD", "CAD", "AUD"])
  func dollars(currency: String) throws {
    let format = try #require(MoneyFormat(currency: currency, marks: .us))
    #expect(format.reading("$5") == .amount(5))
  }

  @Test("a currency is three capital letters", arguments: ["eur", "€", "EURO", "", "EÜR"])
  func codes(code: String) { #expect(MoneyFormat(currency: code, marks: .us) == nil) }
}
