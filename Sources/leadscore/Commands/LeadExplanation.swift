import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables

/// What `explain` prints about one lead.
struct LeadExplanation {
  let lead: ScoredLead
  let stored: ModelRegistry.StoredModel
  let points: RuleScores?
  let style: Style

  private static let barWidth = 24

  var lines: [String] { head + [""] + contributions + rules }

  private var head: [String] {
    [
      style.bold("Lead \(lead.id.displayed(limit: 255))")
        + "  (model \(stored.model.name), version \(stored.version))",
      "Probability \(percent(lead.probability)), between \(percent(lead.probabilityLow)) and"
        + " \(percent(lead.probabilityHigh)) with 95 % confidence" + calibrated,
      "Score \(lead.score) of 100: better than \(lead.percentile.fixed(1)) % of past leads; tier"
        + " \(lead.tier)",
    ]
  }

  /// Says that the probability is not that of the log odds by themselves, where it is not.
  private var calibrated: String {
    lead.probability == lead.probabilityBeforeCalibration
      ? ""
      : " (calibrated; \(percent(lead.probabilityBeforeCalibration)) before calibration)"
  }

  private func percent(_ share: Double) -> String { (share * 100).fixed(1) + " %" }

  private var contributions: [String] {
    let sorted = lead.contributions.sorted {
      ($1.logOdds.magnitude, $0.feature) < ($0.logOdds.magnitude, $1.feature)
    }
    let shown = sorted.filter { $0.logOdds.magnitude >= 0.005 }
    let rest = sorted.dropFirst(shown.count)
    let largest = shown.first?.logOdds.magnitude ?? 1
    var table = TextTable([.left, .left, .right, .left, .left])
    table.add(["what speaks for and against", "kind", "log odds", "", "odds"])
    table.add(["the average lead", "", lead.base.signed(2), "", ""])
    for contribution in shown {
      table.add([
        "\(contribution.feature) = \(contribution.value)".displayed(limit: 56),
        contribution.kind.rawValue, contribution.logOdds.signed(2),
        bar(contribution.logOdds, of: largest),
        String(contribution.reason.drop { $0 != "×" }.prefix { $0 != " " }),
      ])
    }
    if !rest.isEmpty {
      table.add([
        "\(rest.count) more with almost no effect", "",
        rest.reduce(0) { $0 + $1.logOdds }.signed(2), "", "",
      ])
    }
    table.add([
      "sum", "", lead.logOdds.signed(2), "",
      "= \(percent(lead.probabilityBeforeCalibration))",
    ])
    if lead.probability != lead.probabilityBeforeCalibration {
      table.add(["calibrated", "", "", "", "= \(percent(lead.probability))"])
    }
    return table.lines(indent: "  ") + byKind
  }

  /// A bar to the right for what speaks for the lead, to the left for what speaks against.
  private func bar(_ logOdds: Double, of largest: Double) -> String {
    let half = LeadExplanation.barWidth / 2
    let eighths = Int((logOdds.magnitude / largest * Double(half * 2)).rounded())
    let blocks = String(repeating: "█", count: eighths / 2) + (eighths % 2 == 1 ? "▌" : "")
    let blank = String(repeating: " ", count: half - blocks.count)
    guard logOdds < 0 else { return String(repeating: " ", count: half) + "│" + blocks + blank }
    let leftward = (eighths % 2 == 1 ? "▐" : "") + String(repeating: "█", count: eighths / 2)
    return blank + leftward + "│" + String(repeating: " ", count: half)
  }

  private var byKind: [String] {
    let sums = FeatureKind.allCases.compactMap { kind -> String? in
      let matching = lead.contributions.filter { $0.kind == kind }
      guard !matching.isEmpty else { return nil }
      return "\(kind.rawValue) \(matching.reduce(0) { $0 + $1.logOdds }.signed(2))"
    }
    return sums.count > 1 ? ["  by kind: " + sums.joined(separator: ", ")] : []
  }

  private var rules: [String] {
    guard let points else { return [] }
    var table = TextTable([.right, .left, .left])
    for contribution in points.contributions(0) {
      table.add([contribution.points.signed(1), contribution.group, contribution.rule])
    }
    let tier = points.tier(0).map { ", tier \($0.name)" } ?? ""
    return ["", "The rules (\(points.book.name)) give \(points.totals[0].fixed(1)) points\(tier)"]
      + table.lines(indent: "  ")
  }
}

/// One lead for scripts.
struct LeadJSON: Encodable {
  let lead, model, tier: String
  let version, score: Int
  let probability, probabilityLow, probabilityHigh, percentile, logOdds, standardError, base: Double
  let contributions: [Contribution]
  let probabilityBeforeCalibration: Double
  let rulePoints: Double?

  struct Contribution: Encodable {
    let feature, kind, value: String
    let logOdds: Double

    enum CodingKeys: String, CodingKey {
      case feature, kind, value
      case logOdds = "log_odds"
    }
  }

  enum CodingKeys: String, CodingKey {
    case lead, model, version, tier, score, probability
    case probabilityLow = "probability_low"
    case probabilityHigh = "probability_high"
    case probabilityBeforeCalibration = "probability_before_calibration"
    case percentile
    case logOdds = "log_odds"
    case standardError = "standard_error"
    case base, contributions
    case rulePoints = "rule_points"
  }

  init(lead: ScoredLead, stored: ModelRegistry.StoredModel, points: RuleScores?) {
    self.lead = lead.id
    model = stored.model.name
    version = stored.version
    tier = lead.tier
    score = lead.score
    probability = lead.probability
    probabilityLow = lead.probabilityLow
    probabilityHigh = lead.probabilityHigh
    probabilityBeforeCalibration = lead.probabilityBeforeCalibration
    percentile = lead.percentile
    logOdds = lead.logOdds
    standardError = lead.standardError
    base = lead.base
    contributions = lead.contributions.map {
      Contribution(
        feature: $0.feature, kind: $0.kind.rawValue, value: $0.value, logOdds: $0.logOdds)
    }
    rulePoints = points?.totals[0]
  }
}
