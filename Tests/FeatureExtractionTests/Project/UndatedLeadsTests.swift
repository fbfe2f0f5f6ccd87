import Tables
import Testing
import YAMLDocuments

@testable import FeatureExtraction

@Suite("leads without a time of creation")
struct UndatedLeadsTests {
  /// Lead B has lost its time of creation.
  private static func files(_ undated: String) -> [String: String] {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace("created: created,", with: "created: created, \(undated)")
    files["leads.csv"]?.replace("2026-01-05T12:00:00Z", with: "")
    return files
  }

  @Test("they are left out and counted, and their events with them, where the project says so")
  func leftOut() throws {
    let tables = try TestProject(Self.files("undated: leave_out,")).tables()
    #expect(tables.identifiers == ["A", "C"])
    #expect(tables.undatedCount == 1)
    #expect(tables.accountKeys == ["one.example", nil])
    // The event of lead B is not one of an unknown lead, which only the event of Z is.
    #expect(tables.eventCounts?.kept == 7)
    #expect(tables.eventCounts?.orphans == 1)
  }

  @Test("what is left out changes no vector of the others")
  func sameVectors() throws {
    func vectors(_ files: [String: String]) throws -> [[String?]] {
      let tables = try TestProject(files).tables()
      let rows = tables.identifiers.indices.filter { tables.identifiers[$0] != "B" }
      let snapshot = tables.snapshot(
        ofLeads: rows, at: rows.compactMap(tables.snapshotMoment))
      return try ProjectFeatures(tables.project).table(of: snapshot).table.columns.map { column in
        (0..<column.count).map(column.text)
      }
    }
    var removed = TestProject.files
    removed["leads.csv"]?.replace(
      "B,2026-01-05T12:00:00Z,bob@one.example,IT Manager,price,,,\n", with: "")
    removed["events.csv"]?.replace("8,B,2026-01-04T00:00:00Z,login,\n", with: "")
    #expect(try vectors(Self.files("undated: leave_out,")) == vectors(removed))
  }

  @Test("they are refused otherwise", arguments: ["", "undated: refuse,"])
  func refused(undated: String) throws {
    #expect(
      try TestProject(Self.files(undated)).complaint()
        == "leads.csv:3:3: column \"created\": the lead has no time of creation")
  }

  @Test("a time that cannot be read is refused, not left out")
  func unreadable() throws {
    var files = Self.files("undated: leave_out,")
    files["leads.csv"]?.replace("2026-02-01T12:00:00Z", with: "01.02.2026")
    #expect(
      try TestProject(files).complaint().hasPrefix(
        "leads.csv:4:3: column \"created\": \"01.02.2026\" is not a moment"))
  }

  @Test("a column without any time is the wrong one")
  func none() throws {
    var files = Self.files("undated: leave_out,")
    for time in ["2026-01-01T12:00:00Z", "2026-02-01T12:00:00Z"] {
      files["leads.csv"]?.replace(time, with: "")
    }
    #expect(
      try TestProject(files).complaint()
        == "leads.csv:2:3: column \"created\": none of 3 leads has a time of creation; is this the"
        + " right column?")
  }

  @Test("an unknown wish is refused with the known ones")
  func unknown() throws {
    #expect(
      try TestProject(Self.files("undated: skip,")).complaint().contains(
        "\"undated\": \"skip\" is not one of refuse, leave_out"))
  }
}
