import Testing

@testable import FeatureExtraction

@Suite("what in the data is hardly meant")
struct DataRemarkTests {
  private static func remarks(
    _ changes: [(file: String, old: String, new: String)], besides names: [String] = []
  ) throws -> [String] {
    var files = TestProject.files
    for change in changes {
      #expect(files[change.file]?.contains(change.old) ?? false)
      files[change.file]?.replace(change.old, with: change.new)
    }
    let interests = names.map { EventInterest(names: [$0], window: nil) }
    return try TestProject(files).tables().remarks(besides: interests).map(\.description)
  }

  private static let clicks = "5,A,2026-01-03T00:00:00Z,sent,"

  @Test("events that features or rules look for and nobody did, with the name they may stand for")
  func events() throws {
    // Of the bundled features only that of clicks finds none.
    #expect(
      try Self.remarks([])
        == ["no event is called \"click\": features and rules that look for it find none"])
    let known = ("events.csv", Self.clicks, "11,A,2026-01-03T00:00:00Z,click,\n" + Self.clicks)
    #expect(try Self.remarks([known], besides: ["login", "*"]).isEmpty)
    #expect(
      try Self.remarks([known], besides: ["demo", "logn"])
        == [
          "no event is called \"demo\" or \"logn\" (did you mean \"login\"?): features and rules that"
            + " look for it find none"
        ])
    let rate = ("leadscore.yaml", "rate: sent", "rate: snt")
    #expect(try Self.remarks([known, rate])[0].contains("\"snt\" (did you mean \"sent\"?)"))
  }

  @Test("values that are not in the order of their column")
  func ordered() throws {
    let words = try Self.remarks([
      ("events.csv", Self.clicks, "11,A,2026-01-03T00:00:00Z,click,\n" + Self.clicks),
      ("leadscore.yaml", "{column: need}", "{column: need, ordered: [price, Speed]}"),
    ])
    #expect(
      words == ["column \"need\": \"speed\" (2) is not in its order and treated as unknown"])
    #expect(
      DataRemark.unlistedValues(
        column: "x", (1...7).map { .init(value: "v\($0)", count: 9 - $0) }
      ).description
        == "column \"x\": \"v1\" (8), \"v2\" (7), \"v3\" (6), \"v4\" (5), \"v5\" (4) and 2 more are not"
        + " in its order and treated as unknown")
  }

  /// Leads with a status; what the outcome says of it is still to be added.
  private static func statuses(_ outcome: String) -> TestProject? {
    try? TestProject([
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created}
      outcome: {status: stage, won: [Won], at: closed, \(outcome)}
      snapshot: {after: 1d}
      features: {explicit: [{column: need}]}

      """,
      "leads.csv": """
      id,created,stage,closed,need
      A,2026-01-01,Won,2026-01-09,x
      B,2026-01-01,Lost,2026-01-09,y
      C,2026-01-01,won?,,x
      D,2026-01-01,New,,x
      E,2026-01-01,New,,y
      F,2026-01-01,,,y

      """,
    ])
  }

  @Test(
    "H01 statuses that nobody speaks of count as open, with a word where the lost ones are listed",
    arguments: [
      ("lost: [Lost]", ["\"New\" (2), \"won?\" (1) are neither won nor lost and count as open"]),
      ("lost: [Lost, New]", ["\"won?\" (1) is neither won nor lost and counts as open"]),
      ("", []), ("lost: [Lost], open: [New, won?]", []),
      ("lost: [Lost], disqualified: {column: stage, values: [New, won?]}", []),
    ])
  func statuses(outcome: String, words: [String]) throws {
    let project = try #require(Self.statuses(outcome))
    let remarks = try project.tables().remarks().map(\.description)
    #expect(remarks.count == words.count)
    #expect(zip(remarks, words).allSatisfy { $0.contains($1) }, "\(remarks)")
  }

  @Test("H01 where the open statuses are listed, others are refused with their places")
  func refusedStatuses() throws {
    let project = try #require(Self.statuses("lost: [Lost], open: [New]"))
    #expect(
      try project.complaint()
        == "leads.csv:4:14: column \"stage\": \"won?\" is no status listed as won, lost or open")
    let both = try #require(Self.statuses("open: [New, Won]"))
    #expect(try both.complaint().contains("\"Won\" is both open and won or lost"))
  }

  @Test("leads that are not there are not blamed on the key of those that name them")
  func noLeads() throws {
    var files = TestProject.files
    files["leads.csv"] = "id,created,email,title,need,budget,won,amount\n"
    #expect(
      try TestProject(files).complaint()
        == "leads.csv:1:1: there are no leads: the file has a header but no rows")
  }
}
