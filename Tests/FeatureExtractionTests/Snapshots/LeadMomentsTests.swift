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

  @Test("of an account are those of its leads, each once; a lead without one is alone")
  func joined() {
    var records = records([(0, nil), (8, nil), (3, nil), (0, nil), (1, nil)])
    let keys = ["a", "b", "a", nil, "a"]
    let leads = LeadMoments(records, by: .after(TimeSpan(days: 10)), asOf: day(12))
    let accounts = AccountNumbers(keys)
    #expect(accounts.ofLeads == [0, 1, 0, 2, 0] && accounts.count == 3)
    let moments = LeadMoments(of: leads, joining: accounts)
    #expect(moments.isRepeated && moments.leadCount == 3)
    let expected = [[10, 11, 12], [12], [10]].map { $0.map(day) }
    for (account, days) in expected.enumerated() {
      #expect(Array(moments.moments[moments.places(ofLead: account)]) == days)
    }
    #expect(
      moments.place(ofLead: 0, at: day(11)) == 1 && moments.place(ofLead: 1, at: day(11)) == nil)
    records = self.records([])
    let none = LeadMoments(records, by: .after(TimeSpan(days: 1)), asOf: day(1))
    #expect(LeadMoments(of: none, joining: AccountNumbers([])).leadCount == 0)
  }

  @Test(
    "that look back on a time are those from it on and less than the reach later", arguments: 0..<6)
  func lookingBack(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let created = (0..<50).map { _ in Int.random(in: 0..<60, using: &random) }
    let leads = LeadMoments(
      records(created.map { ($0, nil) }), by: .after(TimeSpan(days: 3)), asOf: day(70))
    let moments = LeadMoments(
      of: leads, joining: AccountNumbers(created.map { _ in random.happens(0.5) ? "a" : "b" }))
    for account in 0..<moments.leadCount {
      for time in 0..<66 {
        for reach in [0, 1, 7, 100, nil] as [Int?] {
          let span = reach.map { TimeSpan(days: $0) }
          let found = moments.places(ofLead: account, lookingBackOn: day(time), reach: span)
          let expected = moments.places(ofLead: account).filter { place in
            let age = moments.moments[place] - day(time)
            return age.microseconds >= 0 && span.map { age < $0 } ?? true
          }
          #expect(Array(found) == expected)
        }
      }
    }
  }
}
