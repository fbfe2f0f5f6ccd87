import Tables
import Testing
import YAMLDocuments

@testable import FeatureExtraction

@Suite("loading a project")
struct ProjectLoadTests {
  /// What loading says after texts of the files were replaced.
  private static func complaint(_ changes: [(file: String, old: String, new: String)]) throws
    -> String
  {
    var files = TestProject.files
    for change in changes {
      #expect(files[change.file]?.contains(change.old) == true, "\(change.old) is not there")
      files[change.file]?.replace(change.old, with: change.new)
    }
    return try TestProject(files).complaint()
  }

  @Test("events count once, and those of nobody are left out")
  func events() throws {
    let tables = try TestProject(TestProject.files).tables()
    #expect(
      tables.eventCounts
        == EventCounts(
          read: 10, kept: 8, duplicates: 1, orphans: 1, beforeCreation: 1, beforeDuplicate: 0))
    #expect(tables.events?.names == ["login", "open", "sent", "session"])
    #expect(tables.leadsWithAccount == 2)
    #expect(tables.accountKeys == ["one.example", "one.example", nil])
    #expect(tables.amounts?[0] == 500)
    #expect(tables.outcomes[0] == .won(Timestamp(year: 2026, month: 1, day: 20)))
    #expect(tables.outcomes[1] == .open)
  }

  @Test(
    "data that cannot be are reported with their place",
    arguments: [
      (
        "leads.csv", "\nB,", "\nA,",
        "leads.csv:3:1: column \"id\": identifier \"A\" already stands in line 2"
      ),
      ("leads.csv", "\nB,", "\n,", "leads.csv:3:1: column \"id\": the identifier is missing"),
      (
        "leads.csv", "2026-01-05T12:00:00Z", "",
        "leads.csv:3:3: column \"created\": the lead has no time of creation"
      ),
      (
        "leads.csv", "2026-01-05T12:00:00Z", "05.01.2026",
        "leads.csv:3:3: column \"created\": \"05.01.2026\" is not a moment of the form"
          + " yyyy-MM-ddTHH:mm:ssZ"
      ),
      (
        "leads.csv", ",2026-01-20,", ",2025-01-20,",
        "leads.csv:2:55: column \"won\": converted at 2025-01-20T00:00:00Z, before the lead was"
          + " created"
      ),
      (
        "leads.csv", "1000", "much",
        "leads.csv:2:50: column \"budget\": \"much\" is not a number"
      ),
      (
        "accounts.csv", "two.example", "ONE.example",
        "accounts.csv:3:1: column \"domain\": identifier \"ONE.example\" already stands in line 2"
      ),
      (
        "events.csv", "2026-01-03T00:00:00Z,sent", ",sent",
        "events.csv:7:5: column \"at\": the event has no time"
      ),
      (
        "events.csv", "open", "", "events.csv:8:26: column \"what\": the event has no name"
      ),
      ("events.csv", "\n7,", "\n,", "events.csv:9:1: column \"id\": the identifier is missing"),
      (
        "events.csv", ",A,", ",Y,",
        "events.csv:2:3: column \"lead\": 8 of 9 events belong to no lead; is this the wrong key?"
      ),
    ])
  func badData(file: String, old: String, new: String, expected: String) throws {
    #expect(try Self.complaint([(file, old, new)]).hasPrefix(expected))
  }

  @Test(
    "columns that are not there are reported where the project names them",
    arguments: [
      (
        "id: id, created", "id: idd, created", ":1:30: ",
        "leads.csv has no column \"idd\" (did you mean \"id\"?)"
      ),
      (
        "column: need", "column: nead", ":9:14: ",
        "leads.csv has no column \"nead\" (did you mean \"need\"?)"
      ),
      (
        "accounts.employees", "accounts.employes", ":12:14: ",
        "accounts has no column \"accounts.employes\" (did you mean \"accounts.employees\"?)"
      ),
      ("value: seconds", "value: secs", ":3:77: ", "events.csv has no column \"secs\""),
      ("column: need", "column: created", ":9:14: ", "column \"created\" holds moments"),
      (
        "column: need", "column: won, kind: number", ":9:14: ",
        "column \"won\" is used in two ways that exclude each other"
      ),
    ])
  func missingColumns(old: String, new: String, place: String, words: String) throws {
    let complaint = try Self.complaint([("leadscore.yaml", old, new)])
    #expect(complaint.hasPrefix("leadscore.yaml" + place), "\(complaint)")
    #expect(complaint.contains(words), "\(complaint)")
  }

  @Test("a lead that was won or lost is known by its status")
  func status() throws {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace(
      "{won_at: won, amount: amount, horizon: 30d}",
      with: "{status: stage, won: [Won], lost: [Lost, Gone], at: closed}")
    files["leads.csv"] = """
      id,created,email,title,need,budget,stage,closed
      A,2026-01-01,a@one.example,CFO,x,1,Won,2026-01-05
      B,2026-01-01,b@one.example,CFO,x,1,Gone,
      C,2026-01-01,c@one.example,CFO,x,1,Open,
      D,2026-01-01,d@one.example,CFO,x,1,,
      E,2026-01-01,e@one.example,CFO,x,1,Lost,2026-01-06

      """
    let tables = try TestProject(files).tables()
    let (won, lost) = (
      Timestamp(year: 2026, month: 1, day: 5), Timestamp(year: 2026, month: 1, day: 6)
    )
    #expect(tables.outcomes == [.won(won), .lost(nil), .open, .open, .lost(lost)])
    files["leads.csv"]?.replace("Won,2026-01-05", with: "Won,")
    let folder = try TestProject(files)
    #expect {
      try folder.tables()
    } throws: { error in
      folder.words(error)
        == "leads.csv:2:40: column \"closed\": the lead is won, but the time is missing"
    }
  }

  @Test("a format of moments and a log of one kind of event are read as declared")
  func formats() throws {
    let folder = try TestProject([
      "leadscore.yaml": """
      leads:
        from: leads.csv
        id: id
        created: {column: made, format: dd-MM-yyyy HH:mm, timezone: Europe/Berlin}
        encoding: windows-1252
        delimiter: ;
        decimal: ","
        missing: [Select]
      events: {from: log.csv, lead: who, time: {column: when, format: epoch_s}, name: {constant: login}}
      outcome: {won_at: won}
      snapshot: {after: 1d}
      features:
        explicit: [{column: size, kind: number}]
        behavioural: [{event: login, count: 1d}]

      """,
      "leads.csv": "id;made;size;won\n7;01-07-2026 12:00;1,5;Select\n",
      // 2026-07-01T10:00:01Z
      "log.csv": "who,when\n7,1782900001\n",
    ])
    let tables = try folder.tables()
    #expect("\(tables.created[0])" == "2026-07-01T10:00:00Z")
    let moments = [0].compactMap(tables.snapshotMoment)
    let table = try ProjectFeatures(tables.project)
      .table(of: tables.snapshot(ofLeads: [0], at: moments)).table
    #expect(table["size"]?.text(0) == "1.5")
    #expect(table["login: count in 1 day"]?.text(0) == "1")
  }

  @Test("a feature is read as the model learned it")
  func featureKinds() throws {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace(
      "- {column: budget, transform: log}", with: "- {column: budget}")
    let project = try TestProject(files)
    guard case .numbers? = try project.tables().facts["budget"]?.values else {
      Issue.record("budgets are numbers")
      return
    }
    let tables = try project.project().load(threads: 1, featureKinds: ["budget": .category])
    #expect(tables.facts["budget"]?.values == .categories(Categories(["1000", nil, "50"])))
  }
}
