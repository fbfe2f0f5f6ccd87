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

  @Test("linear decay reaches nothing at its span")
  func linearDecay() {
    let measure = EventMeasure.linearlyDecayed(over: TimeSpan(days: 60))
    // Half of what an event weighs is gone after 30 days, as point systems of marketing decay.
    #expect(Self.value(measure, Self.logins([30 * 24])) == 0.5)
    #expect(Self.value(measure, Self.logins([0, 15 * 24, 60 * 24, 90 * 24, -1])) == 1.75)
    #expect(Self.value(measure, []) == 0)
  }

  @Test("not within a window is a flag")
  func absent() {
    let measure = EventMeasure.absent(TimeSpan(days: 2))
    #expect(Self.value(measure, Self.logins([48])) == 1)
    #expect(Self.value(measure, Self.logins([47])) == 0)
    #expect(Self.value(measure, Self.logins([-1])) == 1)
    #expect(Self.value(measure, [(5, "click", .nan)]) == 1)
  }

  @Test(
    "a gap longer than the one declared begins a session",
    arguments: [
      ([], 0, 0), ([5], 1, 0), ([5, 4, 3], 1, 2), ([9, 6, 5, 2], 3, 1), ([9, 7, 5], 1, 4),
      ([50, 47, 46], 1, 1),
    ] as [([Int], Double, Double)])
  func sessions(hours: [Int], count: Double, length: Double) {
    let gap = TimeSpan(microseconds: 2 * 3_600_000_000)
    let window = TimeSpan(days: 2)
    #expect(Self.value(.sessions(gap: gap, window: window), Self.logins(hours)) == count)
    #expect(Self.value(.sessionHours(gap: gap, window: window), Self.logins(hours)) == length)
  }

  @Test(
    "a sequence is in order, strictly later step by step, within its span",
    arguments: [
      ([(9, "sent"), (8, "click"), (7, "login")], 1),
      ([(9, "click"), (8, "sent"), (7, "login")], 0),
      ([(40, "sent"), (8, "click"), (7, "login")], 0),
      ([(40, "sent"), (9, "sent"), (8, "click"), (7, "login")], 1),
      ([(9, "sent"), (9, "click"), (7, "login")], 0), ([(9, "sent"), (8, "click")], 0),
      ([(9, "sent"), (8, "click"), (-1, "login")], 0),
      ([(19, "sent"), (18, "click"), (9, "sent"), (8, "click"), (0, "login")], 1),
    ] as [([(Int, String)], Double)])
  func sequence(events: [(Int, String)], holds: Double) {
    let measure = EventMeasure.sequence(within: TimeSpan(days: 1))
    let logged = events.map { (hours: $0.0, name: $0.1, value: Double.nan) }
    #expect(Self.value(measure, logged, of: ["sent", "click", "login"]) == holds)
    #expect(Self.value(measure, logged.reversed(), of: ["sent", "click", "login"]) == holds)
  }

  @Test("a sequence may name an event twice")
  func repeatedSequence() {
    let measure = EventMeasure.sequence(within: TimeSpan(days: 1))
    #expect(Self.value(measure, Self.logins([5]), of: ["login", "login"]) == 0)
    #expect(Self.value(measure, Self.logins([5, 5]), of: ["login", "login"]) == 0)
    #expect(Self.value(measure, Self.logins([5, 4]), of: ["login", "login"]) == 1)
  }

  @Test("the name * stands for every event")
  func anyEvent() {
    let events: [(hours: Int, name: String, value: Double)] = [
      (5, "click", .nan), (3, "sent", .nan),
    ]
    #expect(Self.value(.count(TimeSpan(days: 1)), events, of: ["*"]) == 2)
    #expect(Self.value(.recency, events, of: ["*"]) == 0.125)
  }

  /// A log of one lead with a column `page` of its events, each so many hours before the moment.
  private static func pages(_ events: [(hours: Int, page: String?)]) -> EventHistory {
    let levels = Set(events.compactMap(\.page)).sorted()
    let log = EventLog(
      names: ["view"], leadCount: 1, leads: events.map { _ in 0 },
      events: events.map {
        EventLog.Event(
          time: moment - TimeSpan(microseconds: Int64($0.hours) * 3_600_000_000), name: 0)
      },
      attributes: [
        EventAttribute(
          name: "page", levels: levels,
          codes: events.map { event in
            event.page.flatMap(levels.firstIndex).map { Int32($0) } ?? -1
          })
      ])
    return EventHistory(log, moments: [moment])
  }

  @Test("distinct values are counted once, missing ones not at all")
  func distinct() {
    let history = Self.pages([
      (1, "a"), (2, "b"), (3, "a"), (4, nil), (99, "c"), (-1, "d"),
    ])
    func count(_ column: String) -> Double {
      EventMeasurement(
        .distinct(column: column, window: TimeSpan(days: 3)), of: ["view"], in: history
      ).values[0]
    }
    #expect(count("page") == 2)
    #expect(count("user") == 0)
  }

  @Test("touches are the first and the last event that say where they came from")
  func touches() {
    let history = Self.pages([(1, nil), (2, "mail"), (300, "ad"), (400, nil), (-1, "web")])
    func text(_ measure: EventMeasure, _ names: [String] = ["view"]) -> String? {
      EventMeasurement(measure, of: names, in: history).texts[0]
    }
    #expect(text(.firstTouch(column: "page")) == "ad")
    #expect(text(.lastTouch(column: "page")) == "mail")
    #expect(text(.lastTouch(column: "other")) == nil)
    #expect(text(.lastTouch(column: "page"), ["login"]) == nil)
  }

  @Test("events of one moment are touched in the order of their texts, whatever their order")
  func simultaneousTouches() {
    for events in [[(2, "mail"), (2, "ad")], [(2, "ad"), (2, "mail")]] as [[(Int, String?)]] {
      let history = Self.pages(events.map { (hours: $0.0, page: $0.1) })
      let first = EventMeasurement(.firstTouch(column: "page"), of: ["*"], in: history)
      #expect(first.texts == ["ad"])
    }
  }
}
