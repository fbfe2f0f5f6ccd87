import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Training

/// Labelled leads made by hand, without a file.
enum LeadsMaker {
  /// Leads with the given columns, keyed by their number; all columns are features.
  static func leads(
    _ columns: [Column], won: [Bool], groups: [UInt64]? = nil, order: [Int64]? = nil
  ) -> LabelledLeads {
    let table = Table(source: "leads.csv", columns: columns, rowCount: won.count)
    let features = FlatFileFeatures(of: table)
    return LabelledLeads(
      subject: ModelSubject(target: "won", positive: "yes", identifier: nil), table: table,
      declarations: features.declarations, dropped: features.dropped, outcomes: won,
      keys: keys(won.count), groups: groups, order: order)
  }

  /// The same leads in another order of their rows.
  static func shuffled(_ leads: LabelledLeads, seed: UInt64) -> LabelledLeads {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<leads.count).shuffled(using: &random)
    return LabelledLeads(
      subject: leads.subject, table: leads.table.rows(rows), declarations: leads.declarations,
      dropped: leads.dropped, outcomes: rows.map { leads.outcomes[$0] },
      keys: rows.map { leads.keys[$0] }, groups: leads.groups.map { all in rows.map { all[$0] } },
      order: leads.order.map { all in rows.map { all[$0] } },
      weights: leads.weights.map { all in rows.map { all[$0] } })
  }

  static func keys(_ count: Int) -> [UInt64] { (0..<UInt64(count)).map(\.mixed) }
}
