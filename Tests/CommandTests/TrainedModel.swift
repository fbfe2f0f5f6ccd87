import Foundation
import Testing

/// A model trained once from ``LeadsFile``, for all suites that only read it.
enum TrainedModel {
  private static let trained = Result {
    let folder = try Folder.untilExit()
    try folder.write(LeadsFile().bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--quiet"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    try folder.remove("leads.csv")
    return folder
  }

  /// A folder of its own with nothing but the registry `models`, which holds the model `leads`.
  static func folder() throws -> Folder { try Folder(copyOf: trained.get()) }

  /// The same with a `leads.csv`.
  static func folder(leads bytes: [UInt8]) throws -> Folder {
    let folder = try folder()
    try folder.write(bytes, to: "leads.csv")
    return folder
  }

  /// What the model makes of the leads it was trained on, as `scores.csv`.
  static let scores = Result {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--quiet"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return try folder.bytes("scores.csv")
  }
}
