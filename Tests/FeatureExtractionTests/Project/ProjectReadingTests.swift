import Tables
import Testing
import YAMLDocuments

@testable import FeatureExtraction

@Suite("reading a project file")
struct ProjectReadingTests {
  private static let sections = [
    "leads": "leads: {from: l.csv, id: id, created: at, account: company}",
    "accounts": "accounts: {from: a.csv, id: domain}",
    "events": "events: {from: e.csv, lead: lead, time: at, name: what}",
    "outcome": "outcome: {won_at: won}",
    "snapshot": "snapshot: {after: 14d}",
  ]

  /// A project with some sections replaced, left out where the text is empty.
  private static func text(_ changes: [String: String]) -> String {
    let base = ["leads", "accounts", "events", "outcome", "snapshot"]
    let others = changes.keys.filter { !base.contains($0) }.sorted()
    return (base + others).map { changes[$0] ?? sections[$0] ?? "" }.filter { !$0.isEmpty }
      .joined(separator: "\n") + "\n"
  }

  private static func project(_ changes: [String: String]) throws -> Project {
    let document = try YAMLDocument(text: text(changes), file: "dir/p.yaml")
    return try Project(document: document, path: "dir/p.yaml")
  }

  @Test(
    "what is wrong is reported where it stands",
    arguments: [
      (
        "leads", "leads: {from: l.csv, id: id, 📍creatd: at, created: at}",
        "unknown key \"creatd\" (did you mean \"created\"?)"
      ),
      ("leads", "leads: 📍{from: l.csv, id: id}", "key \"created\" is missing"),
      (
        "leads", "leads: {from: 📍sqlite:crm.db, id: id, created: at}",
        "sqlite: names no table; write sqlite:crm.db#leads"
      ),
      (
        "leads",
        "leads: {from: 📍postgresql:host=db password=S3cr3t#a, id: id, created: at}",
        "postgresql: a password in an address can be read by everybody; put it into ~/.pgpass"
          + " or a service file and leave it out here"
      ),
      (
        "leads", "leads: {from: l.csv, id: id, created: {column: at, timezone: 📍Mars/Base}}",
        "\"Mars/Base\" is no time zone; write one of the IANA database, such as Europe/Berlin"
      ),
      (
        "leads", "leads: {from: l.csv, id: id, created: {column: at, format: 📍dd/MM}}",
        "\"dd/MM\" is no form of a moment; write iso8601, epoch_s, epoch_ms or a pattern such as dd-MM-yyyy HH:mm"
      ),
      (
        "leads", "leads: {from: l.csv, id: id, created: at, encoding: 📍latin}",
        "\"encoding\": \"latin\" is not one of utf-8, utf-16, windows-1252"
      ),
      (
        "leads", "leads: {from: l.csv, id: id, created: at, delimiter: 📍ab}",
        "\"ab\" is not one character"
      ),
      ("leads", "leads: {from: l.csv, id: 📍id, created: at}", "key \"account\" is missing"),
      (
        "events", "events: {from: e.csv, lead: lead, time: at, name: {📍const: a}}",
        "unknown key \"const\""
      ),
      ("outcome", "outcome: 📍{amount: a}", "key \"won_at\" is missing"),
      (
        "outcome", "outcome: {won_at: a, horizon: 📍-9d}",
        "\"horizon\": wanted a length of time such as 14d, 36h or 2w, found \"-9d\""
      ),
      (
        "outcome", "outcome: {status: s, won_at: 📍a, won: [x], at: b}",
        "\"status\" and \"won_at\" exclude each other"
      ),
      (
        "outcome", "outcome: {status: s, won: 📍[x], lost: [y, x], at: b}",
        "\"x\" is both won and lost"
      ),
      ("outcome", "outcome: {status: s, won: 📍[], at: b}", "nothing in \"won\""),
      (
        "outcome", "outcome: {won_at: a, lost: 📍[x]}",
        "\"lost\" means something only beside \"status\""
      ),
      (
        "snapshot", "snapshot: {every: 30d, at: 📍touched}",
        "\"every\" and \"at\" exclude each other"
      ),
      ("snapshot", "snapshot: {after: 📍14d, at: x}", "\"after\" and \"at\" exclude each other"),
      (
        "snapshot", "snapshot: {after: 📍fortnight}",
        "\"after\": wanted a length of time such as 14d, 36h or 2w, found \"fortnight\""
      ),
      ("x", "📍fetures: {}", "unknown key \"fetures\" (did you mean \"features\"?)"),
      (
        "tiers", "tiers: {hot: {top: 📍200%}, cold: rest}",
        "\"top\": wanted a percentage such as 10%, found \"200%\""
      ),
      (
        "tiers", "tiers: {hot: rest, cold: 📍rest}",
        "nothing is left after tier \"hot\", which takes the rest"
      ),
      (
        "tiers", "tiers: {hot: {top: 40%}, warm: 📍{top: 10%}}",
        "tier \"warm\" is empty: tier \"hot\" before it reaches as low"
      ),
      (
        "tiers", "tiers: {hot: {probability: 0.1}, warm: 📍{probability: 0.2}}",
        "tier \"warm\" is empty: tier \"hot\" before it reaches as low"
      ),
      (
        "tiers", "tiers: {hot: 📍warm}",
        "\"warm\" is no tier; write {top: 10%}, {leads: 200}, {probability: 0.2}, {score: 75} or rest"
      ),
      ("tiers", "tiers: {hot: {leads: 📍0}}", "0 is out of range"),
      ("write", "write: [{📍file: s.csv}]", "unknown key \"file\""),
      (
        "write", "write: [{to: s.csv}, {to: 📍s.csv}]", "\"s.csv\" is written to already"
      ),
    ])
  func sections(section: String, marked: String, words: String) throws {
    try expect(Self.text([section: marked]), words)
  }

  @Test(
    "a feature that is none is reported where it stands",
    arguments: [
      ("📍{colum: a}", "no feature: give \"column\", \"event\" or \"sequence\""),
      ("{column: 📍a, event: b}", "\"column\" and \"event\" exclude each other"),
      ("{column: a, 📍bin: [1]}", "unknown key \"bin\" (did you mean \"bins\"?)"),
      ("{column: a, bins: 📍[5, 5]}", "the edges of bins have to increase"),
      ("{column: a, bins: 📍[]}", "nothing in \"bins\""),
      ("{column: a, transform: log, bins: 📍[5]}", "\"transform\" and \"bins\" exclude each other"),
      (
        "{column: a, kind: number, min_count: 📍5}",
        "\"kind: number\" and \"min_count\" exclude each other"
      ),
      (
        "{column: a, kind: category, transform: 📍log}",
        "\"kind: category\" and \"transform\" exclude each other"
      ),
      (
        "{column: a, parse: 📍job}",
        "\"parse\": \"job\" is not one of job_title, email_domain, group_size"
      ),
      (
        "{column: a, parse: job_title, bins: 📍[1]}",
        "\"parse: job_title\" and \"bins\" exclude each other"
      ),
      ("{column: a, min_count: 📍0}", "0 is out of range"),
      (
        "📍{event: a}",
        "nothing to measure: give \"count\", \"days\", \"recency\", \"trend\", \"rate\", \"sum\","
          + " \"half_life\", \"linear_decay\", \"distinct\", \"sessions\", \"first_touch\","
          + " \"last_touch\" or \"not_within\""
      ),
      ("{event: 📍[], count: 7d}", "nothing in \"event\""),
      (
        "{event: a, count: [7d, 📍7]}",
        "\"count\": wanted a length of time such as 14d, 36h or 2w, found \"7\""
      ),
      (
        "{event: a, trend: 📍[30d, 7d]}",
        "a trend compares a shorter window with a longer one: [7d, 30d]"
      ),
      ("📍{event: a, rate: b}", "key \"window\" is missing"),
      ("{event: a, count: 7d, window: 📍7d}", "\"window\" means something only beside \"rate\""),
      ("{event: a, sum: 📍price, window: 7d}", "\"sum\": \"price\" is not one of value"),
      ("📍{event: a, sum: value, window: 7d}", "\"sum\" means something only beside \"value\""),
      (
        "{event: a, count: 7d}\n  - 📍{event: a, count: 7d}",
        "feature \"a: count in 7 days\" is already declared in line 8; give one of them a name"
      ),
    ])
  func features(marked: String, words: String) throws {
    try expect(Self.text(["features": "features:\n  behavioural:\n  - " + marked]), words)
  }

  private func expect(_ marked: String, _ words: String) throws {
    let marked = MarkedText(marked, file: "dir/p.yaml")
    let document = try YAMLDocument(text: marked.text, file: "dir/p.yaml")
    #expect {
      _ = try Project(document: document, path: "dir/p.yaml")
    } throws: { error in
      let problems = try #require(error as? ConfigurationProblems)
      let lines = problems.problems.map(\.description)
      let wanted = "\(marked.place): \(words)"
      return lines.contains { $0.hasPrefix(wanted) }
    }
  }

  @Test("all problems of a file are reported together, in its order")
  func together() throws {
    let text = Self.text(["leads": "leads: {id: id}", "outcome": "", "snapshot": "snapshot: {}"])
    let document = try YAMLDocument(text: text, file: "p.yaml")
    #expect {
      _ = try Project(document: document, path: "p.yaml")
    } throws: { error in
      (error as? ConfigurationProblems)?.total == 3
    }
  }

  @Test("paths are relative to the project file")
  func paths() throws {
    let project = try Self.project([
      "rules": "rules: rules.yaml", "write": "write: [{to: out/s.csv}, {to: /tmp/s.csv}]",
      "purpose": "purpose: call in order",
    ])
    #expect(project.leads.source.path == "dir/l.csv")
    #expect(project.rules == "dir/rules.yaml")
    #expect(project.writes == [.file("dir/out/s.csv"), .file("/tmp/s.csv")])
    #expect(project.purpose == "call in order")
  }

  @Test("tiers stand in the order of the file")
  func tiers() throws {
    let project = try Self.project([
      "tiers":
        "tiers: {hot: {leads: 200}, warm: {top: 40%}, good: {probability: 0.2}, ok: {score: 20}, cold: rest}"
    ])
    #expect(
      project.tiers == [
        ProjectTier(name: "hot", bound: .leads(200)), ProjectTier(name: "warm", bound: .top(0.4)),
        ProjectTier(name: "good", bound: .probability(0.2)),
        ProjectTier(name: "ok", bound: .score(20)), ProjectTier(name: "cold", bound: .rest),
      ])
  }

  @Test("the target says what a conversion is and when features are taken")
  func target() throws {
    #expect(try Self.project([:]).target == "won, as of 14 days after at")
    let project = try Self.project([
      "outcome": "outcome: {status: stage, won: [Won, Paid], at: closed, horizon: 12w}",
      "snapshot": "snapshot: {at: touched}",
    ])
    #expect(project.target == "stage = Won or Paid within 84 days, as of touched")
  }
}
