import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("events added up")
struct EventTallyTests {
  /// A project with every measure that can be added up, of leads and of accounts.
  private static func project(seed: UInt64) throws -> TestProject {
    try TestProject(
      eventsOfSeed: seed,
      features: TestProject.talliedFeatures + "\n" + TestProject.talliedAccountFeatures)
  }

  @Test(
    "say the same as a log, bit for bit",
    arguments: 1...25 as ClosedRange<UInt64>)
  func equal(seed: UInt64) throws {
    let folder = try Self.project(seed: seed)
    let project = try folder.project()
    let now = Timestamp(year: 2026, month: 3, day: 1 + Int(seed % 20))
    let logged = try project.load(threads: 2)
    let tallied = try project.load(threads: 3, keeping: .needed(asOf: now))
    #expect(tallied.events?.eventCount == 0 && tallied.tallied != nil)
    #expect(tallied.talliedAccounts != nil && logged.talliedAccounts == nil)
    #expect(logged.tallied == nil && logged.eventTotals == tallied.eventTotals)
    #expect(tallied.eventCounts == logged.eventCounts)
    #expect(tallied.newest == logged.newest)
    let snapshots = [logged, tallied].map { $0.snapshot(asOf: now) }
    #expect(snapshots[0].rows == snapshots[1].rows && !snapshots[0].rows.isEmpty)
    let features = try snapshots.map { try ProjectFeatures(project).table(of: $0.leads) }
    #expect(features[0].declarations == features[1].declarations)
    for (left, right) in zip(features[0].table.columns, features[1].table.columns) {
      #expect(bits(left) == bits(right), "\(left.name)")
    }
    let rates = snapshots.map { ProjectFeatures(project).rates(of: $0.leads) }
    #expect(rates[0].map(\.column) == rates[1].map(\.column) && rates[0].count == 2)
    for (left, right) in zip(rates[0], rates[1]) {
      #expect(left.counts.map(\.events) == right.counts.map(\.events))
      #expect(left.counts.map(\.others) == right.counts.map(\.others))
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
      let tables = try project.load(threads: 2, keeping: .needed(asOf: now))
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

  private func bits(_ column: Column) -> [UInt64] {
    guard case .numbers(let numbers) = column.values else { return [] }
    return numbers.map { $0.isNaN ? .max : $0.bitPattern }
  }
}
