#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
import Foundation
public import Tables

/// The folder in which night runs leave their records: one folder per moment.
public struct RunFolder: Sendable {
  /// The path.
  public let path: String

  /// A folder, which need not exist yet.
  public init(path: String) { self.path = path }

  /// The folder of the run as of a moment.
  public func folder(asOf moment: Timestamp) -> String {
    path + "/" + moment.description.replacingOccurrences(of: ":", with: "-")
  }

  /// The records of what the monitor found, a line per run.
  public var monitorHistory: String { path + "/monitor.jsonl" }

  /// The score that every lead had soon after its snapshot, by which models are judged later.
  public var firstScores: String { path + "/first-scores.csv" }

  /// The folders of all runs, the oldest first.
  var folders: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { RunFolder.moment(ofFolder: $0) != nil }.sorted().map { path + "/" + $0 }
  }

  /// Makes the folder of a run, and all above it, for this user only.
  ///
  /// - Throws: `OutputError/cannotCreate(path:errno:)`.
  static func make(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      guard unsafe mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
      throw OutputError.cannotCreate(path: made, errno: errno)
    }
  }

  /// The newest accepted run before a moment; nil when there is none.
  ///
  /// - Throws: ``NightProblem/damaged(path:reason:)`` for a manifest that cannot be read.
  func lastAccepted(before moment: Timestamp) throws -> (manifest: RunManifest, folder: String)? {
    var last: (manifest: RunManifest, folder: String, asOf: Timestamp)?
    for folder in folders {
      guard let manifest = try RunManifest.read(in: folder),
        let asOf = TimestampFormat.iso8601.timestamp(manifest.asOf), asOf < moment
      else { continue }
      if last.map({ $0.asOf < asOf }) ?? true { last = (manifest, folder, asOf) }
    }
    return last.map { ($0.manifest, $0.folder) }
  }

  /// Removes the records of all runs before a moment; returns how many runs there were.
  ///
  /// - Throws: an error of the file system.
  public func prune(before moment: Timestamp) throws -> Int {
    var count = 0
    for folder in folders {
      let name = folder.split(separator: "/").last.map(String.init) ?? ""
      guard let asOf = RunFolder.moment(ofFolder: name), asOf < moment else { continue }
      try FileManager.default.removeItem(atPath: folder)
      count += 1
    }
    return count
  }

  /// The moment that a folder is named after.
  private static func moment(ofFolder name: String) -> Timestamp? {
    let parts = name.split(separator: "T", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return TimestampFormat.iso8601.timestamp(
      parts[0] + "T" + parts[1].replacingOccurrences(of: "-", with: ":"))
  }
}
