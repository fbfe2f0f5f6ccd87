import Tables
import Testing

@testable import FeatureExtraction

@Suite("features made for some leads at a time")
struct FeatureRowsTests {
  /// The leads of a project as of the end of its history, and their features.
  private static func leads(seed: UInt64, features: String) throws -> (Project, LeadSnapshot) {
    let folder = try TestProject(eventsOfSeed: seed, features: features)
    defer { withExtendedLifetime(folder) {} }
    let project = try folder.project()
    let tables = try project.load(threads: 2, keeping: .needed(asOf: TestProject.end))
    return (project, tables.snapshot(asOf: TestProject.end).leads)
  }

  @Test(
    "are those rows of all leads' features, whether or not something is learned from all",
    arguments: [TestProject.talliedFeatures, TestProject.loggedFeatures],
    1...4 as ClosedRange<UInt64>)
  func equal(declared: String, seed: UInt64) throws {
    let (project, leads) = try Self.leads(seed: seed, features: declared)
    let features = ProjectFeatures(project)
    let whole = try features.table(of: leads).table
    let rows = try FeatureRows(features, of: leads)
    #expect(features.areOfEachLead == !declared.contains("base_rate"))
    #expect(rows.names == whole.columns.map(\.name) && rows.count == leads.table.rowCount)
    for range in [0..<rows.count, 0..<0, 3..<4, 5..<rows.count] {
      let part = try rows.table(ofRows: range)
      #expect(part.rowCount == range.count && part.columns.map(\.name) == rows.names)
      for (column, all) in zip(part.columns, whole.columns) {
        for row in range { #expect(column.text(row - range.lowerBound) == all.text(row)) }
      }
    }
  }

  @Test("of columns are those rows too, and a column that is not there is refused at once")
  func columns() throws {
    let folder = try TestProject(TestProject.files)
    let tables = try folder.tables()
    let features = ProjectFeatures(tables.project)
    let leads = tables.snapshot(
      ofLeads: [0, 1, 2], at: (0..<3).compactMap(tables.snapshotMoment))
    let whole = try features.table(of: leads).table
    let last = try FeatureRows(features, of: leads).table(ofRows: 1..<3)
    for (column, all) in zip(last.columns, whole.columns) {
      #expect((0..<2).map(column.text) == (1..<3).map(all.text))
    }
    #expect(throws: FeatureProblem.self) {
      _ = try FeatureRows(features, of: LeadSnapshot(table: Table(source: "none", columns: [])))
    }
    withExtendedLifetime(folder) {}
  }
}
