import Evaluation
import Tables

/// The leads that rules or model would call, as CSV: who is on which list, and how it ended.
struct CallListTable {
  let bytes: [UInt8]

  /// The table of two call lists.
  ///
  /// - Parameters:
  ///   - lists: The lists; the reference is the rules.
  ///   - names: How each lead is called; nil for the number of its row among those compared.
  ///   - points: The points of each lead.
  ///   - probabilities: The probability of each lead by the model.
  ///   - outcomes: Whether each lead converted.
  init(
    _ lists: CallLists, names: [String]?, points: [Double], probabilities: [Double],
    outcomes: [Bool]
  ) {
    var writer = CSVWriter()
    writer.record(["lead", "called_by", "points", "probability", "converted"])
    for (name, rows) in [
      ("model", lists.challengerOnly), ("rules", lists.referenceOnly), ("both", lists.both),
    ] {
      for row in rows {
        writer.field(names?[row] ?? String(row + 1))
        writer.plain(name)
        writer.plain(points[row].shownPoints)
        writer.fixed(probabilities[row], decimals: 6)
        writer.plain(outcomes[row] ? "1" : "0")
        writer.endRecord()
      }
    }
    bytes = writer.bytes
  }
}
