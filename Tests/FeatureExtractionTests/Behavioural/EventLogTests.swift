import Tables
import Testing

@testable import FeatureExtraction

@Suite("the event log")
struct EventLogTests {
  private static func event(_ day: Int, _ name: Int, _ value: Double = 0) -> EventLog.Event {
    EventLog.Event(time: Timestamp(year: 2026, month: 1, day: day), name: name, value: value)
  }

  private static let leads: [Int32] = [1, 0, 1, 1, 1]
  private static let events = [
    event(3, 0), event(9, 1), event(1, 1), event(3, 0, -1), event(2, 0),
  ]

  @Test("a lead's events stand in time order, those of one moment by name and value")
  func sorts() {
    let log = EventLog(
      names: ["a", "b"], leadCount: 3, leads: EventLogTests.leads, events: EventLogTests.events)
    #expect(log.leadCount == 3)
    #expect(log.eventCount == 5)
    #expect(Array(log.events(ofLead: 0)) == [EventLogTests.event(9, 1)])
    #expect(
      Array(log.events(ofLead: 1)) == [
        EventLogTests.event(1, 1), EventLogTests.event(2, 0), EventLogTests.event(3, 0, -1),
        EventLogTests.event(3, 0),
      ])
    #expect(log.events(ofLead: 2).isEmpty)
  }

  @Test("the order in which events come does not matter")
  func reversed() {
    let log = EventLog(
      names: ["a", "b"], leadCount: 3, leads: EventLogTests.leads, events: EventLogTests.events)
    let reversed = EventLog(
      names: ["a", "b"], leadCount: 3, leads: EventLogTests.leads.reversed(),
      events: EventLogTests.events.reversed())
    for lead in 0..<3 { #expect(log.events(ofLead: lead) == reversed.events(ofLead: lead)) }
  }

  @Test(
    "a window is open at its start and closed at its end",
    arguments: [(nil, 3, 4), (1, 3, 3), (2, 2, 0), (nil, 0, 0), (3, 9, 0)] as [(Int?, Int, Int)])
  func windows(start: Int?, end: Int, count: Int) {
    let log = EventLog(
      names: ["a", "b"], leadCount: 3, leads: EventLogTests.leads, events: EventLogTests.events)
    let from = start.map { Timestamp(year: 2026, month: 1, day: $0) }
    let to = Timestamp(year: 2026, month: 1, day: 1) + TimeSpan(days: end - 1)
    #expect(log.events(ofLead: 1, after: from, through: to).count == count)
  }

  @Test("chosen leads keep their events, in the order chosen")
  func chooses() {
    let log = EventLog(
      names: ["a", "b"], leadCount: 3, leads: EventLogTests.leads, events: EventLogTests.events)
    let chosen = log.leads([2, 1, 1])
    #expect(chosen.leadCount == 3)
    #expect(chosen.events(ofLead: 0).isEmpty)
    #expect(Array(chosen.events(ofLead: 2)) == Array(log.events(ofLead: 1)))
  }
}
