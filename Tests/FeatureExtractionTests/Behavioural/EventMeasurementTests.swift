import Tables
import Testing

@testable import FeatureExtraction

@Suite("measures of events")
struct EventMeasurementTests {
  private static let moment = Timestamp(year: 2026, month: 3, day: 15)

  /// One lead with events so many hours before the moment (negative: after it).
  private static func value(
    _ measure: EventMeasure, _ events: [(hours: Int, name: String, value: Double)],
    of names: [String] = ["login"]
  ) -> Double {
    let all = ["click", "login", "sent"]
    let log = EventLog(
      names: all,
      eventsByLead: [
        events.map { event in
          EventLog.Event(
            time: moment - TimeSpan(microseconds: Int64(event.hours) * 3_600_000_000),
            name: all.firstIndex(of: event.name) ?? 0, value: event.value)
        }
      ])
    let measurement = EventMeasurement(measure, of: names, events: log, moments: [moment])
    return measurement.values[0]
  }

  private static func logins(_ hours: [Int]) -> [(hours: Int, name: String, value: Double)] {
    hours.map { ($0, "login", .nan) }
  }

  @Test(
    "a window of two days holds what is younger than two days, the moment itself included",
    arguments: [
      ([0], 1), ([48], 0), ([47], 1), ([-1], 0), ([0, 0, 47, 48, 100, -5], 3), ([], 0),
    ] as [([Int], Double)])
  func counts(hours: [Int], count: Double) {
    let window = TimeSpan(days: 2)
    #expect(Self.value(.count(window), Self.logins(hours)) == count)
  }

  @Test(
    "days are those of the UTC calendar",
    arguments: [([1, 2, 23], 1), ([1, 24, 25], 2), ([0, 1], 2), ([24, 25], 2), ([], 0)]
      as [([Int], Double)])
  func days(hours: [Int], days: Double) {
    #expect(Self.value(.activeDays(TimeSpan(days: 9)), Self.logins(hours)) == days)
  }

  @Test("recency is the age of the newest event in days, and missing without one")
  func recency() {
    #expect(Self.value(.recency, Self.logins([36, 600, -1])) == 1.5)
    #expect(Self.value(.recency, Self.logins([0])) == 0)
    #expect(Self.value(.recency, Self.logins([-1])).isNaN)
    #expect(Self.value(.recency, [(5, "click", .nan)]).isNaN)
  }

  @Test("a trend compares rates, and is level without events")
  func trend() {
    let measure = EventMeasure.trend(short: TimeSpan(days: 5), long: TimeSpan(days: 10))
    #expect(Self.value(measure, []) == 0)
    #expect(Self.value(measure, Self.logins([24, 48, 144, 168])) == 0)
    // ln((2·10/5 + 1) / (2 + 1)) = ln(5/3)
    #expect(abs(Self.value(measure, Self.logins([24, 48])) - 0.510825623765990683) < 1e-15)
    // ln(1 / (2 + 1)) = −ln 3
    #expect(abs(Self.value(measure, Self.logins([144, 168])) + 1.09861228866810969) < 1e-15)
  }

  @Test("a rate is smoothed towards a half, and missing without anything to answer")
  func rate() {
    let measure = EventMeasure.rate(per: ["sent"], window: TimeSpan(days: 10))
    let sent: [(hours: Int, name: String, value: Double)] = [(9, "sent", .nan), (99, "sent", .nan)]
    #expect(Self.value(measure, sent, of: ["click"]) == 0.5 / 3)
    #expect(Self.value(measure, sent + [(8, "click", .nan)], of: ["click"]) == 1.5 / 3)
    #expect(Self.value(measure, [(8, "click", .nan)], of: ["click"]).isNaN)
  }

  @Test("every half-life takes half of what an event weighs")
  func decay() {
    let measure = EventMeasure.decayed(halfLife: TimeSpan(days: 14))
    #expect(Self.value(measure, Self.logins([0])) == 1)
    // The published example of exponential decay: 25 points, half-life 14 days, day 14: 12.5.
    #expect(25 * Self.value(measure, Self.logins([14 * 24])) == 12.5)
    #expect(Self.value(measure, Self.logins([0, 14 * 24, 28 * 24, -1])) == 1.75)
  }

  @Test("a sum adds the values that are there")
  func sum() {
    let events: [(hours: Int, name: String, value: Double)] = [
      (1, "login", 2.5), (2, "login", .nan), (3, "login", 4), (300, "login", 100),
      (4, "click", 50), (-1, "login", 1000),
    ]
    #expect(Self.value(.sum(TimeSpan(days: 7)), events) == 6.5)
    #expect(Self.value(.sum(TimeSpan(days: 7)), []) == 0)
  }
}
