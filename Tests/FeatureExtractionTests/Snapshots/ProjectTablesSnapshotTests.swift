import Tables
import Testing

@testable import FeatureExtraction

@Suite("snapshots of a project")
struct ProjectTablesSnapshotTests {
  private static func moment(_ text: String) throws -> Timestamp {
    try #require(TimestampFormat.iso8601.timestamp(text))
  }

  @Test(
    "leads are scored as of their snapshot, or as of now when they are younger",
    arguments: [
      ("2026-01-08", ["A", "B"], ["2026-01-08", "2026-01-08"], 1, 0),
      ("2026-01-12", ["A", "B"], ["2026-01-11T12:00:00Z", "2026-01-12"], 1, 0),
      (
        "2026-02-03", ["B", "C"], ["2026-01-15T12:00:00Z", "2026-02-03"], 0, 1
      ),
      ("2025-12-31", [], [], 3, 0),
    ] as [(String, [String], [String], Int, Int)])
  func scoring(now: String, ids: [String], moments: [String], later: Int, won: Int) throws {
    let tables = try TestProject(TestProject.files).tables()
    let snapshot = tables.snapshot(asOf: try Self.moment(now))
    #expect(snapshot.rows.map { tables.identifiers[$0] } == ids)
    #expect(snapshot.leads.moments == (try moments.map(Self.moment)))
    #expect(snapshot.createdLater == later)
    #expect(snapshot.alreadyWon == won)
    #expect(snapshot.alreadyLost == 0)
  }

  @Test("training and scoring see a lead alike at the same moment")
  func sameCode() throws {
    let tables = try TestProject(TestProject.files).tables()
    let features = ProjectFeatures(tables.project)
    let now = try Self.moment("2026-01-15T12:00:00Z")
    let scored = tables.snapshot(asOf: now)
    let trained = tables.snapshot(
      ofLeads: [0, 1], at: [0, 1].compactMap(tables.snapshotMoment))
    #expect(scored.leads.moments == trained.moments)
    #expect(
      try features.table(of: scored.leads).table.columns
        == features.table(of: trained).table.columns)
  }

  @Test("columns that know the outcome are seen only when declared as features")
  func outcomeColumns() throws {
    var files = TestProject.files
    let names = try TestProject(files).tables().snapshot(asOf: nil).leads.table.columns.map(\.name)
    #expect(!names.contains("won") && !names.contains("amount"))
    #expect(names.contains("need") && names.contains("accounts.domain"))
    #expect(names.contains("title.decision_maker") && names.contains("email.domain"))
    files["leadscore.yaml"]?.replace("- {column: need}", with: "- {column: amount, kind: number}")
    let declared = try TestProject(files).tables().snapshot(asOf: nil).leads.table
    #expect(declared["amount"] != nil && declared["won"] == nil)
  }

  @Test("a snapshot can be taken at a column's moment")
  func atColumn() throws {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace("{after: 10d}", with: "{at: touched}")
    files["leads.csv"] = """
      id,created,email,title,need,budget,won,amount,touched
      A,2026-01-01,a@one.example,CFO,x,1,,,2026-01-03T08:00:00Z
      B,2026-01-01,b@one.example,CFO,x,1,,,

      """
    let tables = try TestProject(files).tables()
    #expect(tables.snapshotMoment(ofLead: 0) == (try Self.moment("2026-01-03T08:00:00Z")))
    #expect(tables.snapshotMoment(ofLead: 1) == nil)
    let now = try Self.moment("2026-01-02")
    #expect(tables.snapshot(asOf: now).leads.moments == [now, now])
  }

  @Test("the newest moment in the data is the time of scoring unless another is given")
  func newest() throws {
    let tables = try TestProject(TestProject.files).tables()
    #expect(tables.newest == (try Self.moment("2026-02-01T12:00:00Z")))
    #expect(tables.snapshot(asOf: nil).asOf == tables.newest)
  }
}
