import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables

extension Section {
  /// What the rules give a lead.
  static func rules(_ points: RuleScores, tier: String) -> Section {
    let given = points.contributions(0)
    let table = DataTable(
      caption: "What each rule gave",
      columns: [
        .text("Rule"), .text("Group"), .text("Kind"), .number("Points"), .text("Lost if it rests"),
      ],
      rows: given.map {
        [
          $0.rule, $0.group, $0.kind?.rawValue ?? "", $0.points.signedDecimals(1), $0.expiry.text,
        ]
      })
    let opinion = points.tier(0).map { rulesTier in
      rulesTier.name == tier
        ? "Rules and model agree: tier \(tier)."
        : "The rules say tier \(rulesTier.name), the model tier \(tier)."
    }
    let stage = points.stage(0).map { " On the buyer’s journey it is at “\($0.name)”." } ?? ""
    return Section(
      "rules", heading: "What do the rules say?",
      Markup(
        paragraph: "\(points.book.name) gives \(points.totals[0].pointsText) points. "
          + (opinion ?? "") + stage),
      given.isEmpty ? Markup(paragraph: "No rule applies to this lead.") : table.markup)
  }

  /// Every contribution of a lead.
  static func contributions(_ report: LeadReport) -> Section {
    let sentences = report.sentences
    let sorted = report.lead.contributions.enumerated().sorted {
      ($1.element.logOdds.magnitude, $0.offset) < ($0.element.logOdds.magnitude, $1.offset)
    }.map(\.element)
    let columns: [DataTable.Column] = [
      .text("Feature"), .text("Kind"), .text("What is known"), .number("Log odds"),
      .number("Odds"),
    ]
    let lead = report.lead
    let byFeature = DataTable(
      caption: "All \(sorted.count.grouped) features", columns: columns,
      rows: [["the average lead", "", "", lead.base.signedDecimals(3), ""]]
        + sorted.map {
          [
            $0.feature, $0.kind.rawValue, sentences.sentence(for: $0),
            $0.logOdds.signedDecimals(3), "×" + $0.logOdds.oddsRatioText,
          ]
        } + [["sum", "", "", lead.logOdds.signedDecimals(3), ""]])
    let bySource = DataTable(
      caption: "By column or event",
      columns: [.text("Column or event"), .number("Log odds"), .number("Odds")],
      rows: lead.totals(bySource: report.meanings).map(\.spoken).map {
        [$0.name, $0.logOdds.signedDecimals(3), "×" + $0.logOdds.oddsRatioText]
      })
    let raw = lead.probabilityBeforeCalibration
    let calibrated =
      raw == lead.probability
      ? "The sum is the log odds of the probability, \(raw.percent())."
      : "The sum is the log odds of \(raw.percent()); calibration on later leads makes it "
        + "\(lead.probability.percent())."
    return Section(
      "contributions", heading: "Every contribution",
      Markup(paragraph: "\(calibrated) Log odds add up, factors on the odds multiply."),
      bySource.markup, byFeature.markup)
  }

  /// What a lead's score means, and what it does not.
  static func leadLimits(_ report: LeadReport) -> Section {
    Section(
      "limits", heading: "How to read this",
      Markup(points: [
        (
          "A probability speaks of many leads.",
          "Of a hundred leads like this one, about "
            + "\((report.lead.probability * 100).decimals(0)) should convert "
            + "(\(report.model.subject.conversionText)). Whether this one does, nobody knows."
        ),
        (
          "The interval is the model’s own doubt.",
          "Between \(report.lead.probabilityLow.percent()) and "
            + "\(report.lead.probabilityHigh.percent()) is where its probability lies, given how "
            + "few leads of this sort it has seen."
        ),
        ("Reasons are not causes.", "They say what went together with conversions in the past."),
      ]))
  }
}

extension PointsExpiry {
  /// The day on which points are lost, and that on which the first of them are; empty for points
  /// that stay or only fade.
  fileprivate var text: String {
    guard let end else { return "" }
    let day = String(end.description.prefix(10))
    guard let firstLoss, firstLoss < end else { return day }
    let first = String(firstLoss.description.prefix(10))
    return first == day ? day : "\(first) to \(day)"
  }
}
