import ScoringModel
import Tables

/// Which lead was in which tier, so that the next night can tell how many moved.
///
/// Leads are known by ``LeadNames`` only.
struct TierRecord {
  static let file = "tiers.csv"

  /// The tier of each lead by the name that stands for it.
  let tiers: [String: String]

  /// Reads the record in a folder; empty when there is none.
  ///
  /// - Throws: what reading a CSV file throws.
  init(in folder: String, threads: Int) throws {
    let file: CSVFile
    do {
      file = try CSVFile(folder + "/" + TierRecord.file)
    } catch InputError.notFound {
      tiers = [:]
      return
    }
    var tiers: [String: String] = [:]
    try file.stream([("lead", .text), ("tier", .category)], threads: threads) {
      $0
    } consume: {
      for row in 0..<$0.rowCount {
        tiers[$0.columns[0].text(row) ?? ""] = $0.columns[1].text(row) ?? ""
      }
    }
    self.tiers = tiers
  }

  /// Writes the tiers of leads into a folder.
  ///
  /// - Throws: `OutputError`.
  static func write(_ names: [String], _ tiers: [String], in folder: String) throws {
    var writer = CSVWriter(capacity: names.count * 24)
    writer.record(["lead", "tier"])
    for (name, tier) in zip(names, tiers) {
      writer.plain(name)
      writer.field(tier)
      writer.endRecord()
    }
    try AtomicFile.write(writer.bytes, to: folder + "/" + file)
  }
}
