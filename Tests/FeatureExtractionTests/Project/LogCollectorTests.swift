import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("gathering events one by one")
struct LogCollectorTests {
  @Test(
    "in little room is as good as in much, also with names and texts that come late",
    arguments: 1...6 as ClosedRange<UInt64>)
  func room(seed: UInt64) throws {
    let folder = try TestProject(eventsOfSeed: seed, features: TestProject.loggedFeatures)
    let project = try folder.project()
    let tables = try project.load(threads: 2)
    let records = LeadRecords(
      identifiers: tables.identifiers, created: tables.created, outcomes: tables.outcomes,
      amounts: nil, firstTouches: nil, snapshotTimes: nil, accountKeys: tables.accountKeys,
      duplicates: [])
    let moments = LeadMoments(records, by: project.snapshot, asOf: TestProject.end)
    let features = project.eventFeatures.filter { $0.scope == .lead && !$0.interests.isEmpty }
    #expect(features.count == 4)
    let blocks = try blocks(folder, project, tables.identifiers)
    let logs = [1 << 20, 200, 1].map { room in
      var collector = LogCollector(
        for: features, at: moments, attributes: ["what"], room: room)
      for block in blocks { collector.add(block, rows: block.leads) }
      return collector.log
    }
    let whole = try #require(tables.events)
    let sayings = (logs + [whole]).map { log in
      features.flatMap { feature in
        feature.measures.map { measure in
          let measurement = EventMeasurement(
            measure, of: feature.events, events: log, moments: moments.moments)
          return measure.transform == nil
            ? measurement.texts.map { $0 ?? "none" } : measurement.values.map { "\($0)" }
        }
      }
    }
    for log in logs {
      #expect(log.names == whole.names)
      #expect(log.eventCount * 3 < whole.eventCount && log.eventCount > 100)
    }
    for saying in sayings.dropLast() { #expect(saying == sayings[sayings.count - 1]) }
    withExtendedLifetime(folder) {}
  }

  /// The events of a project, a few in each block; those of two names come last.
  private func blocks(
    _ folder: TestProject, _ project: Project, _ identifiers: [String]
  ) throws -> [EventBlock] {
    let source = try #require(project.events)
    let index = TextIndex(PackedStrings(identifiers))
    let table = try CSVFile(folder.path("events.csv")).read(
      kinds: [
        "lead": .indexed(index), "at": .timestamp(source.time.format), "what": .category,
        "seconds": .number,
        "id": .text,
      ], threads: 1)
    let what = try #require(table["what"])
    let late = (0..<table.rowCount).filter { ["login", "other"].contains(what.text($0)) }
    let early = (0..<table.rowCount).filter { !["login", "other"].contains(what.text($0)) }
    let rows = early + late
    return try stride(from: 0, to: rows.count, by: 150).map { first in
      try EventBlock(
        table.rows(Array(rows[first..<min(first + 150, rows.count)])), source: source,
        attributes: ["what"], leadCount: identifiers.count)
    }
  }
}
