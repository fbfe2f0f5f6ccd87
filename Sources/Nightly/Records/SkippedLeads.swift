import FeatureExtraction
import Tables

/// The leads that a run did not score, each with its reason.
enum SkippedLeads {
  static let file = "skipped.csv"

  /// Writes the leads into a folder.
  ///
  /// - Throws: `OutputError`.
  static func write(_ skipped: [(identifier: String, reason: SkipReason)], in folder: String)
    throws
  {
    var writer = CSVWriter(capacity: skipped.count * 24)
    writer.record(["lead", "reason"])
    for (identifier, reason) in skipped { writer.record([identifier, reason.rawValue]) }
    try AtomicFile.write(writer.bytes, to: folder + "/" + file)
  }
}
