import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("the moments at which a lead is looked at")
struct LeadMomentsTests {
  private static let start = Timestamp(year: 2026, month: 1, day: 1)

  private func day(_ days: Int) -> Timestamp { Self.start + TimeSpan(days: days) }

  /// Leads created some days after the start, with the days on which they converted.
  private func records(_ leads: [(created: Int, won: Int?)]) -> LeadRecords {
    LeadRecords(
      identifiers: leads.indices.map(String.init), created: leads.map { day($0.created) },
      outcomes: leads.map { lead in lead.won.map { .won(day($0)) } ?? .open }, amounts: nil,
      firstTouches: nil, snapshotTimes: nil, accountKeys: leads.map { _ in nil }, duplicates: [])
  }

  @Test("is one after a delay, or the time of scoring before it")
  func single() {
    let moments = LeadMoments(
      records([(0, nil), (8, 9), (30, nil)]), by: .after(TimeSpan(days: 10)), asOf: day(12))
    #expect(!moments.isRepeated && moments.moments == [day(10), day(12), day(12)])
    #expect(moments.place(ofLead: 1, at: day(12)) == 1)
    #expect(moments.place(ofLead: 1, at: day(11)) == nil)
    #expect(moments.places(ofLead: 0, lookingBackOn: day(10), reach: nil) == 0..<1)
    #expect(moments.places(ofLead: 0, lookingBackOn: day(11), reach: nil).isEmpty)
  }

  @Test("are several while it is open, and the time of scoring")
  func repeated() throws {
    let folder = try TestProject(
      eventsOfSeed: 1, features: "- {event: open, count: 3d}",
      snapshot: "{every: 10d, while: open}")
    let rule = try folder.project().snapshot
    let moments = LeadMoments(
      records([(0, nil), (0, 15), (12, nil), (30, nil), (2, nil)]), by: rule, asOf: day(22))
    let expected = [[0, 10, 20, 22], [0, 10], [12, 22], [], [2, 12, 22]].map { $0.map(day) }
    for (lead, days) in expected.enumerated() {
      #expect(Array(moments.moments[moments.places(ofLead: lead)]) == days)
    }
    let spans = moments.spans
    #expect(spans[0].first == day(0) && spans[0].last == day(22))
    #expect(spans[1].first == day(0) && spans[1].last == day(10))
    #expect(spans[3].first > spans[3].last)
    // After or at the event, and less than the reach later.
    let near = moments.places(ofLead: 0, lookingBackOn: day(10), reach: TimeSpan(days: 12))
    #expect(moments.moments[near].elementsEqual([day(10), day(20)]))
    let all = moments.places(ofLead: 0, lookingBackOn: day(1), reach: nil)
    #expect(moments.moments[all].elementsEqual([day(10), day(20), day(22)]))
  }
}
