import Evaluation
import ScoringModel
import Training

extension Section {
  /// What each tier holds among the leads set apart.
  static func tiers(of model: ScoringModel, holdout: HoldoutEvaluation) -> Section {
    let tiers = model.tiers
    var counts = [(leads: Int, converted: Int)](repeating: (0, 0), count: tiers.count)
    for (logOdds, converted) in zip(holdout.logOdds, holdout.outcomes) where !tiers.isEmpty {
      let tier = tiers.index(logOdds: logOdds)
      counts[tier].leads += 1
      counts[tier].converted += converted ? 1 : 0
    }
    let table = DataTable(
      caption: "Leads set apart, by tier",
      columns: [
        .text("Tier"), .number("From probability"), .number("Leads"), .number("Of all leads"),
        .number("Converted"), .number("Conversion rate"), .number("95 % interval"),
      ],
      rows: zip(tiers, counts).map { tier, count in
        let converted = Proportion(successes: count.converted, trials: count.leads)
        return [
          tier.name,
          tier.lowestLogOdds.map { model.probability(atLogOdds: $0).percent() } ?? "the rest",
          count.leads.grouped,
          Double.share(count.leads, of: holdout.outcomes.count).percent(),
          count.converted.grouped, (converted.rate ?? .nan).percent(),
          converted.interval.percentText,
        ]
      })
    return Section(
      "tiers", heading: "What is a tier worth?",
      Markup(
        paragraph: "Tiers are cut by shares of the leads trained on; on newer leads they may be "
          + "larger or smaller. Intervals that do not overlap are tiers that differ."),
      table.markup)
  }
}
