import Tables
import Testing

@testable import FeatureExtraction

@Suite("outcomes of leads")
struct OutcomeTableTests {
  private static func moment(_ text: String) throws -> Timestamp {
    try #require(TimestampFormat.iso8601.timestamp(text))
  }

  private static func folder(outcome: String, deals: String) throws -> TestProject {
    try TestProject([
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created}
      outcome: \(outcome)
      snapshot: {after: 10d}
      features: {explicit: [{column: need}]}

      """,
      "leads.csv": """
      id,created,need,reason
      A,2026-01-01,x,
      B,2026-01-02,y,test
      C,2026-01-03,x,late
      D,2026-01-04,x,

      """, "deals.csv": deals,
    ])
  }

  @Test("may stand in a table of their own; a lead without a row is open")
  func joined() throws {
    let tables = try Self.folder(
      outcome: "{from: deals.csv, lead: lead, won_at: won, amount: worth}",
      deals: "won,lead,worth\n2026-02-01,C,7\n2026-01-20,A,5\n2026-01-15,A,3\n2026-02-01,X,1\n"
    ).tables()
    #expect(
      tables.outcomes == [
        .won(try Self.moment("2026-01-15")), .open, .won(try Self.moment("2026-02-01")), .open,
      ])
    let amounts = try #require(tables.amounts)
    #expect(amounts[0] == 3 && amounts[2] == 7 && amounts[1].isNaN)
    #expect(tables.newest == (try Self.moment("2026-02-01")))
  }

  @Test("of several records are the first win, else open if one is, else the last loss")
  func several() throws {
    let tables = try Self.folder(
      outcome: """
        {from: deals.csv, lead: lead, status: stage, won: Won, lost: [Lost, Spam], at: at,
          disqualified: {column: stage, values: [Spam]}}
        """,
      deals: """
        lead,stage,at
        A,Lost,2026-01-09
        A,Won,2026-01-20
        B,Lost,2026-01-09
        B,Talking,
        C,Spam,2026-01-09
        C,Lost,2026-01-11
        C,Lost,2026-01-10
        D,Spam,2026-01-12

        """
    ).tables()
    #expect(
      tables.outcomes == [
        .won(try Self.moment("2026-01-20")), .open, .lost(try Self.moment("2026-01-11")),
        .disqualified(try Self.moment("2026-01-12")),
      ])
  }

  @Test("disqualify by the leads' own column, and never a lead that bought")
  func disqualified() throws {
    var files = TestProject.files
    files["leadscore.yaml"]?.replace(
      "horizon: 30d", with: "horizon: 30d, disqualified: {column: need, values: [speed, price]}")
    files["leadscore.yaml"]?.replace("- {column: need}", with: "- {column: amount, kind: number}")
    let tables = try TestProject(files).tables()
    #expect(tables.outcomes[0].time != nil)
    #expect(tables.outcomes[1...] == [.disqualified(nil), .disqualified(nil)])
    // That A bought on the 20th nobody knew before.
    let scoring = tables.snapshot(asOf: try Self.moment("2026-01-12"))
    #expect(scoring.disqualified == 2 && scoring.createdLater == 1)
    let later = tables.snapshot(asOf: try Self.moment("2026-01-21"))
    #expect(later.disqualified == 1 && later.alreadyWon == 1)
    #expect(scoring.leads.table["need"] == nil)
  }

  @Test("are as they were known at any time, whatever was recorded later")
  func overTime() throws {
    let tables = try Self.folder(
      outcome: "{from: deals.csv, lead: lead, status: stage, won: [Won], lost: [Lost], at: at,"
        + " disqualified: {column: stage, values: [Spam], at: at}}",
      deals: """
        lead,stage,at
        A,Lost,2026-01-09
        A,Won,2026-01-20
        B,Lost,2026-01-09
        B,Lost,2026-06-10
        C,Spam,2026-02-09
        C,Lost,2026-02-11

        """
    ).tables()
    let known = try [
      "2026-01-08", "2026-01-09", "2026-01-19", "2026-01-20", "2026-02-10", "2026-06-10",
    ].map { day in
      let moment = try Self.moment(day)
      return (0..<3).map { tables.outcome(ofLead: $0, asOf: moment) }
    }
    let (a, b, won) = (
      LeadOutcome.lost(try Self.moment("2026-01-09")),
      LeadOutcome.lost(try Self.moment("2026-06-10")),
      LeadOutcome.won(try Self.moment("2026-01-20"))
    )
    let (spam, lost) = (
      LeadOutcome.disqualified(try Self.moment("2026-02-09")),
      LeadOutcome.lost(try Self.moment("2026-02-11"))
    )
    #expect(known[0] == [.open, .open, .open])
    #expect(known[1] == [a, a, .open] && known[2] == known[1])
    #expect(known[3] == [won, a, .open] && known[4] == [won, a, spam])
    #expect(known[5] == [won, b, lost])
    let states = try ["2026-01-12", "2026-01-21"].map { tables.snapshot(asOf: try Self.moment($0)) }
    #expect(states[0].alreadyLost == 2 && states[1].alreadyLost == 1 && states[1].alreadyWon == 1)
  }

  @Test(
    "that belong to other leads or precede theirs are refused",
    arguments: [
      ("lead,won\nX,2026-02-01\nY,2026-02-01\nA,2026-02-01\n", "2 of 3 outcomes belong to no lead"),
      ("lead,won\nA,2025-12-01\n", "1 of 1 leads converted before they were created"),
    ])
  func wrongTable(deals: String, words: String) throws {
    let folder = try Self.folder(
      outcome: "{from: deals.csv, lead: lead, won_at: won}", deals: deals)
    let error = #expect(throws: DataProblems.self) { try folder.tables() }
    #expect(error.map(folder.words)?.contains(words) ?? false, "\(String(describing: error))")
  }

  @Test(
    "keys that belong together are asked for together",
    arguments: [
      ("{won_at: won, lead: lead}", "\"lead\" means something only beside \"from\""),
      (
        "{won_at: won, censored: ipcw}",
        "\"censored: ipcw\" means something only beside \"horizon\""
      ),
      ("{won_at: won, censored: never}", "never"),
      ("{won_at: won, disqualified: {column: reason, values: []}}", "nothing in \"values\""),
      ("{from: deals.csv, won_at: won}", "lead"),
    ])
  func keys(outcome: String, words: String) throws {
    let folder = try Self.folder(outcome: outcome, deals: "lead,won\n")
    let error = #expect(throws: (any Error).self) { try folder.project() }
    #expect(error.map(folder.words)?.contains(words) ?? false, "\(String(describing: error))")
  }
}
