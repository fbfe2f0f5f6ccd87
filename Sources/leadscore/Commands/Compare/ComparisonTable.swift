import Evaluation
import Tables

/// A comparison as CSV: a row per number of calls, rules beside model.
struct ComparisonTable {
  let bytes: [UInt8]

  init(_ comparison: RankingComparison) {
    var writer = CSVWriter()
    writer.record([
      "cut", "leads", "rules_conversions", "model_conversions", "difference", "difference_low",
      "difference_high", "rules_captured", "model_captured", "rules_lift", "model_lift",
    ])
    for (name, cut) in comparison.atShares.map({ ("share", $0) })
      + [("capacity", comparison.atCapacity)]
    {
      writer.field(name)
      for number in [
        cut.challenger.rows, cut.reference.conversions, cut.challenger.conversions,
        cut.conversions.value, cut.conversions.interval.lower, cut.conversions.interval.upper,
        cut.reference.capturedShare, cut.challenger.capturedShare, cut.reference.lift,
        cut.challenger.lift,
      ] {
        writer.fixed(number, decimals: 6)
      }
      writer.endRecord()
    }
    bytes = writer.bytes
  }
}

extension RankedOutcomes {
  /// The share of conversions reached at each twentieth of the rows.
  func twentieths() throws -> [Double] {
    try (1...20).map { try gains(atShare: Double($0) / 20).capturedShare }
  }
}
