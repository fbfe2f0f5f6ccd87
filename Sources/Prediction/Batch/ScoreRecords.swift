public import Tables
import Evaluation
import FeatureExtraction
public import ScoringModel

/// Scored leads as rows of a table that keeps scores and their explanations night by night.
public struct ScoreRecords: Sendable {
  /// The layout of the table.
  public static let layout = HistoryTable(
    key: "lead_id",
    shared: [HistoryTable.Column("model", .text), HistoryTable.Column("model_version", .integer)],
    columns: [
      HistoryTable.Column("probability", .real), HistoryTable.Column("low", .real),
      HistoryTable.Column("high", .real), HistoryTable.Column("score", .integer),
      HistoryTable.Column("percentile", .real), HistoryTable.Column("rank", .integer),
      HistoryTable.Column("tier", .text), HistoryTable.Column("base", .real),
      HistoryTable.Column("reasons", .json), HistoryTable.Column("contributions", .json),
    ],
    run: [
      HistoryTable.Column("run_id", .text), HistoryTable.Column("model", .text),
      HistoryTable.Column("model_version", .integer), HistoryTable.Column("model_digest", .text),
      HistoryTable.Column("leads", .integer), HistoryTable.Column("status", .text),
    ])

  /// The rows of one moment with the record of their run, for a table of this layout.
  public static func state(
    asOf moment: Timestamp, runID: String, model: ModelRegistry.StoredModel, leads: Int,
    rows: CSVFile
  ) -> HistoryState {
    let (name, version) = (model.model.name, String(model.version))
    return HistoryState(
      asOf: moment, shared: [name, version],
      run: [runID, name, version, model.digest, String(leads), "complete"], rows: rows)
  }

  private let options: ScoreOptions
  /// What stands before the number of each feature in the object of contributions.
  private let openings: [String]

  init(_ predictor: Predictor, options: ScoreOptions) {
    self.options = options
    openings = predictor.model.extractor.features.enumerated().map { index, feature in
      (index == 0 ? "{" : ",") + feature.name.jsonText + ":"
    }
  }

  /// The header of the rows.
  static var header: [UInt8] {
    var writer = CSVWriter()
    writer.record([layout.key] + layout.columns.map(\.name))
    return writer.bytes
  }

  /// The rows of a run of leads with their ranks, the first of which is in the given row of the
  /// whole.
  func records(_ leads: ScoredLeads, ranks: [UInt32], tiers: [Int], firstRow: Int) -> [UInt8] {
    var writer = CSVWriter(capacity: leads.count * 640)
    for row in 0..<leads.count {
      let lead = ScoredLead(leads, row: row, firstRow: firstRow, tier: tiers[row])
      writer.field(lead.id, isSafe: true)
      writer.shortest(lead.probability)
      writer.fixed(lead.probabilityLow, decimals: 6)
      writer.fixed(lead.probabilityHigh, decimals: 6)
      writer.integer(
        options.scale.score(
          percentile: lead.percentile, probability: lead.probability,
          logOdds: (lead.logOdds, lead.base)))
      writer.fixed(lead.percentile, decimals: 1)
      writer.integer(Int(ranks[row]))
      writer.field(lead.tier, isSafe: true)
      writer.fixed(lead.base, decimals: 12)
      let reasons = lead.reasons(options.reasonCount, negative: options.negativeReasonCount)
      writer.field("[" + reasons.map(\.jsonText).joined(separator: ",") + "]", isSafe: true)
      writer.field(contributions(lead), isSafe: true)
      writer.endRecord()
    }
    return writer.bytes
  }

  /// An object of what each feature adds to the log odds.
  private func contributions(_ lead: ScoredLead) -> String {
    guard !openings.isEmpty else { return "{}" }
    var text = ""
    for (index, contribution) in lead.contributions.enumerated() {
      text += openings[index]
      text += contribution.logOdds.fixed(12)
    }
    return text + "}"
  }
}

extension String {
  /// The text as JSON, in quotes.
  fileprivate var jsonText: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
