import Prediction
import ScoringModel

extension Section {
  /// What would move a lead to the next tier.
  static func nextTier(_ report: LeadReport) -> Section {
    let heading = "What would move it up?"
    guard let next = report.nextTier else {
      let text =
        report.lead.tier == report.model.tiers.first?.name
        ? "Nothing needs to: it is in the best tier."
        : "Nothing that can change moves this score: what it rests on is given. Name columns that "
          + "can change to see what they would do."
      return Section("next-tier", heading: heading, Markup(paragraph: text))
    }
    return Section(
      "next-tier", heading: heading, Markup(paragraph: introduction(next, report)),
      next.smallest.isEmpty ? .empty : smallest(next).markup,
      single(next).markup,
      Markup(
        note: "Found by scoring the changed lead with the model, nothing else being different. "
          + "The model knows what went together in the past; that making it happen has the same "
          + "effect, it cannot promise."))
  }

  private static func introduction(_ next: NextTier, _ report: LeadReport) -> String {
    let least = next.smallest.first
    let way =
      least.map {
        "The shortest way there: \($0.change), which would make it \($0.probability.percent())."
      } ?? "None of the changes looked at reaches it."
    let distance =
      "Tier \(next.name) starts at a probability of "
      + "\(report.model.probability(atLogOdds: next.lowestLogOdds).percent()). "
    guard !next.isOpen else { return distance + way }
    return distance
      + "But this lead’s score is settled: its time of observation is over, and what it does now no "
      + "longer counts. This is what would have made the difference. " + way
  }

  private static func smallest(_ next: NextTier) -> DataTable {
    table("Smallest changes that reach tier \(next.name)", next.smallest)
  }

  private static func single(_ next: NextTier) -> DataTable {
    table("What one step does", Array(next.oneStep.prefix(12)))
  }

  private static func table(_ caption: String, _ changes: [WhatIf]) -> DataTable {
    DataTable(
      caption: caption,
      columns: [
        .text("Change"), .number("Odds"), .number("Probability then"), .number("Score then"),
        .text("Tier then"),
      ],
      rows: changes.map {
        [
          $0.change, "×" + $0.gain.oddsRatioText, $0.probability.percent(), "\($0.score)", $0.tier,
        ]
      })
  }
}
