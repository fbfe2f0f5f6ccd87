import Testing

@testable import Tables

@Suite("Spans of time")
struct TimeSpanTests {
  @Test(
    "reads a whole number and a unit",
    arguments: [
      ("90d", 7_776_000), ("2w", 1_209_600), ("36h", 129_600), ("30m", 1800), ("45s", 45),
      ("36500d", 3_153_600_000),
    ])
  func reads(text: String, seconds: Int64) {
    #expect(TimeSpan(text)?.microseconds == seconds * 1_000_000)
  }

  @Test(
    "refuses all else",
    arguments: [
      "", "d", "0d", "-1d", "+1d", "1.5h", "1 d", "10", "1y", "1D", "36501d",
      "99999999999999999999d", "٣d", "1d1h",
    ])
  func refuses(text: String) { #expect(TimeSpan(text) == nil) }

  @Test(
    "is written in the largest unit that divides it",
    arguments: [
      ("14d", "14d"), ("2w", "14d"), ("36h", "36h"), ("48h", "2d"), ("90m", "90m"), ("60s", "1m"),
      ("45s", "45s"),
    ])
  func description(text: String, written: String) {
    #expect(TimeSpan(text)?.description == written)
  }

  @Test("parts of a second and spans backwards in time are written too")
  func oddDescriptions() {
    #expect(TimeSpan(microseconds: 1_500_000).description == "1.5s")
    #expect(TimeSpan(microseconds: -86_400_000_000).description == "-1d")
    #expect(TimeSpan(days: -14).description == "-14d")
  }

  @Test("is compared and measured in days")
  func days() {
    #expect(TimeSpan(days: 1) < TimeSpan(days: 2))
    #expect(TimeSpan("36h")?.days == 1.5)
  }
}
