import Foundation
import Testing

/// Simulated projects, each made once.
enum SimulatedProject {
  private static func simulated(leads: Int) -> Result<Folder, any Error> {
    Result {
      let folder = try Folder.untilExit()
      let run = try Leadscore.run(
        ["simulate", "--leads", "\(leads)", "--seed", "3", "--out", "project", "--quiet"],
        in: folder)
      try #require(run.status == 0, "\(run.errors)")
      return folder
    }
  }

  private static let small = simulated(leads: 300)
  private static let large = simulated(leads: 3000)

  private static let trained = Result {
    let folder = try Folder.untilExit(copyOf: large.get())
    let run = try Leadscore.run(
      ["train", "-c", "project/leadscore.yaml", "--json", "training.json"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    try folder.write(run.output, to: "training.txt")
    return folder
  }

  /// A folder of its own with `project` in it: 300 leads, too few to train on.
  static func folder() throws -> Folder { try Folder(copyOf: small.get()) }

  /// The same with 3000 leads, the model `project` in `models`, and what training said in
  /// `training.txt` and `training.json`.
  static func trainedFolder() throws -> Folder { try Folder(copyOf: trained.get()) }
}
