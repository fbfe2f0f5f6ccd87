import FeatureExtraction
import Tables

/// The leads that a run did not score, each with its reason.
struct SkippedLeads {
  static let file = "skipped.csv"

  private let identifiers: PackedStrings
  private let reasons: [SkipReason]

  /// The leads that a snapshot left out.
  init(_ tables: ProjectTables, by snapshot: ScoringSnapshot) {
    let skipped = tables.skipped(by: snapshot)
    identifiers = PackedStrings(skipped.lazy.map { tables.identifiers[$0.row] })
    reasons = skipped.map(\.reason)
  }

  /// How many there are.
  var count: Int { reasons.count }

  /// How many there are of each reason that occurs.
  var countsByReason: [String: Int] {
    Dictionary(reasons.lazy.map { ($0.rawValue, 1) }, uniquingKeysWith: +)
  }

  /// Writes the leads into a folder.
  ///
  /// - Throws: `OutputError`.
  func write(in folder: String) throws {
    let output = try AtomicFile(path: folder + "/" + SkippedLeads.file)
    for start in stride(from: 0, to: max(1, count), by: 4096) {
      var writer = CSVWriter(capacity: 4096 * 24)
      if start == 0 { writer.record(["lead", "reason"]) }
      for row in start..<min(start + 4096, count) {
        writer.record([identifiers[row], reasons[row].rawValue])
      }
      try output.write(writer.bytes)
    }
    try output.commit()
  }
}
