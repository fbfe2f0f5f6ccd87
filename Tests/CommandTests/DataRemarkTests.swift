import Foundation
import Testing

@Suite("What is hardly meant in the data, from the command line")
struct DataRemarkTests {
  private static let words = "no event is called \"demo_request\""

  /// A simulated project with a model, none of whose leads has asked for a demonstration since.
  private static func folder() throws -> Folder {
    let folder = try SimulatedProject.trainedFolder()
    let events = try folder.text("project/events.csv").split(separator: "\n")
    let others = events.filter { !$0.contains("demo_request") }
    #expect(others.count < events.count)
    try folder.write(others.joined(separator: "\n") + "\n", to: "project/events.csv")
    return folder
  }

  private static func warnings(_ text: String) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(object?["warnings"] as? [String])
  }

  @Test("an event that nobody did any more is told by every command that looks for it, in JSON too")
  func events() throws {
    let folder = try Self.folder()
    let project = ["-c", "project/leadscore.yaml", "--json", "said.json"]
    let now = ["--as-of", "2026-06-20"]
    for (arguments, isWarned) in [
      (["check"] + project, false), (["features", "--out", "x.csv"] + project + now, true),
      (["score", "--model", "project", "--out", "y.csv"] + project + now, true),
      (["nightly", "--model", "project", "--runs", "runs"] + project + now, true),
    ] {
      let run = try Leadscore.run(arguments, in: folder)
      #expect(run.status < 2, "\(run.errors)")
      #expect((isWarned ? run.errors : run.output).contains(Self.words), "\(arguments)")
      #expect(try Self.warnings(folder.text("said.json")).contains { $0.contains(Self.words) })
    }
  }
}
