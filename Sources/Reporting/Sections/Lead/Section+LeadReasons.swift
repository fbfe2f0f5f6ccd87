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
    let factors = report.factorScores
    let isScored = factors.contains { $0.score != nil }
    let total = report.lead.contributions.reduce(0) { $0 + $1.logOdds }
    func row(_ name: String, _ logOdds: Double, _ score: String) -> [String] {
      [name, logOdds.signedDecimals(2), "×" + logOdds.oddsRatioText] + (isScored ? [score] : [])
    }
    let kindRows = report.lead.totalsByKind.map { row("Kind of data: \($0.name)", $0.logOdds, "") }
    let factorRows = factors.map { factor in
      row("Factor: \(factor.factor.rawValue)", factor.logOdds, factor.score?.grouped ?? "")
    }
    return DataTable(
      caption: isScored
        ? "Where the score comes from; scores say how many of 100 past leads it leaves behind"
        : "Where the score comes from",
      columns: [.text("Origin"), .number("Log odds"), .number("Odds")]
        + (isScored ? [.number("Score")] : []),
      rows: kindRows + factorRows + [row("All together", total, report.lead.score.grouped)])
  }
}

extension ContributionTotal {
  /// The total under the name that people say.
  var spoken: ContributionTotal { ContributionTotal(name: name.spokenName, logOdds: logOdds) }
}

extension String {
  /// A name of a column or of events without what only the data need; of many events it keeps what is
  /// counted of them: `any activity: days since last`.
  var spokenName: String {
    guard contains(" + ") else { return withoutAccounts }
    let end = [": ", " per "].compactMap { firstRange(of: $0)?.lowerBound }.min() ?? endIndex
    let events = self[..<end].split(separator: " + ")
    let name = events.count > 3 ? "any activity" : events.joined(separator: " or ")
    return (name + String(self[end...])).withoutAccounts
  }

  private var withoutAccounts: String {
    let own = hasPrefix("accounts.") ? String(dropFirst(9)) : self
    // "email.kind" is said "email kind"; the dot of a number stays.
    let isNumber = own.contains { $0 == "." } && own.contains(where: \.isNumber)
    return String(own.map { $0 == "_" || ($0 == "." && !isNumber) ? " " : $0 })
  }
}
