import Evaluation
import FeatureExtraction
import RuleLearning
import ScoringModel
import Tables

/// What `rules scorecard` prints: the characteristics by what they tell, then every bin.
struct ScorecardSummary {
  let scorecard: BinnedScorecard
  let title: String
  let learned: Int
  let judged: AUCDifference
  let judgedCount: Int
  let style: Style

  var lines: [String] {
    [style.bold(verdict), "", "Learned    from \(learned) leads; \(scale)", ""] + bins + omissions
  }

  /// Comments for the points table.
  var comments: [String] {
    ["\(title) as a scorecard of optimal bins, from \(learned) leads", scale]
  }

  private var verdict: String {
    "On \(judgedCount) leads that neither has seen the scorecard ranks with AUC"
      + " \(judged.challenger.value.fixed(3)), the model with \(judged.reference.value.fixed(3)):"
      + " \(judged.value.signed(3)) (\(judged.interval.lower.signed(3)) …"
      + " \(judged.interval.upper.signed(3)))."
  }

  private var scale: String {
    "\(scorecard.pointsToDoubleOdds.shortText) points double the odds of converting;"
      + " 0 points are log odds of \(scorecard.logOddsAtZero.fixed(4))"
  }

  private var bins: [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["", "leads", "converted", "WoE", "IV", "points"])
    for row in scorecard.rows {
      let characteristic = row.characteristic
      table.add([
        characteristic.name.displayed(limit: 60)
          + (characteristic.trend.map { ", \($0.rawValue)" } ?? ""), "", "", "",
        characteristic.informationValue.fixed(3), "",
      ])
      for (bin, points) in zip(characteristic.bins, row.points) {
        let count = bin.evidence.count
        table.add([
          "  " + bin.label.displayed(limit: 58), count.rows.fixed(0),
          count.eventRate.map { ($0 * 100).fixed(1) + " %" } ?? "–",
          bin.evidence.weightOfEvidence.signed(2), bin.evidence.informationValue.fixed(3),
          points.fixed(0),
        ])
      }
    }
    return table.lines(indent: "")
  }

  private var omissions: [String] {
    guard !scorecard.omitted.isEmpty else { return [] }
    return ["", style.bold("Without points")]
      + scorecard.omitted.map { characteristic, reason in
        "  \(characteristic.name.displayed(limit: 60)): \(reason.rawValue)"
          + " (IV \(characteristic.informationValue.fixed(3)))"
      }
  }
}

/// Every bin of a scorecard as CSV, a row each.
struct ScorecardTable {
  let bytes: [UInt8]

  init(_ scorecard: BinnedScorecard) {
    var writer = CSVWriter()
    writer.record([
      "characteristic", "kind", "trend", "bin", "leads", "converted", "rate",
      "weight_of_evidence", "information_value", "points",
    ])
    func add(_ characteristic: BinnedCharacteristic, _ points: [Double]?) {
      for (index, bin) in characteristic.bins.enumerated() {
        let count = bin.evidence.count
        writer.field(characteristic.name)
        writer.plain(characteristic.kind.rawValue)
        writer.plain(characteristic.trend?.rawValue ?? "")
        writer.field(bin.label)
        writer.shortNumber(count.rows)
        writer.shortNumber(count.events)
        writer.plain(count.eventRate.map { $0.fixed(6) } ?? "")
        writer.fixed(bin.evidence.weightOfEvidence, decimals: 6)
        writer.fixed(bin.evidence.informationValue, decimals: 6)
        writer.plain(points.map { $0[index].shortText } ?? "")
        writer.endRecord()
      }
    }
    for row in scorecard.rows { add(row.characteristic, row.points) }
    for (characteristic, _) in scorecard.omitted { add(characteristic, nil) }
    bytes = writer.bytes
  }
}

/// The result of `rules scorecard` for scripts.
struct ScorecardJSON: Encodable {
  let model: String
  let version, leads: Int
  let pointsToDoubleOdds, logOddsAtZero: Double
  let auc, modelAuc, aucMinusModel, aucMinusModelLower, aucMinusModelUpper: Double
  let characteristics: [CharacteristicJSON]
  let out: String

  struct CharacteristicJSON: Encodable {
    let name, kind: String
    let trend, omitted: String?
    let informationValue: Double
    let coefficient: Double?
    let bins: [BinJSON]
  }

  struct BinJSON: Encodable {
    let bin: String
    let leads, converted, weightOfEvidence, informationValue: Double
    let points: Double?
  }

  init(
    _ scorecard: BinnedScorecard, model: ModelRegistry.StoredModel, learned: Int,
    judged: AUCDifference, out: String
  ) {
    self.model = model.model.name
    version = model.version
    leads = learned
    pointsToDoubleOdds = scorecard.pointsToDoubleOdds
    logOddsAtZero = scorecard.logOddsAtZero
    auc = judged.challenger.value
    modelAuc = judged.reference.value
    aucMinusModel = judged.value
    aucMinusModelLower = judged.interval.lower
    aucMinusModelUpper = judged.interval.upper
    characteristics =
      scorecard.rows.map { row in
        CharacteristicJSON(
          row.characteristic, points: row.points, coefficient: row.coefficient, omitted: nil)
      }
      + scorecard.omitted.map { characteristic, reason in
        CharacteristicJSON(characteristic, points: nil, coefficient: nil, omitted: reason.rawValue)
      }
    self.out = out
  }
}

extension ScorecardJSON.CharacteristicJSON {
  fileprivate init(
    _ characteristic: BinnedCharacteristic, points: [Double]?, coefficient: Double?,
    omitted: String?
  ) {
    name = characteristic.name
    kind = characteristic.kind.rawValue
    trend = characteristic.trend?.rawValue
    self.omitted = omitted
    informationValue = characteristic.informationValue
    self.coefficient = coefficient
    bins = characteristic.bins.enumerated().map { index, bin in
      ScorecardJSON.BinJSON(
        bin: bin.label, leads: bin.evidence.count.rows, converted: bin.evidence.count.events,
        weightOfEvidence: bin.evidence.weightOfEvidence,
        informationValue: bin.evidence.informationValue, points: points?[index])
    }
  }
}
