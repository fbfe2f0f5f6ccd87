import Testing

@testable import Simulation

@Suite("A SaaS history")
struct SaaSHistoryTests {
  @Test("the same seed gives the same bytes", arguments: [1, 20_260_701, UInt64.max])
  func isDeterministic(seed: UInt64) throws {
    let first = try SaaSHistory(leads: 300, seed: seed).files(includeTruth: true)
    let second = try SaaSHistory(leads: 300, seed: seed).files(includeTruth: true)
    #expect(first.map(\.name) == second.map(\.name))
    for (one, other) in zip(first, second) { #expect(one.bytes == other.bytes) }
  }

  @Test("a history made on many threads at once is the same as on one")
  func doesNotDependOnThreads() async throws {
    let alone = try SaaSHistory(leads: 200, seed: 3).files(includeTruth: true).map(\.bytes)
    try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<8 {
        group.addTask {
          try SaaSHistory(leads: 200, seed: 3).files(includeTruth: true).map(\.bytes)
        }
      }
      for try await bytes in group { #expect(bytes == alone) }
    }
  }

  @Test("another seed gives another history")
  func seedsDiffer() throws {
    let one = try Histories.small.files(includeTruth: true)
    let other = try SaaSHistory(leads: 600, seed: 8).files(includeTruth: true)
    for (first, second) in zip(one, other) where first.name.hasSuffix(".csv") {
      #expect(first.bytes != second.bytes, "\(first.name)")
    }
  }

  @Test("it has as many leads as asked for", arguments: [1, 2, 49, 50, 999])
  func countsLeads(count: Int) {
    let history = SaaSHistory(leads: count, seed: 5)
    #expect(history.leads.count == count)
    #expect(history.truths.count == count)
    #expect(history.leads.last?.id == SaaSHistory.identifier("L", count))
  }

  @Test("leads stand in the order of creation under rising ids")
  func leadsAreOrdered() {
    let leads = Histories.standard.leads
    #expect(zip(leads, leads.dropFirst()).allSatisfy { $0.createdAt <= $1.createdAt })
    #expect(zip(leads, leads.dropFirst()).allSatisfy { $0.id < $1.id })
  }

  @Test("nothing happens before the first day, nor at the cut-off or later")
  func endsAtTheCutOff() {
    let history = Histories.standard
    let period = WorldCalendar.start..<WorldCalendar.now
    #expect(history.leads.allSatisfy { period.contains($0.createdAt) })
    #expect(history.events.allSatisfy { period.contains($0.occurredAt) })
    #expect(history.leads.compactMap(\.sale).allSatisfy { period.contains($0.closedAt) })
  }

  @Test("no event precedes its lead, and each belongs to one")
  func eventsFollowCreation() {
    let history = Histories.standard
    let creation = Dictionary(uniqueKeysWithValues: history.leads.map { ($0.id, $0.createdAt) })
    #expect(history.events.allSatisfy { $0.occurredAt > creation[$0.leadID] ?? .max })
  }

  @Test("some events are delivered twice, the same in every field")
  func eventsRepeat() {
    let events = Histories.standard.events
    let byID = Dictionary(grouping: events, by: \.id)
    let repeated = byID.values.filter { $0.count > 1 }
    #expect((100...400).contains(repeated.count))
    #expect(repeated.allSatisfy { $0.count == 2 && $0[0] == $0[1] })
  }

  @Test("the log is sorted neither by lead nor by time")
  func eventsAreMixed() {
    let events = Histories.standard.events
    let pairs = Array(zip(events, events.dropFirst()))
    let steps = Double(pairs.count)
    #expect(Double(pairs.count { $0.leadID > $1.leadID }) / steps > 0.3)
    #expect(Double(pairs.count { $0.occurredAt > $1.occurredAt }) / steps > 0.02)
  }

  @Test("there are about four events a lead, most in the first 30 days")
  func eventsAreEarly() {
    let history = Histories.standard
    let creation = Dictionary(uniqueKeysWithValues: history.leads.map { ($0.id, $0.createdAt) })
    let early = history.events.count {
      $0.occurredAt - (creation[$0.leadID] ?? 0) < 30 * WorldCalendar.day
    }
    let perLead = Double(history.events.count) / Double(history.leads.count)
    #expect((3.5...5.5).contains(perLead))
    #expect((0.75...0.95).contains(Double(early) / Double(history.events.count)))
  }

  @Test("a log-in comes from a trial user or a customer")
  func onlyTrialUsersLogIn() {
    let history = Histories.standard
    let leads = Dictionary(uniqueKeysWithValues: history.leads.map { ($0.id, $0) })
    let logins = history.events.filter { $0.kind == .login }
    #expect(
      logins.allSatisfy { login in
        guard let lead = leads[login.leadID] else { return false }
        return lead.profile.form == .trial || lead.sale?.closedAt ?? .max < login.occurredAt
      })
  }

  @Test("customers go on using the product: events after the sale leak")
  func customersLeaveEvents() {
    let history = Histories.standard
    let sales = Dictionary(
      uniqueKeysWithValues: history.leads.compactMap { lead in
        lead.sale.map { (lead.id, $0.closedAt) }
      })
    let after = history.events.filter { $0.occurredAt > sales[$0.leadID] ?? .max }
    #expect(after.count > 3_000)
    #expect(after.allSatisfy { $0.kind == .login || $0.kind == .session })
  }

  @Test("a duplicate has the e-mail of an earlier lead, follows within days, never sells")
  func duplicatesRepeat() throws {
    let leads = Histories.standard.leads
    let byID = Dictionary(uniqueKeysWithValues: leads.map { ($0.id, $0) })
    let duplicates = leads.filter { $0.duplicateOf != nil }
    #expect(duplicates.count == 120)
    for duplicate in duplicates {
      let original = try #require(duplicate.duplicateOf.flatMap { byID[$0] })
      #expect(original.duplicateOf == nil)
      #expect(original.profile == duplicate.profile)
      #expect(duplicate.sale == nil)
      let gap = duplicate.createdAt - original.createdAt
      #expect((1...(7 * WorldCalendar.day)).contains(gap))
    }
    let emails = Set(leads.lazy.filter { $0.duplicateOf == nil }.map(\.profile.email))
    #expect(emails.count == leads.count - duplicates.count)
  }
}
