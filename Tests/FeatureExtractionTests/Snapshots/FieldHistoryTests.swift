import Tables
import Testing

@testable import FeatureExtraction

@Suite("fields with a history")
struct FieldHistoryTests {
  private static func moment(_ text: String) throws -> Timestamp {
    try #require(TimestampFormat.iso8601.timestamp(text))
  }

  private static let section =
    "history: {from: history.csv, lead: lead, field: field, value: value, valid_from: at}\nsnapshot:"
  private static let history = """
    lead,field,value,at
    A,title,CFO,2026-01-15
    A,title,Finance Assistant,2026-01-01
    A,budget,100,2026-01-01
    A,budget,,2026-01-10
    A,budget,1000,2026-01-15
    B,need,speed,2026-01-20
    A,stage,won,2026-01-20
    Z,need,speed,2026-01-20

    """

  private static func folder(
    _ history: String = history, section: String = section
  ) throws -> TestProject {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace("snapshot:", with: section)
    files["history.csv"] = history
    return try TestProject(files)
  }

  private static func texts(
    _ tables: ProjectTables, _ name: String, lead: Int, at moments: [String]
  ) throws -> [String?] {
    let moments = try moments.map(moment)
    let snapshot = tables.snapshot(
      ofLeads: moments.map { _ in lead }, at: moments)
    let column = try #require(snapshot.table[name])
    return moments.indices.map(column.text)
  }

  @Test("have the value that was valid at the moment")
  func values() throws {
    let tables = try Self.folder().tables()
    let moments = ["2026-01-09", "2026-01-10", "2026-01-14T23:59:59Z", "2026-01-15", "2026-02-01"]
    #expect(
      try Self.texts(tables, "budget", lead: 0, at: moments) == ["100", nil, nil, "1000", "1000"])
    #expect(
      try Self.texts(tables, "title", lead: 0, at: Array(moments.suffix(2))) == ["CFO", "CFO"])
  }

  @Test("are parsed as they were at the moment")
  func parsed() throws {
    let tables = try Self.folder().tables()
    let moments = ["2026-01-09", "2026-01-15"]
    let seniority = try Self.texts(tables, "title.seniority", lead: 0, at: moments)
    #expect(seniority[0] != "executive" && seniority[1] == "executive")
  }

  @Test(
    "have the value of the leads file where they never changed, and none before the first change")
  func current() throws {
    let tables = try Self.folder().tables()
    #expect(try Self.texts(tables, "title", lead: 1, at: ["2026-01-06"]) == ["IT Manager"])
    // B's need is "price" in the file; what it was before it became "speed" is not known.
    #expect(
      try Self.texts(tables, "need", lead: 1, at: ["2026-01-06", "2026-01-21"]) == [nil, "speed"])
    #expect(try Self.texts(tables, "budget", lead: 2, at: ["2026-02-02"]) == ["50"])
  }

  @Test("have the previous value before the first change where the history tells it")
  func previous() throws {
    let tables = try Self.folder(
      "lead,field,old,value,at\nB,need,trust,speed,2026-01-20\nB,need,speed,price,2026-01-25\n",
      section: Self.section.replacing("value: value", with: "value: value, previous: old")
    ).tables()
    #expect(
      try Self.texts(tables, "need", lead: 1, at: ["2026-01-06", "2026-01-21", "2026-01-26"])
        == ["trust", "speed", "price"])
  }

  @Test("do not depend on the order of the changes, not even of those at one moment")
  func shuffled() throws {
    let lines = Self.history.split(separator: "\n").map(String.init) + ["B,need,trust,2026-01-20"]
    let turned = (lines.prefix(1) + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    let first = try Self.folder(lines.joined(separator: "\n") + "\n").tables()
    let second = try Self.folder(turned).tables()
    for name in ["title", "need", "budget"] {
      for lead in 0..<3 {
        let moments = ["2026-01-10", "2026-01-20", "2026-02-02"]
        #expect(
          try Self.texts(first, name, lead: lead, at: moments)
            == Self.texts(second, name, lead: lead, at: moments))
      }
    }
  }

  @Test("count what was read and what belongs to nobody")
  func counts() throws {
    let counts = try Self.folder().tables().historyCounts
    #expect(
      counts == HistoryCounts(read: 8, kept: 6, orphans: 1, ofDuplicates: 0, unknownFields: 1))
  }

  @Test("a column is of numbers when all that was known of it is, whatever becomes of it later")
  func kinds() throws {
    let files = "lead,field,value,at\nA,need,7,2026-01-02\nB,need,8,2026-01-05\n"
    var project = TestProject.files
    project["leadscore.yaml"]?.replace("snapshot:", with: Self.section)
    project["leads.csv"]?.replace("speed,50", with: "9,50")
    project["history.csv"] = files
    let early = try TestProject(project).tables()
    project["history.csv"] = files + "A,need,many,2026-01-20\n"
    let late = try TestProject(project).tables()
    let moment = try Self.moment("2026-01-15")
    let columns = [early, late].map { tables in
      tables.snapshot(ofLeads: [0, 1], at: [moment, moment], asOf: moment).table["need"]
    }
    #expect(columns[0]?.values == .numbers([7, 8]))
    #expect(columns[0] == columns[1])
    let now = try Self.moment("2026-01-20")
    let known = late.snapshot(ofLeads: [0], at: [now], asOf: now).table["need"]
    #expect(known?.text(0) == "many")
  }

  @Test(
    "that cannot be read are refused with their place",
    arguments: [
      ("lead,field,value,at\nA,need,x,\n", "history.csv:2:10:", "the change has no time"),
      ("lead,field,value,at\nA,,x,2026-01-02\n", "history.csv:2:3:", "names no field"),
      ("lead,field,value,at\nA,budget,much,2026-01-02\n", "history.csv:2:10:", "much"),
      (
        "lead,field,value,at\nX,need,x,2026-01-02\nY,need,x,2026-01-02\n", "history.csv:2:1",
        "belong to no lead"
      ),
      (
        "lead,field,value,at\nA,what,x,2026-01-02\n", "history.csv:2:3:", "no change is of a column"
      ),
      ("lead,field,value,when\nA,need,x,2026-01-02\n", "leadscore.yaml:6:", "no column \"at\""),
    ])
  func refused(history: String, place: String, words: String) throws {
    let folder = try Self.folder(history)
    let error = #expect(throws: (any Error).self) { try folder.tables() }
    let said = error.map(folder.words) ?? ""
    #expect(said.contains(words), "\(said)")
    #expect(place.hasPrefix("leadscore") || said.contains(place), "\(said)")
  }

  @Test(
    "are held to what features declare of the column, as the leads are",
    arguments: [
      ("{column: need, kind: number, at_most: 9}", "12", "12 is more than 9 (at_most)"),
      ("{column: need, kind: boolean}", "maybe", "\"maybe\" is neither yes nor no"),
      ("{column: need, kind: boolean, yes: [5], no: [6]}", "yes", "is neither yes (\"5\")"),
      ("{column: need, parse: money, currency: EUR}", "5 USD", "is in USD, not in EUR"),
    ])
  func declared(feature: String, value: String, words: String) throws {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace("snapshot:", with: Self.section)
    files["leadscore.yaml"]?.replace("{column: need}", with: feature)
    files["leads.csv"]?.replace("speed", with: "")
    files["leads.csv"]?.replace("price", with: "")
    files["history.csv"] = "lead,field,value,at\nA,need,,2026-01-02\nB,need,\(value),2026-01-06\n"
    let folder = try TestProject(files)
    let error = #expect(throws: DataProblems.self) { try folder.tables() }
    let said = error.map(folder.words) ?? ""
    #expect(said.contains("history.csv:3:8") && said.contains(words), "\(said)")
  }
}
