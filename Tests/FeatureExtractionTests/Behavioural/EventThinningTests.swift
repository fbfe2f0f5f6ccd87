import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("letting go of events that make no difference")
struct EventThinningTests {
  /// Measures that look at events one by one, with and without a window, in many shapes.
  private static let features = [
    "{event: open, first_touch: what}", "{event: [open, sent], last_touch: what}",
    "{event: \"*\", first_touch: what, last_touch: what}",
    "{event: open, distinct: what, window: 40h}", "{event: \"*\", distinct: what, window: 9d}",
    "{event: open, sessions: {gap: 5h, window: 60h}}",
    "{event: [open, sent], sessions: {gap: 2h, window: 9d}}",
    "{sequence: [open, sent], within: 6h}", "{sequence: [sent, open], within: 3d}",
    "{sequence: [open, open], within: 2h}", "{sequence: [open, sent, login], within: 9h}",
    "{sequence: [open, sent, open], within: 30h}",
  ]
  private static let start = Timestamp(year: 2026, month: 1, day: 1)

  private static func hour(_ hour: Int) -> Timestamp {
    start + TimeSpan(microseconds: Int64(hour) * 3_600_000_000)
  }

  private static func features(_ entries: [String]) throws -> [EventFeature] {
    let folder = try TestProject(
      eventsOfSeed: 1, features: entries.map { "- " + $0 }.joined(separator: "\n"))
    defer { withExtendedLifetime(folder) {} }
    return try folder.project().eventFeatures
  }

  /// Owners looked at at the hours given.
  private static func moments(_ hours: [[Int]]) -> LeadMoments {
    let owners = hours.enumerated().flatMap { owner, own in own.map { (owner, $0) } }
    let records = LeadRecords(
      identifiers: owners.indices.map(String.init), created: owners.map { hour($0.1) },
      outcomes: owners.map { _ in .open }, amounts: nil, firstTouches: nil, snapshotTimes: nil,
      accountKeys: owners.map { "\($0.0)" }, duplicates: [])
    let single = LeadMoments(records, by: .after(TimeSpan(days: 0)), asOf: hour(1 << 20))
    return LeadMoments(of: single, joining: AccountNumbers(records.accountKeys))
  }

  private struct Drawn {
    let lead: Int32
    let event: EventLog.Event
    let code: Int32
  }

  private static let names = ["login", "open", "sent"]

  /// Events on full hours, so that many are of one moment.
  private static func events(
    _ count: Int, of leads: Int, hours: Int, _ random: inout SeededGenerator
  ) -> [Drawn] {
    (0..<count).map { _ in
      Drawn(
        lead: Int32.random(in: 0..<Int32(leads), using: &random),
        event: EventLog.Event(
          time: hour(Int.random(in: 0..<hours, using: &random)),
          name: Int.random(in: 0..<3, using: &random),
          value: random.happens(0.5) ? .nan : random.uniform()),
        code: Int32.random(in: -1..<3, using: &random))
    }
  }

  private static func log(_ events: [Drawn], leadCount: Int) -> EventLog {
    EventLog(
      names: names, leadCount: leadCount, leads: events.map(\.lead), events: events.map(\.event),
      attributes: [
        EventAttribute(name: "what", levels: ["a", "b", "c"], codes: events.map(\.code))
      ])
  }

  private static func drawn(_ log: EventLog) -> [Drawn] {
    (0..<log.leadCount).flatMap { lead in
      let events = log.events(ofLead: lead)
      return events.indices.map { index in
        Drawn(
          lead: Int32(lead), event: events[index],
          code: log.attribute("what")?.codes[index] ?? -1)
      }
    }
  }

  /// What all measures say of a log at all moments.
  private static func sayings(
    of log: EventLog, _ features: [EventFeature], at moments: LeadMoments
  ) -> [String] {
    let rows = (0..<moments.leadCount).flatMap { lead in
      moments.places(ofLead: lead).map { (lead, moments.moments[$0]) }
    }
    let history = EventHistory(log, leads: rows.map(\.0), moments: rows.map(\.1))
    return features.flatMap { feature in
      feature.measures.map { measure in
        let measurement = EventMeasurement(measure, of: feature.events, in: history)
        let values =
          measure.transform == nil
          ? measurement.texts.map { $0 ?? "none" }
          : measurement.values.map { "\($0)" }
        return feature.name(of: measure) + ": " + values.joined(separator: " ")
      }
    }
  }

  @Test(
    "changes nothing at any moment, whatever comes later and in whatever order",
    arguments: 1...120 as ClosedRange<UInt64>)
  func equal(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (leads, hours) = (6, [30, 300, 700][Int(seed % 3)])
    let moments = Self.moments(
      (0..<leads).map { lead in
        (0...Int.random(in: 0..<4, using: &random)).map { _ in
          Int.random(in: 0..<hours + 20, using: &random)
        }
      })
    // All at once, or one measure alone, which lets go of more.
    let all = try Self.features(Self.features)
    let features = seed % 2 == 0 ? all : [all[Int(seed / 2) % all.count]]
    let thinning = try #require(
      EventThinning(features, besides: EventSelection([], at: moments), at: moments))
    var kept = Self.log([], leadCount: leads)
    var whole: [Drawn] = []
    for _ in 0..<5 {
      let batch = Self.events(
        Int.random(in: 1..<90, using: &random), of: leads, hours: hours, &random)
      whole += batch
      kept = thinning.thinned(Self.log(Self.drawn(kept) + batch, leadCount: leads))
      let expected = Self.log(whole, leadCount: leads)
      #expect(
        Self.sayings(of: kept, features, at: moments)
          == Self.sayings(of: expected, features, at: moments))
    }
    #expect(kept.eventCount < whole.count)
    let again = thinning.thinned(kept)
    #expect(Self.drawn(again).map(\.event.time) == Self.drawn(kept).map(\.event.time))
  }

  @Test(
    "leaves no more of a lead than its moments and windows have room for, however many there are",
    arguments: [
      ("{event: open, first_touch: what}", 1), ("{event: open, last_touch: what}", 3),
      // Five stretches between three moments and the edges of two windows that overlap none.
      ("{event: open, distinct: what, window: 40h}", 9),
      // An outline: at most one event in two gaps on average, and two ends of each stretch.
      ("{event: open, sessions: {gap: 5h, window: 60h}}", 3 * (2 + 2 * 60 / 5)),
      // One that is completed leaves its two events, and what could complete it earlier.
      ("{sequence: [open, sent], within: 6h}", 8),
    ])
  func bounded(feature: String, most: Int) throws {
    let features = try Self.features([feature])
    let moments = Self.moments([[200, 400, 600]])
    let thinning = try #require(
      EventThinning(features, besides: EventSelection([], at: moments), at: moments))
    for count in [400, 4000, 20_000] {
      var random = SeededGenerator(seed: UInt64(count))
      let log = Self.log(
        Self.events(count, of: 1, hours: 650, &random), leadCount: 1)
      #expect((1...most).contains(thinning.thinned(log).eventCount))
    }
  }

  @Test("of a sequence that is never completed leaves an outline of its first steps")
  func uncompleted() throws {
    let features = try Self.features(["{sequence: [open, sent], within: 6h}"])
    let moments = Self.moments([[600]])
    let thinning = try #require(
      EventThinning(features, besides: EventSelection([], at: moments), at: moments))
    var random = SeededGenerator(seed: 3)
    let opens = Self.events(9000, of: 1, hours: 600, &random).filter { $0.event.name == 1 }
    let kept = thinning.thinned(Self.log(opens, leadCount: 1))
    #expect(opens.count > 2000 && kept.eventCount <= 2 * 600 / 6 + 2)
  }

  @Test("keeps all that somebody is interested in besides")
  func besides() throws {
    let features = try Self.features(["{event: open, first_touch: what}"])
    let moments = Self.moments([[100, 300], [50]])
    let interest = EventInterest(names: ["sent"], window: TimeSpan(days: 1))
    let thinning = try #require(
      EventThinning(features, besides: EventSelection([interest], at: moments), at: moments))
    var random = SeededGenerator(seed: 9)
    let log = Self.log(Self.events(2000, of: 2, hours: 320, &random), leadCount: 2)
    let kept = thinning.thinned(log)
    for (lead, moment) in [(0, 100), (0, 300), (1, 50)] {
      let counts = [log, kept].map { log in
        log.events(ofLead: lead, after: Self.hour(moment - 24), through: Self.hour(moment))
          .count { $0.name == 2 }
      }
      #expect(counts[0] == counts[1] && counts[0] > 9)
    }
    #expect(kept.eventCount * 4 < log.eventCount)
  }
}
