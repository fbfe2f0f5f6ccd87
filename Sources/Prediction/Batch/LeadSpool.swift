import FeatureExtraction
import ScoringModel
import Tables

/// Leads that were read once, kept in a scratch file in the little that scoring needs of them.
///
/// Runs of leads are added by one thread and read by several after that.
final class LeadSpool: @unchecked Sendable {
  /// What every run holds.
  let layout: SpoolLayout
  private let source: String
  private let scratch: ScratchBytes
  private var end = 0
  private(set) var runs: [Run] = []

  /// Where a run of leads lies.
  struct Run: Sendable {
    let firstRow: Int
    let count: Int
    fileprivate let offset: Int
    fileprivate let length: Int
  }

  init(layout: SpoolLayout, source: String) throws {
    self.layout = layout
    self.source = source
    scratch = try ScratchBytes()
  }

  /// Adds a run of leads that the layout packed.
  func append(_ packed: [UInt8], count: Int) throws {
    try scratch.write(packed, at: end)
    let firstRow = runs.last.map { $0.firstRow + $0.count } ?? 0
    runs.append(Run(firstRow: firstRow, count: count, offset: end, length: packed.count))
    end += packed.count
  }

  /// The leads of a run: a table of identifiers and numbers, and the encoded features.
  func leads(of run: Run) throws -> (table: Table, encoded: [EncodedFeature]) {
    layout.unpack(
      try scratch.read(at: run.offset, count: run.length), count: run.count, source: source)
  }

  /// The run that a row is in.
  func run(ofRow row: Int) -> Run {
    var (low, high) = (0, runs.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].firstRow <= row { low = middle } else { high = middle - 1 }
    }
    return runs[low]
  }
}
