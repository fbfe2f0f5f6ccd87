import FeatureExtraction
import Foundation
import Tables
import Testing
import YAMLDocuments

@testable import RuleScoring

@Suite("ready books")
struct ReadyBookTests {
  private static func read(_ name: String) throws -> RuleBook {
    let models = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "models/rules")
    return try RuleBook(path: models.appending(path: name).path)
  }

  @Test(
    "role, department and employees give the points of the published table",
    arguments: [
      ("CTO", "executive", "it", 700, 45, "hot"),
      ("Project Manager", "manager", "finance", 100, 30, "warm"),
      ("Director of Marketing", "director", "marketing", 1000, 15, "cold"),
      ("Assistant", "assistant", "it", 50, 20, "warm"),
      ("Assistant", "assistant", "marketing", 49, 0, "cold"),
      (nil, nil, nil, .nan, 0, "cold"),
    ] as [(String?, String?, String?, Double, Double, String)])
  func roleDepartmentEmployees(
    title: String?, seniority: String?, department: String?, employees: Double, points: Double,
    tier: String
  ) throws {
    let book = try ReadyBookTests.read("role-department-employees.yaml")
    let leads = flat(
      categories("title", [title]), categories("title.seniority", [seniority]),
      categories("title.department", [department]), numbers("accounts.employees", [employees]))
    #expect(book.validate(against: leads) == [])
    let scores = try book.score(leads)
    #expect(scores.totals == [points])
    #expect(scores.tier(0)?.name == tier)
  }

  @Test("the starter book fits its documented columns and events without a warning")
  func starterIsValid() throws {
    let book = try ReadyBookTests.read("starter-5-10-15.yaml")
    let issues = book.validate(
      columns: ["title.seniority", "need", "budget", "accounts.employees", "email.kind"],
      eventNames: ["demo_request", "email_click", "login", "pricing_view", "whitepaper_download"])
    #expect(issues == [])
  }

  @Test(
    "every ready book fits the columns and events of the demo project, and reads back as written",
    arguments: [
      "role-department-employees.yaml", "starter-5-10-15.yaml", "demo-50-white-paper-10.yaml",
    ])
  func fitsDemo(name: String) throws {
    let book = try ReadyBookTests.read(name)
    let issues = book.validate(
      columns: [
        "title", "title.seniority", "title.department", "need", "budget", "accounts.employees",
        "email.kind",
      ],
      eventNames: [
        "demo_request", "email_click", "login", "pricing_view", "webinar_attended",
        "whitepaper_download",
      ])
    #expect(issues == [])
    let text = book.yaml()
    let again = try RuleBook(document: YAMLDocument(text: text, file: "again.yaml"))
    #expect(again.yaml() == text)
    #expect(again.requiredColumns == book.requiredColumns)
  }

  @Test("a demo is worth 50, a white paper 10 that fall by half in 30 days")
  func demoAndWhitePaper() throws {
    let book = try ReadyBookTests.read("demo-50-white-paper-10.yaml")
    let day: Int64 = 86_400_000_000
    let events = leads([
      [("demo_request", 60 * day)], [("whitepaper_download", 30 * day)],
      [("whitepaper_download", 60 * day)], [],
    ])
    let column = categories("email.kind", ["corporate", "corporate", "corporate", "free"])
    let scores = try book.score(
      LeadSnapshot(
        table: Table(source: "leads.csv", columns: [column]), moments: events.moments,
        events: events.events))
    // A window of 30 days does not reach an event of 30 days: all four are silent.
    #expect(scores.totals == [40, -5, -10, -20])
  }

  @Test("the starter book makes an engaged director hot and a silent free address cold")
  func starterScores() throws {
    let book = try ReadyBookTests.read("starter-5-10-15.yaml")
    let day: Int64 = 86_400_000_000
    let events = leads([
      [("demo_request", day), ("pricing_view", day), ("login", day), ("email_click", 14 * day)], [],
    ])
    let columns = [
      categories("title.seniority", ["director", nil]), categories("need", ["crm", nil]),
      numbers("budget", [20_000, .nan]), numbers("accounts.employees", [120, .nan]),
      categories("email.kind", ["company", "free"]),
    ]
    let scores = try book.score(
      LeadSnapshot(
        table: Table(source: "leads.csv", columns: columns), moments: events.moments,
        events: events.events))
    // 10 + 10 + 10, then 10, then 15 + 10 + 5·2^(−14/14); and −10 for free mail, −10 for silence.
    #expect(scores.totals == [67.5, -20])
    #expect((0..<2).map { scores.tier($0)?.name } == ["hot", "cold"])
    #expect((0..<2).map { scores.stage($0)?.name } == ["comparing", "aware"])
  }
}
