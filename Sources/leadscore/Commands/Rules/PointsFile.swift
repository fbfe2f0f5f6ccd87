import RuleScoring
import Tables

/// The records that `rules score` writes.
struct PointsFile {
  let scores: RuleScores
  let table: Table
  let identifier: String?

  var bytes: [UInt8] {
    var writer = CSVWriter()
    writer.record([
      identifier ?? "row", "points", "tier", "rules", "fit", "engagement", "stage", "cell",
    ])
    for row in 0..<scores.count {
      writer.field(identifier.flatMap { table[$0]?.text(row) } ?? String(row + 1))
      writer.plain(scores.totals[row].shownPoints)
      writer.field(scores.tier(row)?.name ?? "")
      let fired = scores.contributions(row).map { contribution in
        (contribution.points < 0 ? "" : "+") + contribution.points.shownPoints + " "
          + contribution.rule
      }
      // The file's own sign opens the field, so no rule name can turn it into a formula.
      writer.field(fired.joined(separator: "; "), isSafe: true)
      let engagement = scores.points(row, of: .behavioural)
      let fit = scores.points(row, of: .explicit) + scores.points(row, of: .implicit)
      writer.plain(fit.shownPoints)
      writer.plain(engagement.shownPoints)
      writer.field(scores.stage(row)?.name ?? "")
      writer.field(scores.cell(row) ?? "")
      writer.endRecord()
    }
    return writer.bytes
  }
}

/// The records that `rules score --contributions` writes: one per rule that gave a lead points.
struct PointsContributions {
  let scores: RuleScores
  let table: Table
  let identifier: String?

  var bytes: [UInt8] {
    var writer = CSVWriter()
    writer.record([
      identifier ?? "row", "group", "rule", "kind", "points", "first_loss", "expires",
    ])
    for row in 0..<scores.count {
      for contribution in scores.contributions(row) {
        writer.field(identifier.flatMap { table[$0]?.text(row) } ?? String(row + 1))
        writer.field(contribution.group)
        writer.field(contribution.rule)
        writer.field(contribution.kind?.rawValue ?? "")
        writer.plain(contribution.points.shownPoints)
        writer.field(contribution.expiry.firstLoss?.description ?? "")
        writer.field(contribution.expiry.end?.description ?? "")
        writer.endRecord()
      }
    }
    return writer.bytes
  }
}

extension Double {
  /// Points as people write them: whole, or with up to two decimals.
  var shownPoints: String { self == rounded() ? shortText : fixed(2) }
}
