import FeatureExtraction
import Foundation
import Tables
import Testing
import Training

@Suite("training and scoring see one lead alike")
struct SameVectorTests {
  private static let demo = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "datasets/saas-demo")

  /// The bytes of some rows of a table, column by column.
  private static func bytes(_ table: Table, _ rows: [Int]) -> [String] {
    table.columns.map { column in
      rows.map { row -> String in
        if case .numbers(let numbers) = column.values { return "\(numbers[row].bitPattern)" }
        return column.text(row) ?? "missing"
      }.joined(separator: ",")
    }
  }

  @Test(
    "the vector a lead is learned from is the one it was scored with on the day",
    arguments: ["{after: 14d}", "{every: 20d, while: open, for: 200d}"])
  func sameBytes(snapshot: String) throws {
    let yaml = try String(
      contentsOf: Self.demo.appending(path: "leadscore.yaml"), encoding: .utf8
    ).replacing("{after: 14d}", with: snapshot)
      .replacing("from: ", with: "from: \(Self.demo.path)/")
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".yaml")
    try yaml.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let project = try Project(path: path.path)
    let tables = try project.load(threads: 2)
    let day = Timestamp(year: 2026, month: 7, day: 1)
    let trained = try ProjectLeads(
      project: project, tables: try project.load(threads: 2, keeping: .needed(asOf: day)),
      asOf: day)
    let features = ProjectFeatures(project)
    let table = try features.table(of: trained.snapshot).table
    // Nights on which some lead was at a moment that it is learned at.
    var compared = 0
    for place in stride(from: 0, to: trained.rows.count, by: trained.rows.count / 12) {
      let night = trained.snapshot.moments[place]
      let scoring = tables.snapshot(asOf: night)
      let scored = try features.table(of: scoring.leads).table
      let lead = trained.rows[place]
      let row = try #require(scoring.rows.firstIndex(of: lead))
      if compared % 5 == 0 {
        let kept = try project.load(threads: 2, keeping: .needed(asOf: night)).snapshot(asOf: night)
        let streamed = try features.table(of: kept.leads).table
        #expect(kept.rows == scoring.rows)
        #expect(
          Self.bytes(streamed, Array(kept.rows.indices))
            == Self.bytes(scored, Array(kept.rows.indices)))
      }
      #expect(scoring.leads.moments[row] == night)
      #expect(Self.bytes(table, [place]) == Self.bytes(scored, [row]))
      compared += 1
    }
    #expect(compared >= 12)
  }
}
