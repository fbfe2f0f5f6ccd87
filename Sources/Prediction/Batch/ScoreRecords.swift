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

  private let predictor: Predictor
  private let options: ScoreOptions
  private let phrases: ReasonPhrases
  private let fields: ScoreFields
  /// What stands before the number of each feature in the object of contributions.
  private let openings: [[UInt8]]

  init(_ predictor: Predictor, options: ScoreOptions) {
    self.predictor = predictor
    self.options = options
    phrases = ReasonPhrases(of: predictor, as: .element)
    fields = ScoreFields(predictor, scale: options.scale)
    openings = predictor.model.extractor.features.enumerated().map { index, feature in
      let name = feature.name.jsonText.withDoubledQuotes
      return Array(((index == 0 ? "\"{" : ",") + name + ":").utf8)
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
  func records(
    _ leads: ScoredLeads, ranks: [UInt32], tiers: [Int], firstRow: Int
  ) -> [UInt8] {
    let identifiers = predictor.model.subject.identifier.flatMap { leads.table[$0] }
    let rows = LeadRows(leads)
    var writer = CSVWriter(capacity: leads.count * 640)
    var chooser = ReasonChooser(
      count: options.reasonCount, negative: options.negativeReasonCount,
      featureCount: rows.featureCount)
    for row in 0..<leads.count {
      writer.identifier(identifiers, row: row, orRow: firstRow + row, isSafe: true)
      fields.write(leads, row: row, rank: ranks[row], tier: tiers[row], to: &writer)
      let first = row * rows.featureCount
      chooser.choose(rows.contributions, from: first)
      writer.composed { bytes in appendReasons(chooser, ofLead: first, in: rows, to: &bytes) }
      writer.composed { bytes in appendContributions(ofLead: first, in: rows, to: &bytes) }
      writer.endRecord()
    }
    return writer.bytes
  }

  /// An array of sentences, as a field.
  @inline(__always)
  private func appendReasons(
    _ chooser: ReasonChooser, ofLead first: Int, in rows: LeadRows, to bytes: inout ByteBuffer
  ) {
    guard chooser.chosenCount > 0 else { return bytes.append("[]") }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: "["))
    for place in 0..<chooser.chosenCount {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      phrases.append(chooser.chosen[place], ofLead: first, in: rows, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    bytes.append(UInt8(ascii: "\""))
  }

  /// An object of what each feature adds to the log odds, as a field.
  @inline(__always)
  private func appendContributions(
    ofLead first: Int, in rows: LeadRows, to bytes: inout ByteBuffer
  ) {
    guard !openings.isEmpty else { return bytes.append("{}") }
    for (index, opening) in openings.enumerated() {
      bytes.append(opening)
      bytes.appendFixed(rows.contributions[first + index], decimals: 12)
    }
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\""))
  }
}
