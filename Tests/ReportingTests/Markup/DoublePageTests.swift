import Testing

@testable import Reporting

struct DoublePageTests {
  @Test(
    "Numbers are written as people read them",
    arguments: [
      (1.005.decimals(1), "1.0"), ((-0.25).decimals(2), "−0.25"), ((-0.001).decimals(2), "0.00"),
      (0.5.signedDecimals(1), "+0.5"), ((-0.5).signedDecimals(1), "−0.5"),
      (0.1057.percent(), "10.6 %"), (0.1.roundPercent, "10 %"), (0.025.roundPercent, "2.5 %"),
      (0.0.oddsRatioText, "1.00"), (5.0.oddsRatioText, "148"), (20.0.oddsRatioText, "> 999"),
      ((-20.0).oddsRatioText, "< 0.001"), ((-3.0).oddsRatioText, "0.050"),
      (0.0301.pValueText, "0.030"), (1e-12.pValueText, "< 0.001"),
      (3.14e-9.scientificText, "3.1e−9"), (9.96e5.scientificText, "1.0e+6"),
      (0.0.scientificText, "0"), (1_234_567.grouped, "1,234,567"), ((-1000).grouped, "−1,000"),
      (999.grouped, "999"),
    ])
  func text(written: String, expected: String) {
    #expect(written == expected)
  }

  @Test("What is no number says so", arguments: [Double.nan, .infinity, -.infinity])
  func absent(value: Double) {
    let texts = [
      value.decimals(2), value.signedDecimals(2), value.percent(), value.oddsRatioText,
      value.pValueText, value.scientificText, value.roundPercent,
    ]
    #expect(texts.allSatisfy { $0 == Double.absentText })
  }
}
