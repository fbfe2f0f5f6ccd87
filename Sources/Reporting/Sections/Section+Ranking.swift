import Evaluation
import ScoringModel
import Training

extension Section {
  /// How well the model puts conversions first.
  static func ranking(_ holdout: HoldoutEvaluation, optimism: AUC?) -> Section {
    let ranking = holdout.ranking
    let baseRate = Double.share(ranking.conversionCount, of: ranking.rowCount)
    let figures = [
      Figure(
        chart: .gains(GainsCurve(name: "Model", points: ranking.gainsCurve), baseRate: baseRate),
        caption: "Call leads from the best downwards: how many of all conversions are reached. "
          + "The farther above chance, the better."),
      Figure(
        chart: .lift(GainsCurve(name: "Model", points: ranking.gainsCurve)),
        caption: "The same as a rate: how many times the average the leads called so far convert."),
      Figure(
        chart: .roc(ranking.rocCurve, auc: ranking.auc),
        caption: "The area under the curve is how often a conversion ranks above another lead."),
    ]
    return Section(
      "ranking", heading: "Does it put the right leads first?",
      Markup(paragraph: introduction(ranking)),
      optimism.map { Markup(paragraph: comparison(ranking.auc, random: $0)) } ?? .empty,
      Markup(figures), table(ranking, holdout.metrics.gains).markup,
      Markup(
        note: "Average precision \(ranking.averagePrecision.decimals(3))"
          + (holdout.metrics.details.averagePrecision.map { " (95 % interval \($0.text(3)))" } ?? "")
          + "; chance: \(baseRate.decimals(3)). Widest gap between the outcomes' scores "
          + "(Kolmogorov–Smirnov) \(ranking.kolmogorovSmirnov.decimals(3)). Equal scores count by "
          + "expectation."))
  }

  private static func introduction(_ ranking: RankingEvaluation) -> String {
    "Judged on \(ranking.rowCount.grouped) leads that were set apart and that the model has not "
      + "seen; \(ranking.conversionCount.grouped) of them converted."
  }

  private static func comparison(_ auc: AUC, random: AUC) -> String {
    "These are the newest leads, as in use. On a random split the AUC would have been "
      + "\(random.value.decimals(3)) (\(random.reportedInterval.text(3))) instead of "
      + "\(auc.value.decimals(3)): believe the one for the newest leads."
  }

  private static func table(
    _ ranking: RankingEvaluation, _ gains: [HoldoutMetrics.Gain]
  ) -> DataTable {
    DataTable(
      caption: "What the best-ranked leads yield",
      columns: [
        .number("Best share"), .number("Leads"), .number("Conversions"),
        .number("Of all conversions"), .number("95 % interval"), .number("Conversion rate"),
        .number("Lift"),
      ],
      rows: zip(ranking.gains, gains).map { point, gain in
        [
          point.share.roundPercent, point.rows.decimals(0), point.conversions.decimals(0),
          point.capturedShare.percent(),
          gain.capturedInterval?.percentText ?? Double.absentText,
          point.conversionRate.percent(), point.lift.decimals(2) + "×",
        ]
      })
  }
}
