import Tables
import Testing

@testable import FeatureExtraction

@Suite("repeated snapshots")
struct RepeatedSnapshotsTests {
  private static func moment(_ text: String) throws -> Timestamp {
    try #require(TimestampFormat.iso8601.timestamp(text))
  }

  private static func tables(snapshot: String) throws -> ProjectTables {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace("{after: 10d}", with: snapshot)
    return try TestProject(files).tables()
  }

  @Test(
    "are in equal steps from creation on, while the lead is open and not too old",
    arguments: [
      ("{every: 7d}", ["2026-01-01T12:00:00Z", "2026-01-08T12:00:00Z", "2026-01-15T12:00:00Z"]),
      (
        "{every: 7d, while: open}",
        ["2026-01-01T12:00:00Z", "2026-01-08T12:00:00Z", "2026-01-15T12:00:00Z"]
      ),
      (
        "{every: 7d, after: 3d}",
        ["2026-01-04T12:00:00Z", "2026-01-11T12:00:00Z", "2026-01-18T12:00:00Z"]
      ),
      ("{every: 7d, for: 8d}", ["2026-01-01T12:00:00Z", "2026-01-08T12:00:00Z"]),
    ])
  func moments(snapshot: String, expected: [String]) throws {
    let tables = try Self.tables(snapshot: snapshot)
    // A was won at the start of January 20.
    let moments = tables.snapshotMoments(ofLead: 0, through: try Self.moment("2026-03-01"))
    #expect(moments == (try expected.map(Self.moment)))
    #expect(tables.snapshotMoment(ofLead: 0) == moments[0])
    let early = tables.snapshotMoments(ofLead: 0, through: try Self.moment("2026-01-02"))
    #expect(early.count <= 1)
  }

  @Test("a lead is no longer seen at the moment at which it closes")
  func closing() throws {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace("{after: 10d}", with: "{every: 7d}")
    files["leads.csv"]?.replace("2026-01-20,500", with: "2026-01-08T12:00:00Z,500")
    let tables = try TestProject(files).tables()
    let moments = tables.snapshotMoments(ofLead: 0, through: try Self.moment("2026-03-01"))
    #expect(moments == [try Self.moment("2026-01-01T12:00:00Z")])
  }

  @Test("leads are scored as of now, whatever their age, unless older than any learned from")
  func scoring() throws {
    let tables = try Self.tables(snapshot: "{every: 7d, for: 30d}")
    let now = try Self.moment("2026-02-03")
    let scoring = tables.snapshot(asOf: now)
    #expect(scoring.rows.map { tables.identifiers[$0] } == ["B", "C"])
    #expect(scoring.leads.moments == [now, now])
    let later = tables.snapshot(asOf: try Self.moment("2026-02-10"))
    #expect(later.rows.map { tables.identifiers[$0] } == ["C"])
    #expect(later.pastHorizon == 1)
  }

  @Test(
    "keys that mean nothing together are refused at their place",
    arguments: [
      ("{every: 7d, 📍at: touched}", "exclude each other"),
      ("{after: 7d, 📍while: open}", "means something only beside \"every\""),
      ("{after: 7d, 📍for: 30d}", "means something only beside \"every\""),
      ("{every: 7d, while: 📍closed}", "closed"),
      ("{every: 7d, after: 20d, for: 📍10d}", "10d is out of range"),
    ])
  func refused(snapshot: String, words: String) throws {
    let text = (TestProject.files["leadscore.yaml"] ?? "").replacing(
      "{after: 10d}", with: snapshot)
    let marked = MarkedText(text, file: "leadscore.yaml")
    var files = TestProject.files
    files["leadscore.yaml"] = marked.text
    let folder = try TestProject(files)
    let error = #expect(throws: (any Error).self) { try folder.project() }
    let said = error.map(folder.words) ?? ""
    #expect(said.contains(words), "\(said)")
    #expect(said.contains(":\(marked.place.line):"), "\(said)")
  }
}
