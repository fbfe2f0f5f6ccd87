import Testing

@testable import Simulation

@Suite("The flat export")
struct SnapshotExportTests {
  /// What `leads.csv` says of a lead.
  private struct Known {
    let createdAt: String
    let closedWonAt: String
    let stage: String
    let email: String
  }

  private func known() throws -> [String: Known] {
    let leads = try Histories.table("leads.csv")
    let ids = leads["lead_id"]
    let created = leads["created_at"]
    let won = leads["closed_won_at"]
    let stages = leads["stage"]
    let emails = leads["email"]
    return Dictionary(
      uniqueKeysWithValues: ids.indices.map { row in
        (
          ids[row],
          Known(
            createdAt: created[row], closedWonAt: won[row], stage: stages[row],
            email: emails[row])
        )
      })
  }

  /// The seconds of an RFC 3339 text, found by walking the days of the world.
  private static let dayStarts: [String: Int] = Dictionary(
    uniqueKeysWithValues: (0...WorldCalendar.days).map { day in
      let moment = WorldCalendar.start + day * WorldCalendar.day
      return (WorldCalendar.dateText(of: moment), moment)
    })

  private func seconds(_ text: String) throws -> Int {
    let start = try #require(Self.dayStarts[String(text.prefix(10))])
    let time = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    try #require(time.count == 3)
    return start + time[0] * 3_600 + time[1] * 60 + time[2]
  }

  @Test(
    "counts are those of the event log up to the snapshot", arguments: ["export.csv", "new.csv"])
  func countsComeFromEarlierEvents(name: String) throws {
    let known = try known()
    let log = try Histories.table("events.csv")
    var seen: Set<String> = []
    var counts: [String: [String: Int]] = [:]
    var last: [String: Int] = [:]
    for row in log.rows where seen.insert(row[0]).inserted {
      let moment = try seconds(row[2])
      let snapshot = try seconds(try #require(known[row[1]]).createdAt) + 14 * 86_400
      guard moment <= snapshot else { continue }
      counts[row[1], default: [:]][row[3], default: 0] += 1
      if row[3] != "email_sent" { last[row[1]] = max(last[row[1]] ?? 0, moment) }
    }
    let table = try Histories.table(name)
    let ids = table["Lead Number"]
    for (column, event) in [
      ("Logins 14d", "login"), ("Pricing views 14d", "pricing_view"),
      ("Emails opened 14d", "email_open"),
    ] {
      #expect(table[column] == ids.map { String(counts[$0]?[event] ?? 0) })
    }
    #expect(
      table["Demo requested"] == ids.map { counts[$0]?["demo_request"] == nil ? "no" : "yes" })
    let idle = try ids.map { id in
      guard let moment = last[id] else { return "" }
      let snapshot = try seconds(try #require(known[id]).createdAt) + 14 * 86_400
      return String((snapshot - moment) / 86_400)
    }
    #expect(table["Last activity days ago"] == idle)
  }

  @Test("converted means won after the snapshot and within 90 days")
  func outcomeIsTheSale() throws {
    let known = try known()
    let export = try Histories.table("export.csv")
    for (id, outcome) in zip(export["Lead Number"], export["Converted"]) {
      let lead = try #require(known[id])
      let created = try seconds(lead.createdAt)
      #expect(created + 104 * 86_400 <= WorldCalendar.now)
      let delay = try lead.closedWonAt.isEmpty ? nil : seconds(lead.closedWonAt) - created
      #expect(delay.map { $0 > 14 * 86_400 } ?? true)
      #expect((outcome == "yes") == (delay.map { $0 <= 104 * 86_400 } ?? false))
    }
  }

  @Test("the leads to score are open, past the snapshot and not mature")
  func newLeadsAreOpen() throws {
    let known = try known()
    let table = try Histories.table("new.csv")
    #expect(table.rows.count > 1_000)
    for id in table["Lead Number"] {
      let lead = try #require(known[id])
      let age = WorldCalendar.now - (try seconds(lead.createdAt))
      #expect(lead.stage == "Open")
      #expect((14 * 86_400..<104 * 86_400).contains(age))
    }
  }

  @Test("both files have the same columns but for the outcome, and no person comes twice")
  func columnsAgree() throws {
    let known = try known()
    let export = try Histories.table("export.csv")
    let new = try Histories.table("new.csv")
    #expect(export.header == new.header + ["Converted"])
    #expect((8_000...10_000).contains(export.rows.count))
    let ids = export["Lead Number"] + new["Lead Number"]
    let emails = try ids.map { try #require(known[$0]).email }
    #expect(Set(emails).count == ids.count)
  }

  @Test("form fields and enrichment are those of the other tables, gaps included")
  func profilesAgree() throws {
    let leads = try Histories.table("leads.csv")
    let titles = Dictionary(uniqueKeysWithValues: zip(leads["lead_id"], leads["title"]))
    let domains = Dictionary(uniqueKeysWithValues: zip(leads["lead_id"], leads["company_domain"]))
    let accounts = try Histories.table("accounts.csv")
    let employees = Dictionary(
      uniqueKeysWithValues: zip(accounts["domain"], accounts["employees"]))
    let export = try Histories.table("export.csv")
    let ids = export["Lead Number"]
    #expect(export["Title"] == ids.map { titles[$0] ?? "?" })
    #expect(export["Employees"] == ids.map { employees[domains[$0] ?? ""] ?? "" })
    #expect(export["Free mail"] == ids.map { domains[$0]?.isEmpty == true ? "yes" : "no" })
    #expect(zip(export["Title"], export["Department"]).allSatisfy { $0.isEmpty == $1.isEmpty })
  }
}
