import Testing

@testable import Simulation

@Suite("The calendar of the world")
struct WorldCalendarTests {
  // Seconds as printed by `date -u -d … +%s`.
  @Test(
    "moments are written as RFC 3339",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
      (951_782_400, "2000-02-29T00:00:00Z"), (1_741_079_520, "2025-03-04T09:12:00Z"),
      (WorldCalendar.start, "2025-01-01T00:00:00Z"), (WorldCalendar.now, "2026-07-01T00:00:00Z"),
      (1_767_225_599, "2025-12-31T23:59:59Z"),
    ])
  func text(moment: Int, expected: String) {
    #expect(WorldCalendar.text(of: moment) == expected)
    #expect(WorldCalendar.dateText(of: moment) == expected.prefix(10))
  }

  @Test("the first day was a Wednesday, the cut-off is one too")
  func weekdays() {
    #expect(WorldCalendar.weekday(of: 0) == 3)
    #expect(WorldCalendar.weekday(of: WorldCalendar.start) == 2)
    #expect(WorldCalendar.weekday(of: WorldCalendar.now) == 2)
    #expect(WorldCalendar.days == 546)
  }

  @Test("a lead is mature 104 days before the cut-off, and not a second later")
  func maturity() {
    let boundary = WorldCalendar.now - 104 * WorldCalendar.day
    #expect(WorldCalendar.isMature(createdAt: boundary))
    #expect(!WorldCalendar.isMature(createdAt: boundary + 1))
  }

  @Test("fewer leads arrive at weekends, at night and in December")
  func arrivals() {
    let leads = Histories.standard.leads
    func share(_ condition: (Int) -> Bool) -> Double {
      Double(leads.count { condition($0.createdAt) }) / Double(leads.count)
    }
    #expect(share { WorldCalendar.weekday(of: $0) >= 5 } < 0.16)
    #expect(share { (8..<18).contains($0 % WorldCalendar.day / WorldCalendar.hour) } > 0.6)
    let december = share { WorldCalendar.text(of: $0).hasPrefix("2025-12") }
    let november = share { WorldCalendar.text(of: $0).hasPrefix("2025-11") }
    #expect(december < 0.85 * november)
  }
}
