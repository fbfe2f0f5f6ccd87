import Testing

@testable import Simulation

@Suite("The tables of a history")
struct SaaSHistoryTablesTests {
  @Test(
    "each table has the promised columns and rows as wide as its header",
    arguments: [
      ("accounts.csv", "domain,company,industry,employees,country,has_website,technologies"),
      (
        "leads.csv",
        """
        lead_id,created_at,name,email,company,title,source,form,need,budget,company_domain,stage,\
        closed_won_at,amount,lost_reason,contract_id
        """
      ),
      ("events.csv", "event_id,lead_id,occurred_at,event,duration_s"),
      ("truth.csv", "lead_id,profile_log_odds,log_odds,probability"),
    ])
  func columns(name: String, header: String) throws {
    let table = try Histories.table(name)
    #expect(table.header.joined(separator: ",") == header)
    #expect(!table.rows.isEmpty)
    #expect(table.rows.allSatisfy { $0.count == table.header.count })
  }

  @Test("moment, amount and contract are filled exactly when the lead is won")
  func wonFields() throws {
    let leads = try Histories.table("leads.csv")
    let stages = leads["stage"]
    #expect(Set(stages) == ["Open", "Closed Won", "Closed Lost"])
    for column in ["closed_won_at", "amount", "contract_id"] {
      #expect(zip(stages, leads[column]).allSatisfy { ($0 == "Closed Won") == !$1.isEmpty })
    }
    let contracts = leads["contract_id"].filter { !$0.isEmpty }
    #expect(Set(contracts).count == contracts.count)
  }

  @Test("the reason is filled exactly when the lead is lost")
  func lostReason() throws {
    let leads = try Histories.table("leads.csv")
    #expect(
      zip(leads["stage"], leads["lost_reason"]).allSatisfy {
        ($0 == "Closed Lost") == !$1.isEmpty
      })
  }

  @Test("titles and companies with a comma are quoted")
  func commasAreQuoted() throws {
    let text = try Histories.text("leads.csv")
    #expect(text.contains(",\"Director, "))
    #expect(text.contains(", Inc.\","))
    #expect(try Histories.table("leads.csv")["title"].contains("Director, Sales"))
  }

  @Test(
    "fields are left out as often as promised",
    arguments: [("title", 0.07, 0.11), ("budget", 0.42, 0.48), ("company_domain", 0.21, 0.29)])
  func missingFields(column: String, low: Double, high: Double) throws {
    let values = try Histories.table("leads.csv")[column]
    let share = Double(values.count(where: \.isEmpty)) / Double(values.count)
    #expect((low...high).contains(share))
  }

  @Test("9 to 16 % of the leads with a company miss some enrichment")
  func missingEnrichment() throws {
    let accounts = try Histories.table("accounts.csv")
    let complete = Set(
      accounts.rows.filter { !$0[2].isEmpty && !$0[3].isEmpty }.map { $0[0] })
    let domains = try Histories.table("leads.csv")["company_domain"].filter { !$0.isEmpty }
    let missing = domains.count { !complete.contains($0) }
    #expect((0.09...0.16).contains(Double(missing) / Double(domains.count)))
    #expect(!Set(domains).isSubset(of: accounts["domain"]))
    #expect(accounts["employees"].contains(""))
    #expect(accounts["industry"].contains(""))
  }

  @Test("domains are unique, and the address of a lead with a company is at its domain")
  func domains() throws {
    let domains = (0..<8_000).map { SaaSHistory.Account(index: $0, seed: 1).domain }
    #expect(Set(domains).count == domains.count)
    let leads = try Histories.table("leads.csv")
    #expect(
      zip(leads["email"], leads["company_domain"]).allSatisfy { email, domain in
        domain.isEmpty ? !email.hasSuffix(".example") : email.hasSuffix("@\(domain)")
      })
  }

  @Test("sessions have a length, and nothing else has")
  func durations() throws {
    let events = try Histories.table("events.csv")
    #expect(
      zip(events["event"], events["duration_s"]).allSatisfy { ($0 == "session") == !$1.isEmpty })
    #expect(Set(events["event"]) == Set(SaaSHistory.EventKind.allCases.map(\.rawValue)))
  }

  @Test("the truth's probabilities lie between 0 and 1, one for each lead that is no duplicate")
  func truthTable() throws {
    let truth = try Histories.table("truth.csv")
    #expect(truth.rows.count == 11_880)
    let probabilities = truth["probability"].compactMap(Double.init)
    #expect(probabilities.count == truth.rows.count)
    #expect(probabilities.allSatisfy { $0 > 0 && $0 < 1 })
    let written = truth["log_odds"].compactMap(Double.init)
    let history = Histories.standard
    let known = zip(history.leads, history.truths).filter { $0.0.duplicateOf == nil }
    #expect(zip(written, known).allSatisfy { abs($0 - $1.1.logOdds) < 1e-9 })
  }
}
