import ScoringModel
import Tables

/// Which lead was in which tier, so that the next night can tell how many moved.
///
/// Leads are known by ``LeadNames`` only.
struct TierRecord {
  static let file = "tiers.csv"

  /// The number of a lead's name, and the place of its tier among the tiers.
  private struct Entry: BitwiseCopyable {
    let lead: UInt64
    let tier: UInt16
  }

  /// In the order of their leads.
  private let entries: [Entry]
  private let tiers: [String]

  /// Reads the record in a folder; empty when there is none.
  ///
  /// - Throws: what reading a CSV file throws.
  init(in folder: String, threads: Int) throws {
    let file: CSVFile
    do {
      file = try CSVFile(folder + "/" + TierRecord.file)
    } catch InputError.notFound {
      (entries, tiers) = ([], [])
      return
    }
    var entries: [Entry] = []
    var tiers: [String] = []
    try file.stream([("lead", .text), ("tier", .category)], threads: threads) {
      $0
    } consume: {
      for row in 0..<$0.rowCount {
        guard let lead = $0.columns[0].text(row).flatMap({ UInt64($0, radix: 16) }) else {
          continue
        }
        let name = $0.columns[1].text(row) ?? ""
        let tier = tiers.firstIndex(of: name) ?? tiers.count
        if tier == tiers.count { tiers.append(name) }
        entries.append(Entry(lead: lead, tier: UInt16(truncatingIfNeeded: tier)))
      }
    }
    entries.sort { $0.lead < $1.lead }
    self.entries = entries
    self.tiers = tiers
  }

  /// The tier that a lead was in; nil when it was in none.
  func tier(of lead: UInt64) -> String? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].lead < lead { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].lead == lead else { return nil }
    return tiers[Int(entries[low].tier)]
  }

  /// Writes the tiers of leads, given by their places among the names, into a folder.
  ///
  /// - Throws: `OutputError`.
  static func write(_ leads: [UInt64], _ tiers: [UInt16], names: [String], in folder: String)
    throws
  {
    let output = try AtomicFile(path: folder + "/" + file)
    for start in stride(from: 0, to: max(1, leads.count), by: 4096) {
      var writer = CSVWriter(capacity: 4096 * 24)
      if start == 0 { writer.record(["lead", "tier"]) }
      for row in start..<min(start + 4096, leads.count) {
        writer.plain(leads[row].hexadecimal)
        writer.field(names[Int(tiers[row])])
        writer.endRecord()
      }
      try output.write(writer.bytes)
    }
    try output.commit()
  }
}
