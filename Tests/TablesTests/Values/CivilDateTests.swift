import Testing

@testable import Tables

@Suite("days of the calendar")
struct CivilDateTests {
  @Test(
    "a moment is a day of the zone's calendar",
    arguments: [
      ("1970-01-01T00:00:00Z", "UTC", 1970, 1, 1, 4),
      ("1969-12-31T23:59:59Z", "UTC", 1969, 12, 31, 3),
      ("2026-03-03T23:00:00Z", "Europe/Berlin", 2026, 3, 4, 3),
      ("2026-03-03T23:00:00Z", "UTC", 2026, 3, 3, 2),
      // The two days on which clocks change in 2026.
      ("2026-03-29T22:30:00Z", "Europe/Berlin", 2026, 3, 30, 1),
      ("2026-03-28T22:30:00Z", "Europe/Berlin", 2026, 3, 28, 6),
      ("2026-10-25T22:30:00Z", "Europe/Berlin", 2026, 10, 25, 7),
      ("2026-10-24T22:30:00Z", "Europe/Berlin", 2026, 10, 25, 7),
      ("2024-02-29T05:00:00Z", "America/New_York", 2024, 2, 29, 4),
      ("2024-03-01T04:59:59Z", "America/New_York", 2024, 2, 29, 4),
    ] as [(String, String, Int, Int, Int, Int)])
  func days(text: String, zone: String, year: Int, month: Int, day: Int, weekday: Int) throws {
    let moment = try #require(TimestampFormat.iso8601.timestamp(text))
    let date = try #require(CivilTimeZone(zone)).date(of: moment)
    #expect(
      [date.year, date.month, date.day, date.weekday] == [year, month, day, weekday], "\(date)")
  }
}
