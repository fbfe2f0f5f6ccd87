import Evaluation
import Training

extension Section {
  /// Whether more leads would help.
  static func learning(_ curve: LearningCurve) -> Section {
    let figure = Figure(
      chart: .learning(curve),
      caption: "Lines are 95 % intervals. A curve that still rises at its end asks for more leads; "
        + "a flat one for other knowledge of them.")
    let table = DataTable(
      caption: "Models of fewer leads",
      columns: [
        .number("Leads"), .number("Converted"), .number("AUC"), .number("95 % interval"),
      ],
      rows: curve.points.map {
        [
          $0.rows.grouped, $0.positives.grouped, $0.auc.value.decimals(3),
          $0.auc.reportedInterval.text(3),
        ]
      })
    return Section(
      "learning", heading: "Would more leads help?", Markup(paragraph: sentence(curve)),
      Markup([figure], beside: table),
      Markup(
        note: "Every model is one of straight lines, judged on the same leads set apart; each size "
          + "holds the leads of the sizes before it."))
  }

  private static func sentence(_ curve: LearningCurve) -> String {
    guard curve.points.count > 1, let last = curve.points.last else {
      return "There are too few leads to try with fewer."
    }
    let half = curve.points[curve.points.count - 2]
    let gain = last.auc.value - half.auc.value
    let step =
      "The step from \(half.rows.grouped) to \(last.rows.grouped) leads changed the AUC by "
      + "\(gain.signedDecimals(3))"
    let noise = last.auc.reportedInterval
    return gain > 0.25 * (noise.upper - noise.lower)
      ? step + ": more leads would help."
      : step + ": more leads of the same kind would help little."
  }
}
