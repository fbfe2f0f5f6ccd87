import FeatureExtraction
import Prediction

extension Section {
  /// Why a lead has its score: a picture, what speaks for and against it, and sums by origin.
  static func leadReasons(_ report: LeadReport) -> Section {
    let lead = report.lead
    let figure = Figure(
      chart: .waterfall(
        of: lead, totals: lead.totals(bySource: report.meanings).map(\.spoken),
        model: report.model),
      caption: "Read from the top: every bar starts where the one above ended. A factor of ×2 "
        + "doubles the odds of a conversion, ×0.5 halves them.")
    return Section(
      "reasons", heading: "Why this score?",
      Markup(
        paragraph: "Reasons count from \(report.baseline); it converts with a probability of "
          + "\(report.baseProbability.percent()). They add up exactly: nothing else is in the "
          + "score."),
      Markup(facts: [
        ("For the lead", reasons(report, positive: true)),
        ("Against the lead", reasons(report, positive: false)),
      ]),
      Markup([figure], beside: origins(report)))
  }

  /// The strongest facts on one side, each with the factor of all that comes from its source.
  private static func reasons(
    _ report: LeadReport, positive: Bool
  ) -> [(gist: String, text: String)] {
    report.sentences.facts(of: report.lead)
      .filter { $0.logOdds.magnitude >= 0.05 && ($0.logOdds > 0) == positive }
      .prefix(5)
      .map { ("×\($0.logOdds.oddsRatioText)", $0.sentence) }
  }

  /// Sums by kind of data and by factor.
  private static func origins(_ report: LeadReport) -> DataTable {
    let kinds = report.lead.totalsByKind.map { ("Kind of data: \($0.name)", $0.logOdds) }
    let factors = report.lead.totals(byFactor: report.factors).map {
      ("Factor: \($0.name)", $0.logOdds)
    }
    let total = report.lead.contributions.reduce(0) { $0 + $1.logOdds }
    return DataTable(
      caption: "Where the score comes from",
      columns: [.text("Origin"), .number("Log odds"), .number("Odds")],
      rows: (kinds + factors + [("All together", total)]).map { name, logOdds in
        [name, logOdds.signedDecimals(2), "×" + logOdds.oddsRatioText]
      })
  }
}

extension ContributionTotal {
  /// The total under the name that people say.
  var spoken: ContributionTotal { ContributionTotal(name: name.spokenName, logOdds: logOdds) }
}

extension String {
  /// A name of a column or of events without what only the data need.
  var spokenName: String {
    let parts = split(separator: " ").map(String.init).filter { $0 != "+" }
    guard contains(" + ") else { return withoutAccounts }
    return parts.count > 3 ? "any activity" : parts.joined(separator: " or ").withoutAccounts
  }

  private var withoutAccounts: String {
    let own = hasPrefix("accounts.") ? String(dropFirst(9)) : self
    // "email.kind" is said "email kind"; the dot of a number stays.
    let isNumber = own.contains { $0 == "." } && own.contains(where: \.isNumber)
    return String(own.map { $0 == "_" || ($0 == "." && !isNumber) ? " " : $0 })
  }
}
