import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("what is kept of events")
struct EventRetentionTests {
  private static let features = [
    TestProject.talliedFeatures, TestProject.talliedAccountFeatures, TestProject.loggedFeatures,
  ].joined(separator: "\n")
  private static let snapshots = [
    "{after: 30d}", "{at: created}", "{every: 11d, while: open, for: 70d}",
    "{every: 30d, after: 3d}",
  ]

  /// The vectors of training up to a moment and of scoring at it, value by value.
  private func vectors(_ tables: ProjectTables, asOf now: Timestamp) throws -> [String] {
    let drawn = (0..<tables.leadCount).flatMap { lead in
      tables.snapshotMoments(ofLead: lead, through: now).map { (lead, $0) }
    }
    let snapshots = [
      tables.snapshot(ofLeads: drawn.map(\.0), at: drawn.map(\.1), asOf: now),
      tables.snapshot(asOf: now).leads,
    ]
    #expect(drawn.count > 10)
    return try snapshots.flatMap { snapshot in
      try ProjectFeatures(tables.project).table(of: snapshot).table.columns.map { column in
        let values = (0..<column.count).map { row -> String in
          if case .numbers(let numbers) = column.values { return "\(numbers[row].bitPattern)" }
          return column.text(row) ?? "missing"
        }
        return column.name + values.joined(separator: ",")
      }
    }
  }

  @Test(
    "says of every lead at every moment what the whole log says, bit for bit",
    arguments: snapshots, 1...4 as ClosedRange<UInt64>)
  func equal(snapshot: String, seed: UInt64) throws {
    let folder = try TestProject(eventsOfSeed: seed, features: Self.features, snapshot: snapshot)
    let project = try folder.project()
    let now = Timestamp(year: 2026, month: 3, day: 5 + Int(seed) * 6)
    let whole = try project.load(threads: 2)
    let known = try project.load(threads: 3, keeping: .needed(asOf: now))
    #expect(try vectors(known, asOf: now) == vectors(whole, asOf: now))
    #expect(known.newest == whole.newest && known.eventCounts == whole.eventCounts)
    #expect(known.eventTotals == whole.eventTotals)
    let newest = try #require(whole.newest)
    let latest = try project.load(threads: 1, keeping: .needed(asOf: nil))
    #expect(try vectors(latest, asOf: newest) == vectors(whole, asOf: newest))
    withExtendedLifetime(folder) {}
  }

  @Test(
    "says of one lead at any moment what the whole log says, bit for bit",
    arguments: snapshots, 1...4 as ClosedRange<UInt64>)
  func oneLead(snapshot: String, seed: UInt64) throws {
    let folder = try TestProject(eventsOfSeed: seed, features: Self.features, snapshot: snapshot)
    let project = try folder.project()
    let now = Timestamp(year: 2026, month: 3, day: 5 + Int(seed) * 6)
    let whole = try project.load(threads: 2)
    let scored = whole.snapshot(asOf: now)
    for lead in [scored.rows[0], scored.rows[scored.rows.count / 2]] {
      let known = try project.load(
        threads: 2, keeping: .lead(whole.identifiers[lead], asOf: now))
      for moment in [now, now - TimeSpan(days: 4), TestProject.end] {
        let states = [known, whole].map { $0.snapshot(ofLead: lead, asOf: moment) }
        let all = whole.snapshot(asOf: moment)
        let row = all.rows.firstIndex(of: lead)
        #expect(states.allSatisfy { ($0 == nil) == (row == nil) })
        guard let row, let one = states[0], let other = states[1] else { continue }
        let vectors = try [one, other, all.leads.rows([row])].map { try bits(of: $0, project) }
        #expect(vectors[0] == vectors[1] && vectors[0] == vectors[2])
        #expect(one.events?.names == other.events?.names)
      }
      // Of the leads that are scored, added up in another way: the values are no whole numbers.
      let means = try #require(known.meanEventValues)
      #expect(whole.meanEventValues == nil && means.count == 5)
      for (code, name) in try #require(whole.events).names.enumerated() {
        let values = scored.rows.flatMap { lead in
          whole.events?.events(ofLead: lead).filter { $0.name == code && !$0.value.isNaN }
            .map(\.value) ?? []
        }
        let mean = values.reduce(0, +) / Double(values.count)
        #expect(abs(try #require(means[name]) - mean) < 1e-9)
      }
    }
    withExtendedLifetime(folder) {}
  }

  /// The vectors of a snapshot, value by value.
  private func bits(of snapshot: LeadSnapshot, _ project: Project) throws -> [String] {
    try ProjectFeatures(project).table(of: snapshot).table.columns.map { column in
      let values = (0..<column.count).map { row -> String in
        if case .numbers(let numbers) = column.values { return "\(numbers[row].bitPattern)" }
        return column.text(row) ?? "missing"
      }
      return column.name + values.joined(separator: ",")
    }
  }

  @Test("of one lead is its own events and, where features ask for it, its account's")
  func boundedByOneLead() throws {
    for (features, looksAtAccount) in [
      ("- {event: open, count: 9d}", false), ("- {event: open, count: 9d, of: account}", true),
    ] {
      let folder = try TestProject(eventsOfSeed: 1, features: features)
      let whole = try folder.project().load(threads: 2)
      let lead = try #require(whole.accountKeys.firstIndex { $0 != nil })
      let kept = try folder.project().load(
        threads: 2, keeping: .lead(whole.identifiers[lead], asOf: TestProject.end))
      for other in 0..<whole.leadCount {
        let isMate = looksAtAccount && whole.accountKeys[other] == whole.accountKeys[lead]
        let expected = other == lead || isMate ? whole.events?.events(ofLead: other).count : 0
        #expect(kept.events?.events(ofLead: other).count == expected)
      }
      withExtendedLifetime(folder) {}
    }
  }

  @Test("is only what makes a difference to features, and all that somebody asks for besides")
  func bounded() throws {
    let folder = try TestProject(
      eventsOfSeed: 1, features: "- {event: open, distinct: what, window: 20d, count: 9d}")
    let project = try folder.project()
    let now = TestProject.end
    let whole = try #require(try project.load(threads: 2).events)
    let tables = try project.load(
      threads: 2,
      keeping: .needed(
        asOf: now, besides: [EventInterest(names: ["sent"], window: TimeSpan(days: 1))]))
    let kept = try #require(tables.events)
    #expect(kept.names == whole.names)
    var opened = 0
    for lead in 0..<whole.leadCount {
      let moment = tables.created[lead] + TimeSpan(days: 30)
      func count(_ log: EventLog, _ name: String, days: Int) -> Int {
        log.events(ofLead: lead, after: moment - TimeSpan(days: days), through: moment)
          .count { log.names[$0.name] == name }
      }
      // All openings say the same: one is enough.
      let opens = count(whole, "open", days: 20)
      opened += opens
      #expect(count(kept, "open", days: 20) == min(opens, 1))
      #expect(count(kept, "sent", days: 1) == count(whole, "sent", days: 1))
      #expect(
        kept.events(ofLead: lead).count
          == count(kept, "open", days: 20) + count(kept, "sent", days: 1))
    }
    #expect(kept.eventCount > 5 && opened > 20)
    withExtendedLifetime(folder) {}
  }

  @Test(
    "serves those interests that were asked for, and no others",
    arguments: [
      (["open"], 3, true), (["open"], 2, true), (["open"], 4, false), (["open"], nil, false),
      (["open", "sent"], 1, false), (["login"], nil, true), ([], 1, true), (["sent"], 1, false),
    ] as [([String], Int?, Bool)])
  func interests(names: [String], days: Int?, isServed: Bool) throws {
    let folder = try TestProject(
      eventsOfSeed: 1, features: "- {event: [open, sent], distinct: what, window: 3d}")
    let besides = [
      EventInterest(names: ["login"], window: nil),
      EventInterest(names: ["open"], window: TimeSpan(days: 3)),
    ]
    let tables = try folder.project().load(
      threads: 2, keeping: .needed(asOf: TestProject.end, besides: besides))
    let interest = EventInterest(names: names, window: days.map { TimeSpan(days: $0) })
    #expect(tables.events?.serves(interest) == isServed)
    #expect(tables.events?.leads([3, 1]).serves(interest) == isServed)
    #expect(try folder.tables().events?.serves(interest) == true)
    withExtendedLifetime(folder) {}
  }

  @Test("is nothing where events are only counted")
  func counted() throws {
    let folder = try TestProject(eventsOfSeed: 2, features: Self.features)
    let whole = try folder.tables()
    let tables = try folder.project().load(threads: 2, keeping: .none)
    #expect(tables.events == nil && tables.tallied == nil)
    #expect(tables.newest == whole.newest && tables.eventCounts == whole.eventCounts)
    #expect(tables.newestEvent == whole.newestEvent)
    withExtendedLifetime(folder) {}
  }

  @Test("and how often leads did what before and after they converted")
  func totals() throws {
    var files = TestProject.files
    files["events.csv"] = """
      id,lead,at,what,seconds
      1,A,2026-01-19T23:59:59Z,login,
      2,A,2026-01-20T00:00:00Z,login,
      2,A,2026-01-20T00:00:00Z,login,
      3,A,2026-04-01T00:00:00Z,invoice,
      4,B,2026-04-01T00:00:00Z,login,
      5,Z,2026-04-02T00:00:00Z,open,

      """
    let now = Timestamp(year: 2026, month: 2, day: 1)
    let folder = try TestProject(files)
    let tables = try folder.project().load(threads: 1, keeping: .needed(asOf: now))
    #expect(
      tables.eventTotals == [
        EventTotal(name: "invoice", ofConverted: 1, afterConversion: 1, ofOthers: 0),
        EventTotal(name: "login", ofConverted: 2, afterConversion: 1, ofOthers: 1),
        EventTotal(name: "open", ofConverted: 0, afterConversion: 0, ofOthers: 0),
      ])
    #expect(tables.newestEvent == Timestamp(year: 2026, month: 1, day: 20))
    #expect(tables.newest == Timestamp(year: 2026, month: 4, day: 1))
    withExtendedLifetime(folder) {}
  }
}
