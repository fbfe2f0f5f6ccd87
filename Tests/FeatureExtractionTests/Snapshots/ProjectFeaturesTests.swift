import Tables
import Testing

@testable import FeatureExtraction

@Suite("features of a project")
struct ProjectFeaturesTests {
  /// The features of all leads as of their snapshots.
  private static func features(_ tables: ProjectTables) throws -> (
    table: Table, declarations: [FeatureDeclaration]
  ) {
    let rows = Array(0..<tables.leadCount)
    let moments = rows.compactMap(tables.snapshotMoment)
    return try ProjectFeatures(tables.project)
      .table(of: tables.snapshot(ofLeads: rows, at: moments))
  }

  @Test("every feature says in its name how it is made")
  func names() throws {
    let (table, declarations) = try Self.features(TestProject(TestProject.files).tables())
    #expect(
      table.columns.map(\.name) == [
        "title.seniority", "title.department", "need", "budget", "accounts.employees",
        "email.kind", "email.country", "email.domain.group_size", "login: count in 2 days",
        "login: count in 10 days", "login: days active in 10 days", "login: days since last",
        "login: trend 2 days / 10 days", "open + click per sent in 10 days",
        "login: decayed, half-life 5 days", "session: sum of value in 10 days",
      ])
    #expect(declarations.map(\.column) == table.columns.map(\.name))
    #expect(declarations.map(\.name) == table.columns.map(\.name))
    #expect(declarations.map(\.kind).count { $0 == .explicit } == 4)
    #expect(declarations.map(\.kind).count { $0 == .implicit } == 4)
    #expect(declarations.map(\.kind).count { $0 == .behavioural } == 8)
    #expect(declarations[2].encoding == .categorical(minimumCount: 5))
    #expect(declarations[3].encoding == .numeric(.log))
    #expect(declarations[4].encoding == .binned(edges: [50, 500]))
    #expect(declarations[7].encoding == .numeric(.log))
    #expect(declarations[12].encoding == .numeric(.none))
  }

  @Test("values are those known at the moment")
  func values() throws {
    let (table, _) = try Self.features(TestProject(TestProject.files).tables())
    func texts(_ name: String) throws -> [String?] {
      let column = try #require(table[name])
      return (0..<column.count).map(column.text)
    }
    #expect(try texts("title.seniority") == ["executive", "manager", nil])
    #expect(try texts("title.department") == ["finance", "it", nil])
    #expect(try texts("budget") == ["1000", nil, "50"])
    #expect(try texts("accounts.employees") == ["120", "120", nil])
    #expect(try texts("email.kind") == ["corporate", "corporate", "free"])
    // B joined on the 5th, before A's snapshot on the 11th.
    #expect(try texts("email.domain.group_size") == ["2", "2", "1"])
    #expect(try texts("login: count in 2 days") == ["1", "0", "0"])
    #expect(try texts("login: count in 10 days") == ["3", "0", "0"])
    #expect(try texts("login: days active in 10 days") == ["2", "0", "0"])
    #expect(try texts("login: days since last") == ["0", "11.5", nil])
    #expect(try texts("open + click per sent in 10 days") == ["0.75", nil, nil])
    #expect(try texts("session: sum of value in 10 days") == ["90.5", "0", "0"])
  }

  @Test(
    "what happens after the moment of a lead changes nothing",
    arguments: [
      "10,A,2026-01-11T12:00:01Z,login,5", "11,B,2026-02-01T00:00:00Z,login,7",
      "12,C,2027-01-01T00:00:00Z,session,7", "13,A,2026-03-01T00:00:00Z,unheard,7",
    ])
  func laterEvents(event: String) throws {
    let folder = try TestProject(TestProject.files)
    let before = try Self.features(folder.tables())
    try folder.write((TestProject.files["events.csv"] ?? "") + event + "\n", to: "events.csv")
    let after = try Self.features(folder.tables())
    #expect(before.table.columns == after.table.columns)
    #expect(before.declarations == after.declarations)
  }

  @Test("an event at the moment itself counts")
  func sensitive() throws {
    let folder = try TestProject(TestProject.files)
    let before = try Self.features(folder.tables())
    let event = "10,A,2026-01-11T12:00:00Z,login,5\n"
    try folder.write((TestProject.files["events.csv"] ?? "") + event, to: "events.csv")
    #expect(try Self.features(folder.tables()).table.columns != before.table.columns)
  }

  @Test("the order of all rows and the threads change nothing but the order", arguments: [1, 3])
  func shuffled(threads: Int) throws {
    let folder = try TestProject(TestProject.files)
    let first = try Self.features(folder.tables(threads: threads)).table
    for name in ["leads.csv", "events.csv", "accounts.csv"] {
      let lines = (TestProject.files[name] ?? "").split(separator: "\n")
      let turned = lines.prefix(1) + lines.dropFirst().reversed()
      try folder.write(turned.joined(separator: "\n") + "\n", to: name)
    }
    let second = try Self.features(folder.tables(threads: threads)).table
    for (left, right) in zip(first.columns, second.columns) {
      #expect((0..<3).map(left.text) == (0..<3).reversed().map(right.text), "\(left.name)")
    }
  }

  @Test("names and scales can be declared")
  func declared() throws {
    var files = TestProject.files
    let head = (files["leadscore.yaml"] ?? "").split(separator: "features:")[0]
    files["leadscore.yaml"] =
      head + """
        features:
          behavioural:
          - activity: {event: [login, open], recency: true, transform: none}
          - size: {column: accounts.employees}
          - role: {column: title, parse: job_title, min_count: 2}
          - {column: role.decision_maker}
          - {column: budget, kind: category}

        """
    let made = try Self.features(TestProject(files).tables())
    #expect(
      made.declarations == [
        FeatureDeclaration(
          column: "activity: days since last", kind: .behavioural, encoding: .numeric(.none)),
        FeatureDeclaration(column: "size", kind: .behavioural, encoding: .numeric(.none)),
        FeatureDeclaration(
          column: "role.seniority", kind: .behavioural, encoding: .categorical(minimumCount: 2)),
        FeatureDeclaration(
          column: "role.department", kind: .behavioural, encoding: .categorical(minimumCount: 2)),
        FeatureDeclaration(
          column: "role.decision_maker", kind: .behavioural,
          encoding: .categorical(minimumCount: 5)),
        FeatureDeclaration(
          column: "budget", kind: .behavioural, encoding: .categorical(minimumCount: 5)),
      ])
    let decides = try #require(made.table["role.decision_maker"])
    #expect((0..<3).map(decides.text) == ["yes", "no", nil])
  }
}
