import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("events added up")
struct EventTallyTests {
  /// A project with every measure that can be added up, of a history drawn from a seed.
  private static func project(seed: UInt64) throws -> TestProject {
    var random = SeededGenerator(seed: seed)
    let start = Timestamp(year: 2026, month: 1, day: 1)
    func moment(_ days: Double) -> Timestamp {
      start
        + TimeSpan(microseconds: Int64((random.uniform() * days * 86_400).rounded()) * 1_000_000)
    }
    var leads = "id,created,won\n"
    for lead in 0..<40 { leads += "L\(lead),\(moment(60)),\n" }
    var events = "id,lead,at,what,seconds\n"
    for event in 0..<2000 {
      let name = ["login", "open", "sent", "session", "other"].randomElement(using: &random) ?? ""
      let value = random.happens(0.6) ? "\((random.normal() * 1e5).rounded() / 1000)" : ""
      // Some events belong to nobody, and some are delivered twice.
      let lead = "L\(Int.random(in: 0..<44, using: &random))"
      let line = "E\(event),\(lead),\(moment(120)),\(name),\(value)\n"
      events += line + (random.happens(0.05) ? line : "")
    }
    let project = """
      leads: {from: leads.csv, id: id, created: created}
      events: {from: events.csv, id: id, lead: lead, time: at, name: what, value: seconds}
      outcome: {won_at: won}
      snapshot: {after: 30d}
      features:
        behavioural:
        - {event: login, count: [1d, 7d, 30d, 90d], days: [7d, 100d], recency: true, trend: [7d, 30d]}
        - {event: [login, open], count: 7d, recency: true, not_within: [3d, 40h]}
        - {event: open, rate: [sent, session], window: 60d}
        - opens: {event: open, rate: sent, window: 60d, towards: base_rate}
        - {event: session, sum: value, window: 30d, half_life: [5d, 36h], linear_decay: 40d}
        - {event: "*", count: [2d, 60d], half_life: 9d, days: 64d, recency: true}

      """
    return try TestProject([
      "leadscore.yaml": project, "leads.csv": leads, "events.csv": events,
    ])
  }

  @Test(
    "say the same as a log, bit for bit",
    arguments: 1...25 as ClosedRange<UInt64>)
  func equal(seed: UInt64) throws {
    let folder = try Self.project(seed: seed)
    let project = try folder.project()
    let now = Timestamp(year: 2026, month: 3, day: 1 + Int(seed % 20))
    let logged = try project.load(threads: 2)
    let tallied = try project.load(threads: 3, tallyingAsOf: now)
    #expect(tallied.events == nil && tallied.talliedEvents != nil && logged.talliedEvents == nil)
    #expect(tallied.eventCounts == logged.eventCounts)
    #expect(tallied.newest == logged.newest)
    let snapshots = [logged, tallied].map { $0.snapshot(asOf: now) }
    #expect(snapshots[0].rows == snapshots[1].rows && !snapshots[0].rows.isEmpty)
    let features = try snapshots.map { try ProjectFeatures(project).table(of: $0.leads) }
    #expect(features[0].declarations == features[1].declarations)
    for (left, right) in zip(features[0].table.columns, features[1].table.columns) {
      #expect(bits(left) == bits(right), "\(left.name)")
    }
    // Some leads of the snapshot, as a holdout takes them.
    let some = Array(snapshots[0].rows.indices.reversed().prefix(7))
    let parts = try snapshots.map {
      try ProjectFeatures(project).table(of: $0.leads.rows(some)).table.columns
    }
    for (left, right) in zip(parts[0], parts[1]) { #expect(bits(left) == bits(right)) }
    withExtendedLifetime(folder) {}
  }

  @Test("G11: shuffled events add up to the same bits", arguments: 1...5 as ClosedRange<UInt64>)
  func shuffled(seed: UInt64) throws {
    let folder = try Self.project(seed: seed)
    let now = Timestamp(year: 2026, month: 4, day: 1)
    func columns() throws -> [[UInt64]] {
      let project = try folder.project()
      let tables = try project.load(threads: 2, tallyingAsOf: now)
      return try ProjectFeatures(project).table(of: tables.snapshot(asOf: now).leads)
        .table.columns.map(bits)
    }
    let before = try columns()
    var random = SeededGenerator(seed: seed)
    let lines = try folder.text("events.csv").split(separator: "\n")
    let shuffled = lines.dropFirst().shuffled(using: &random)
    try folder.write(
      (lines.prefix(1) + shuffled).joined(separator: "\n") + "\n", to: "events.csv")
    #expect(try columns() == before)
  }

  @Test("what needs the events in their order, or those of others, keeps a log")
  func needsLog() throws {
    let now = Timestamp(year: 2026, month: 4, day: 1)
    for entry in [
      "{event: login, sessions: {gap: 30m, window: 7d}}", "{event: login, first_touch: what}",
      "{sequence: [open, login], within: 3d}", "{event: login, distinct: what, window: 3d}",
    ] {
      let folder = try Self.project(seed: 1)
      try folder.write(
        try folder.text("leadscore.yaml") + "  - \(entry)\n", to: "leadscore.yaml")
      let tables = try folder.project().load(threads: 2, tallyingAsOf: now)
      #expect(tables.events != nil && tables.talliedEvents == nil)
    }
  }

  private func bits(_ column: Column) -> [UInt64] {
    guard case .numbers(let numbers) = column.values else { return [] }
    return numbers.map { $0.isNaN ? .max : $0.bitPattern }
  }
}
