import Prediction

extension Section {
  /// Why a lead's score moved between two times.
  static func move(_ move: LeadReport.LeadMove, _ sentences: LeadSentences) -> Section {
    let (first, second) = (move.move.first, move.move.second)
    let total = move.move.steps.reduce(0) { $0 + $1.logOdds }
    let table = DataTable(
      caption: "The move by its causes",
      columns: [
        .text("Cause"), .number("Points of probability"), .number("Log odds"),
        .number("Score"), .text("Tier after it"),
      ],
      rows: move.move.steps.map {
        [
          $0.cause.rawValue, ($0.probability * 100).signedDecimals(1),
          $0.logOdds.signedDecimals(2), $0.percentile.signedDecimals(1), $0.tier,
        ]
      } + [
        [
          "all together", ((second.probability - first.probability) * 100).signedDecimals(1),
          total.signedDecimals(2), (second.percentile - first.percentile).signedDecimals(1),
          second.tier,
        ]
      ])
    let changes = move.move.steps.flatMap { step in
      step.features.map { change in
        [
          sentences.name(of: change.after.feature), step.cause.rawValue,
          sentences.sentence(for: change.before), sentences.sentence(for: change.after),
          change.logOdds.signedDecimals(2),
        ]
      }
    }
    let features = DataTable(
      caption: "What changed",
      columns: [
        .text("What"), .text("Cause"), .text("Before"), .text("After"), .number("Log odds"),
      ], rows: changes)
    return Section(
      "move", heading: "Why did the score move?",
      Markup(
        paragraph: "From \(first.probability.percent()) (tier \(first.tier)) at \(move.from) to "
          + "\(second.probability.percent()) (tier \(second.tier)) at \(move.to)."),
      table.markup, changes.isEmpty ? .empty : features.markup,
      Markup(
        note: "Passing of time: the facts of the first time counted from the second. Then new "
          + "facts, then another model on the same facts, then its calibration, then its limits of "
          + "tiers and its population of scores. Log odds are those of the probability reported; "
          + "single features count before calibration."))
  }
}
