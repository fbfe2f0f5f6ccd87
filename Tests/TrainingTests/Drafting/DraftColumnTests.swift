import FeatureExtraction
import Foundation
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("what a draft makes of texts")
struct DraftColumnTests {
  @Test(
    "money is recognised by its currency, and how it is written by what fits all of it",
    arguments: [
      (["1.234,56 €", "€ 99", "-12,5 €"], "EUR", "eu"),
      (["$1,234.56", "$99"], "USD", "us"),
      (["CHF 1'234.50", "CHF 7"], "CHF", "ch"),
      (["€ 1.000", "€ 2.500"], "EUR", "eu"),
      (["£1,000", "£12.50"], "GBP", "us"),
      (["1234.56", "7"], nil, nil),
      (["1.234,56 €", "$ 99"], nil, nil),
      (["€ 5", "five"], nil, nil),
      (["EUR", "USD"], nil, nil),
    ] as [([String], String?, String?)])
  func money(texts: [String], currency: String?, marks: String?) {
    let money = DraftColumn(.categories("budget", texts)).money
    #expect(money?.currency == currency)
    #expect(money?.marks.rawValue == marks)
  }

  @Test(
    "moments are recognised in the forms of usual exports",
    arguments: [
      (["11/3/2025 2:15 PM", "1/13/2025 12:01 AM"], "M/d/yyyy h:mm a"),
      (["13/3/2025 2:15 pm"], "d/M/yyyy h:mm a"),
      (["1/13/2025, 2:15:09 PM"], "M/d/yyyy, h:mm:ss a"),
      (["1/13/2025", "11/3/2025"], "M/d/yyyy"), (["4.3.2025 9:05"], "d.M.yyyy H:mm"),
      (["04.03.2025 09:05"], "dd.MM.yyyy HH:mm"), (["11/3/2025 2:15 PM", "soon"], nil),
    ] as [([String], String?)])
  func times(texts: [String], format: String?) {
    #expect(DraftColumn(.categories("created", texts)).timeFormat == format)
  }

  @Test("a file in which nothing can be read as a time, or nothing at all, is said to be so")
  func noTimes() throws {
    try withTemporaryFolder { folder in
      func complaint(_ text: String) throws -> String {
        let path = folder + "/leads.csv"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        do {
          _ = try ProjectDraft([try DraftFile(path: path, threads: 1)])
          return ""
        } catch let error as ProjectDraftError {
          return error.description
        }
      }
      let rows = (0..<40).map { "L\($0),\($0 % 7)th of May 2025,\($0 % 2)\n" }.joined()
      let words = try complaint("Lead ID,Created Date,won\n" + rows)
      #expect(words.contains("column \"Created Date\" may say when a lead was created"), "\(words)")
      #expect(words.contains("(\"0th of May 2025\")"), "\(words)")
      #expect(
        try complaint("Lead ID,size,won\n" + rows.replacingOccurrences(of: "th of May", with: ""))
          .contains("no column says when a lead was created"))
      #expect(try complaint("Lead ID,Created Date,won\n").contains("a header but no rows"))
    }
  }

  @Test("several values in a field are told from texts with a semicolon")
  func separators() {
    func separator(_ texts: [String?]) -> String? {
      DraftColumn(.categories("tools", texts)).separator
    }
    let lists = (0..<60).map { ["SAP;AWS", "SAP", "AWS; Slack"][$0 % 3] }
    #expect(separator(lists) == ";")
    #expect(separator(lists.map { $0.replacingOccurrences(of: ";", with: "|") }) == "|")
    #expect(separator((0..<60).map { "note \($0); call" }) == nil)
    #expect(separator((0..<60).map { $0 == 0 ? "SAP;AWS" : "SAP" }) == nil)
    #expect(separator([nil, nil]) == nil)
  }

  /// Leads with amounts of money, a list, and a number that is not always one.
  private static let leads = (0..<80).map { lead in
    let day = String(format: "2025-%02d-%02d", 1 + lead / 28, 1 + lead % 28)
    let won = lead % 4 == 0 ? "2025-06-01" : ""
    let stock = lead == 5 ? "a dozen" : String(lead % 7)
    return
      "L\(lead),\(day),\"1.\(100 + lead % 9),50 €\",\(["SAP;AWS", "SAP"][lead % 2]),\(stock),\(won)\n"
  }.joined()

  @Test("a draft of such files reads, whatever is in columns that it leaves out")
  func draft() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/leads.csv"
      try ("lead_id,created_at,budget,tools,stock,won_at\n" + Self.leads).write(
        toFile: path, atomically: true, encoding: .utf8)
      let draft = try ProjectDraft(
        [try DraftFile(path: path, threads: 1).moved(to: "leads.csv")], folder: "")
      #expect(
        draft.text.contains("{column: budget, parse: money, currency: EUR, format: eu}"),
        "\(draft.text)")
      #expect(draft.text.contains("{column: tools, multi: \";\", min_count: 20}"))
      #expect(draft.text.contains("{column: stock, kind: category, min_count: 20}"))
      let project = folder + "/leadscore.yaml"
      try draft.text.write(toFile: project, atomically: true, encoding: .utf8)
      let tables = try Project(path: project).load(threads: 1)
      let leads = try ProjectLeads(project: tables.project, tables: tables)
      let names = leads.labelled.table.columns.map(\.name)
      #expect(names.contains("budget.amount") && names.contains("tools: AWS"))
      let without = draft.text.split(separator: "\n").filter { !$0.contains("column: stock") }
        .joined(separator: "\n")
      try without.write(toFile: project, atomically: true, encoding: .utf8)
      #expect(try Project(path: project).load(threads: 1).leadCount == 80)
      let asNumber = draft.text.replacingOccurrences(
        of: "stock, kind: category, min_count: 20", with: "stock")
      try asNumber.write(toFile: project, atomically: true, encoding: .utf8)
      #expect(throws: DataProblems.self) { try Project(path: project).load(threads: 1) }
    }
  }

  @Test(
    "what leads did is counted, and fades, whether the log names its events or not",
    arguments: [
      (
        ",login", "name: what",
        ["login: count in 14 days", "login: days since last", "login: decayed, half-life 7 days"]
      ),
      (
        "", "name: {constant: event}",
        [
          "event: days active in 3 days", "event: days active in 7 days",
          "event: days active in 14 days", "event: days since last",
          "event: trend 7 days / 14 days",
          "event: decayed, half-life 7 days",
        ]
      ),
    ])
  func activity(event: String, name: String, features: [String]) throws {
    try withTemporaryFolder { folder in
      let log = (0..<240).map { row in
        let day = String(format: "2025-%02d-15", 1 + row % 5)
        // Two in three are log-ins, where events have names.
        return "L\(row % 80),\(day)\(event.isEmpty ? "" : row % 3 == 0 ? ",email" : event)\n"
      }
      let head = event.isEmpty ? "lead_id,at\n" : "lead_id,at,what\n"
      try (head + log.joined()).write(
        toFile: folder + "/log.csv", atomically: true, encoding: .utf8)
      try ("lead_id,created_at,budget,tools,stock,won_at\n" + Self.leads).write(
        toFile: folder + "/leads.csv", atomically: true, encoding: .utf8)
      let draft = try ProjectDraft(
        ["leads.csv", "log.csv"].map {
          try DraftFile(path: folder + "/" + $0, threads: 1).moved(to: $0)
        }, folder: "")
      #expect(draft.text.contains("  \(name)"), "\(draft.text)")
      let project = folder + "/leadscore.yaml"
      try draft.text.write(toFile: project, atomically: true, encoding: .utf8)
      let names = try Project(path: project).features.flatMap(\.featureNames)
      #expect(names.filter(features.contains) == features)
    }
  }
}
