import Tables
import Testing
import YAMLDocuments

@testable import FeatureExtraction

@Suite("behavioural features of a project")
struct BehaviouralFeaturesTests {
  /// Two leads of one company and one without, with events that say page and user.
  private static func files(_ behavioural: String) -> [String: String] {
    [
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created, account: company}
      events: {from: events.csv, lead: lead, time: at, name: what}
      outcome: {won_at: won}
      snapshot: {after: 10d}
      features:
        behavioural:
        - \(behavioural)

      """,
      "leads.csv": """
      id,created,company,won
      A,2026-01-01,one,
      B,2026-01-03,one,
      C,2026-01-03,,

      """,
      "events.csv": """
      lead,at,what,page,user
      A,2026-01-02T10:00:00Z,view,/start,u1
      A,2026-01-02T10:10:00Z,view,/prices,u1
      A,2026-01-02T12:00:00Z,demo,/demo,u2
      B,2026-01-04T10:00:00Z,view,,u3
      B,2026-01-12T10:00:00Z,view,/docs,u4
      C,2026-01-04T10:00:00Z,sent,,
      A,2026-01-04T10:00:00Z,sent,,
      A,2026-01-05T10:00:00Z,sent,,

      """,
    ]
  }

  private static func features(_ behavioural: String, learned: FeatureExtractor? = nil) throws
    -> (table: Table, declarations: [FeatureDeclaration])
  {
    let tables = try TestProject(files(behavioural)).tables()
    let rows = Array(0..<tables.leadCount)
    let snapshot = tables.snapshot(ofLeads: rows, at: rows.compactMap(tables.snapshotMoment))
    return try ProjectFeatures(tables.project, learned: learned).table(of: snapshot)
  }

  @Test(
    "every measure has a name in words and the values of the moment",
    arguments: [
      (
        "{event: \"*\", distinct: user, window: 30d}", "any event: distinct user in 30 days",
        ["2", "2", "0"]
      ),
      (
        "{event: view, distinct: lead, window: 30d, of: account}",
        "view of the account: distinct lead in 30 days", ["2", "2", "0"]
      ),
      (
        "{event: \"*\", distinct: what, window: 30d}", "any event: distinct what in 30 days",
        ["3", "1", "1"]
      ),
      (
        "{event: view, count: 30d, of: account}", "view of the account: count in 30 days",
        ["3", "4", "0"]
      ),
      ("{event: view, first_touch: page}", "view: first page", ["/start", "/docs", nil]),
      ("{event: view, last_touch: page}", "view: last page", ["/prices", "/docs", nil]),
      ("{event: view, not_within: 8d}", "view: none in 8 days", ["1", "0", "1"]),
      (
        "{sequence: [view, demo], within: 2h}", "view then demo: in this order within 2 hours",
        ["1", "0", "0"]
      ),
      (
        "{wants: {sequence: [view, demo], within: 1h}}",
        "wants: in this order within 1 hour", ["0", "0", "0"]
      ),
    ] as [(String, String, [String?])])
  func measures(entry: String, name: String, texts: [String?]) throws {
    let (table, _) = try Self.features(entry)
    let column = try #require(table[name], "\(table.columns.map(\.name))")
    #expect((0..<3).map(column.text) == texts)
  }

  @Test(
    "linear decay is declared by its span, or by the share that a period takes",
    arguments: [
      "{event: view, linear_decay: 20d}",
      "{event: view, linear_decay: {per: 10d, share: 50%}}",
    ])
  func linearDecay(entry: String) throws {
    let (table, _) = try Self.features(entry)
    guard case .numbers(let values)? = table["view: decayed linearly over 20 days"]?.values else {
      Issue.record("no such feature: \(table.columns.map(\.name))")
      return
    }
    // A's views are 8 days 14 hours and 8 days 13:50 hours old, B's 8 days 14 hours and 14 hours.
    #expect(abs(values[0] - (2 - (206 + 205 + 5.0 / 6) / 480)) < 1e-12)
    #expect(abs(values[1] - (2 - (206.0 + 14) / 480)) < 1e-12)
    #expect(values[2] == 0)
  }

  @Test("sessions are counted and timed")
  func sessions() throws {
    let (table, declarations) = try Self.features(
      #"{event: "*", sessions: {gap: 30m, window: 30d}}"#)
    let count = try #require(table["any event: sessions in 30 days, gap 30 minutes"])
    let hours = try #require(table["any event: hours in sessions in 30 days, gap 30 minutes"])
    #expect((0..<3).map(count.text) == ["4", "2", "1"])
    guard case .numbers(let lengths) = hours.values else { return }
    #expect(lengths.map { ($0 * 6).rounded() } == [1, 0, 0])
    #expect(declarations.allSatisfy { $0.encoding == .numeric(.log) })
  }

  @Test("a rate drawn towards the base rate is learned once and used as learned")
  func baseRate() throws {
    let entry = "{event: view, rate: sent, window: 30d, towards: base_rate}"
    let name = "view per sent in 30 days, towards the base rate"
    let (table, declarations) = try Self.features(entry)
    let base = try #require(declarations[0].baseRate)
    // A has 2 views of 2 mails, C none of one: p = 2/3.
    #expect(base.rate == 2.0 / 3)
    let extractor = try FeatureExtractor(fitting: declarations, to: table)
    #expect(extractor.baseRates == [name: base])
    let again = try Self.features(entry, learned: extractor)
    #expect(again.table[name] == table[name])
    // A model that does not know the feature leaves rates at one half.
    let unknown = try Self.features(entry, learned: FeatureExtractor(features: []))
    #expect(unknown.table[name]?.text(0) == ((2 + 0.5) / 3).shortText)
  }

  @Test(
    "an entry that means nothing is refused at its place",
    arguments: [
      ("{event: view, distinct: page}", "key \"window\" is missing"),
      ("{event: view, distinct: pgae, window: 3d}", "no column \"pgae\" (did you mean \"page\"?)"),
      ("{event: view, first_touch: sourc}", "has no column \"sourc\""),
      ("{event: view, sessions: {gap: 30m}}", "key \"window\" is missing"),
      ("{event: view, sessions: 30m}", "sessions"),
      ("{event: view, within: 3d}", "\"within\" means something only beside \"sequence\""),
      (
        "{event: view, count: 3d, towards: half}",
        "\"towards\" means something only beside \"rate\""
      ),
      ("{sequence: [view], within: 3d}", "a sequence is two or more events in order"),
      ("{sequence: [view, \"*\"], within: 3d}", "a sequence is two or more events in order"),
      ("{sequence: [view, demo]}", "key \"within\" is missing"),
      ("{sequence: [view, demo], within: 3d, count: 3d}", "\"sequence\" and \"count\" exclude"),
      ("{sequence: [view, demo], within: 3d, event: view}", "\"sequence\" and \"event\" exclude"),
      ("{column: id, sequence: [view, demo]}", "\"column\" and \"sequence\" exclude"),
      ("{event: view, linear_decay: {per: 3d}}", "key \"share\" is missing"),
      ("{event: view, linear_decay: {per: 90d, share: 0%}}", "out of range"),
      ("{event: view, not_within: soon}", "not_within"),
      ("{event: view, count: 3d, of: acount}", "did you mean \"account\"?"),
      ("{event: view, rate: sent, window: 3d, towards: base}", "base_rate"),
      ("{event: view, sesions: {gap: 30m, window: 3d}}", "did you mean \"sessions\"?"),
    ])
  func refused(entry: String, words: String) throws {
    let folder = try TestProject(Self.files(entry))
    do {
      _ = try folder.tables()
      Issue.record("accepted: \(entry)")
    } catch {
      #expect(folder.words(error).contains(words), "\(folder.words(error))")
      #expect(folder.words(error).contains("leadscore.yaml:7:"), "\(folder.words(error))")
    }
  }

  @Test("features of an account need to know it")
  func withoutAccount() throws {
    var files = Self.files("{event: view, count: 3d, of: account}")
    files["leadscore.yaml"] = files["leadscore.yaml"]?.replacing(", account: company", with: "")
    let folder = try TestProject(files)
    do {
      _ = try folder.project()
      Issue.record("accepted")
    } catch {
      #expect(folder.words(error).contains("\"of\" means something only beside \"account\""))
    }
  }

  @Test(
    "G11: turned round and delivered twice, events say the same",
    arguments: [
      "{event: view, first_touch: page}", "{event: \"*\", last_touch: user}",
      "{event: \"*\", distinct: user, window: 30d}",
      "{event: view, linear_decay: 20d, half_life: 3d}",
    ])
  func shuffled(entry: String) throws {
    var files = Self.files(entry)
    files["leadscore.yaml"] = files["leadscore.yaml"]?.replacing(
      "lead: lead,", with: "id: id, lead: lead,")
    let lines = (files["events.csv"] ?? "").split(separator: "\n")
    let numbered = lines.dropFirst().enumerated().map { "\($0),\($1)" }
    func columns(_ rows: [String]) throws -> [Column] {
      files["events.csv"] = (["id,\(lines[0])"] + rows).joined(separator: "\n") + "\n"
      let tables = try TestProject(files).tables()
      let rows = Array(0..<tables.leadCount)
      let snapshot = tables.snapshot(ofLeads: rows, at: rows.compactMap(tables.snapshotMoment))
      return try ProjectFeatures(tables.project).table(of: snapshot).table.columns
    }
    let once = try columns(numbered)
    let reversed = try columns(numbered.reversed())
    let twice = try columns(numbered + numbered.reversed())
    for (left, right) in zip(once, reversed) {
      #expect((0..<3).map(left.text) == (0..<3).map(right.text))
    }
    for (left, right) in zip(once, twice) {
      #expect((0..<3).map(left.text) == (0..<3).map(right.text))
    }
  }
}
