import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("duplicate leads")
struct DuplicateLeadsTests {
  private static func moment(_ text: String) throws -> Timestamp {
    try #require(TimestampFormat.iso8601.timestamp(text))
  }

  private static let leads = [
    "A,2026-01-01,ann@one.example,Ann,,2026-01-08", "B,2026-01-05,ANN@one.example,ann,2026-02-01,",
    "C,2026-01-03,bob@one.example,Bob,,", "D,2026-01-09,ann@one.example ,Ann,2026-01-30,",
    "E,2026-01-02,,Ann,,", "F,2026-01-02,,Ann,,",
  ]
  private static let events = [
    "A,2026-01-02,login", "B,2026-01-03,login", "B,2026-01-06,login", "D,2026-01-10,login",
    "E,2026-01-06,login",
  ]

  private static func tables(
    by rule: String, leads: [String] = leads, events: [String] = events, history: [String] = []
  ) throws -> ProjectTables {
    try TestProject([
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created, account: {email: email}}
      events: {from: events.csv, lead: lead, time: at, name: what}
      duplicates: {by: \(rule)}
      outcome: {won_at: won, horizon: 30d, unworked: touched}
      snapshot: {after: 10d}
      features: {behavioural: [{event: login, count: [30d], recency: true}]}
      history: {from: history.csv, lead: lead, field: field, value: value, valid_from: at}

      """,
      "history.csv": "lead,field,value,at\n" + history.joined(separator: "\n") + "\n",
      "leads.csv": "id,created,email,name,won,touched\n" + leads.joined(separator: "\n") + "\n",
      "events.csv": "lead,at,what\n" + events.joined(separator: "\n") + "\n",
    ]).tables()
  }

  @Test("are one lead, the first; what happened to any of them happened to it")
  func merged() throws {
    let tables = try Self.tables(by: "email")
    #expect(tables.identifiers == ["A", "C", "E", "F"])
    #expect(tables.duplicateCount == 2)
    #expect(tables.outcomes[0] == .won(try Self.moment("2026-01-30")))
    #expect(tables.firstTouches?[0] == (try Self.moment("2026-01-08")))
    // B's log-in of January 3 was before anybody entered B.
    let events = try #require(tables.events)
    #expect(events.events(ofLead: 0).count == 3)
    #expect(tables.eventCounts?.beforeDuplicate == 1)
    #expect(tables.eventCounts.map { $0.read == $0.kept + $0.beforeDuplicate } ?? false)
  }

  @Test(
    "are recognised by any columns; a lead without one of them is nobody's duplicate",
    arguments: [
      ("email", 4), ("[account, name]", 4), ("[account]", 3), ("name", 2), ("[email, name]", 4),
    ])
  func rules(rule: String, count: Int) throws {
    #expect(try Self.tables(by: rule).leadCount == count)
  }

  @Test("have their changes of fields left unused and counted, however many, as no unknown leads'")
  func history() throws {
    let changes = ["A,name,Anna,2026-01-02", "B,name,Annie,2026-01-06", "D,name,Anne,2026-01-10"]
    let counts = try Self.tables(by: "email", history: changes).historyCounts
    #expect(
      counts == HistoryCounts(read: 3, kept: 1, orphans: 0, ofDuplicates: 2, unknownFields: 0))
  }

  @Test("are the same for any order of rows", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func shuffled(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let first = try Self.tables(by: "email")
    let second = try Self.tables(
      by: "email", leads: Self.leads.shuffled(using: &random),
      events: Self.events.shuffled(using: &random))
    let order = second.identifiers.map { id in first.identifiers.firstIndex(of: id) ?? -1 }
    #expect(Set(order) == Set(first.identifiers.indices))
    #expect(second.outcomes == order.map { first.outcomes[$0] })
    for (row, other) in order.enumerated() {
      #expect(
        second.events?.events(ofLead: row).map(\.time)
          == first.events?.events(ofLead: other).map(\.time))
    }
  }

  @Test("by account need leads that have one, and by a column need the column")
  func refused() throws {
    let files = [
      "leads.csv": "id,created,won\nA,2026-01-01,\n",
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created}
      duplicates: {by: [account, name]}
      outcome: {won_at: won}
      snapshot: {after: 10d}

      """,
    ]
    let folder = try TestProject(files)
    #expect(throws: (any Error).self) { try folder.project() }
    var other = files
    other["leadscore.yaml"]?.replace("[account, name]", with: "nam")
    let second = try TestProject(other)
    let error = #expect(throws: (any Error).self) { try second.tables() }
    #expect(error.map(second.words)?.contains("no column \"nam\"") ?? false)
  }
}
