import Foundation
import Tables

/// What a night run was made from and what came of it; written last, so that it marks success.
///
/// Holds no moment but the run's and no count of changes: the same run writes the same bytes.
public struct RunManifest: Sendable, Equatable, Codable {
  /// The digest of everything that the scores depend on.
  public let runID: String
  /// The moment of the run, RFC 3339.
  public let asOf: String
  /// `accepted`, or `held` when the old scores stay.
  public let status: String
  /// What the scores are for.
  public let purpose: String
  /// The project file and its digest.
  public let project: Input
  /// The data that were read, and their digests.
  public let inputs: [Input]
  /// The model.
  public let model: Model
  /// How many leads there are, scored or not.
  public let leads: Int
  /// How many leads were not scored, by reason.
  public let skipped: [String: Int]
  /// How many rows of all sources were left out because something is wrong with them; nil
  /// when none were.
  public let rejectedRows: Int?
  /// What the scores look like.
  public let facts: NightFacts
  /// What the gate found, whether or not it was overruled.
  public let findings: [String]
  /// Whether findings of the gate were overruled.
  public let forced: Bool
  /// What people should know of the run besides; nil where there is nothing.
  public let warnings: [String]?
  /// Where the scores were written.
  public let outputs: [String]
  /// The version of the program.
  public let software: String

  /// A file or table that was read.
  public struct Input: Sendable, Equatable, Codable {
    /// Its name, as messages call it.
    public let name: String
    /// The SHA-256 digest of its rows.
    public let sha256: String
  }

  /// The model of a run.
  public struct Model: Sendable, Equatable, Codable {
    /// The name in the registry.
    public let name: String
    /// The version.
    public let version: Int
    /// The digest of the model file.
    public let digest: String
  }

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case asOf = "as_of"
    case status, purpose, project, inputs, model, leads, skipped
    case rejectedRows = "rejected_rows"
    case facts, findings, forced, warnings, outputs, software
  }

  static let acceptedFile = "manifest.json"
  static let heldFile = "held.json"

  /// The manifest of an accepted run in a folder; nil when there is none.
  ///
  /// - Throws: ``NightProblem/damaged(path:reason:)``, or `InputError`.
  static func read(in folder: String) throws -> RunManifest? {
    let path = folder + "/" + acceptedFile
    let file: InputFile
    do {
      file = try InputFile(path: path)
    } catch InputError.notFound {
      return nil
    }
    guard file.size <= 16 << 20 else {
      throw NightProblem.damaged(path: path, reason: "larger than a manifest can be")
    }
    do {
      return try JSONDecoder().decode(
        RunManifest.self, from: Data(try file.read(at: 0, count: file.size)))
    } catch is DecodingError {
      throw NightProblem.damaged(path: path, reason: "not a manifest of a run")
    }
  }

  /// Writes the manifest into a folder in place of what the run wrote there before.
  ///
  /// - Throws: `OutputError`.
  func write(in folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let isAccepted = status == "accepted"
    let name = isAccepted ? RunManifest.acceptedFile : RunManifest.heldFile
    try AtomicFile.write(Array(try encoder.encode(self)) + [10], to: folder + "/" + name)
    if isAccepted {
      try? FileManager.default.removeItem(atPath: folder + "/" + RunManifest.heldFile)
    }
  }
}
