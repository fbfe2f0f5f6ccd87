import Monitoring
import Tables

extension Section {
  /// What needs a look, those that move scores most first.
  static func monitorDigest(_ report: MonitoringReport) -> Section {
    let rows = report.digestEntries.flatMap { entry in
      entry.findings.map { finding in
        [
          entry.subject.displayed(limit: 80), finding.verdict.rawValue,
          entry.effect.map { $0.signed(3) } ?? "–", finding.sentence,
        ]
      }
    }
    guard !rows.isEmpty else {
      return Section(
        "look", heading: "What needs a look",
        Markup(paragraph: "Nothing: no alarm, and no warning that came back."), silenced(report))
    }
    let table = DataTable(
      caption: "Alarms and warnings, by how far they move the mean log odds",
      columns: [.text("Subject"), .text("Verdict"), .number("Effect"), .text("What was found")],
      rows: rows)
    return Section(
      "look", heading: "What needs a look", table.markup,
      Markup(
        note: "Effect: how far the change moves the mean log odds of tonight’s leads. n leads are"
          + " compared with m of tonight; z is the difference in standard errors."),
      silenced(report))
  }

  /// What is known and not said again; nothing when nobody silenced anything.
  private static func silenced(_ report: MonitoringReport) -> Markup {
    let rows = report.findings.compactMap { finding in
      finding.silenced.map {
        [finding.subject.displayed(limit: 80), finding.tonight.rawValue, finding.sentence, $0]
      }
    }
    guard !rows.isEmpty else { return .empty }
    return DataTable(
      caption: "Known, and not counted above",
      columns: [.text("Subject"), .text("Tonight"), .text("What was found"), .text("Silence")],
      rows: rows
    ).markup
  }

  /// What became of scored leads, month by month; nil where no lead is mature.
  static func monitorCohorts(_ cohort: ScoredCohort) -> Section? {
    guard !cohort.months.isEmpty else { return nil }
    let hasRules = cohort.months.contains { $0.rulesAUC != nil }
    let rows = cohort.months.map { month in
      [
        month.month, month.leads.grouped, month.conversions.grouped, month.expected.decimals(1),
        (month.expected > 0 ? Double(month.conversions) / month.expected : .nan).decimals(2),
        month.auc.map { $0.text(3) } ?? "too few to tell",
      ]
        + (hasRules
          ? [
            (month.rulesAUC ?? .nan).decimals(3), month.difference.map { $0.signedText(3) } ?? "–",
          ] : [])
    }
    let table = DataTable(
      caption: "Leads whose window is over, by the month of their first score",
      columns: [
        .text("Month"), .number("Leads"), .number("Converted"), .number("Expected"),
        .number("Ratio"), .number("AUC, 95 % interval"),
      ] + (hasRules ? [.number("AUC of the rules"), .number("Model less rules")] : []),
      rows: rows)
    return Section(
      "cohorts", heading: "What became of scored leads",
      Markup(
        paragraph: "Scores are those that were stored on their night, never computed again. Under"
          + " 30 conversions a month has no AUC."), table.markup)
  }

  /// The nights before, and how far scores were from those of training.
  static func monitorHistory(_ history: MonitorHistory) -> Section {
    let nights = history.nights.suffix(60)
    let rows = nights.reversed().map { night in
      let psi = night.results.first { $0.key == "psi training scores" }?.value
      return [
        // The seconds and the zone are the same in all, and the table is narrow.
        String(night.asOf.prefix(16)).replacing("T", with: " "), night.rows.grouped,
        night.verdict.rawValue,
        String(night.results.count { $0.verdict == .alarm }),
        String(night.results.count { $0.verdict == .warn }), (psi ?? .nan).decimals(3),
        String(night.model.prefix(12)),
      ]
    }
    let table = DataTable(
      caption: nights.count == 1
        ? "The only run so far" : "The last \(nights.count) runs, newest first",
      columns: [
        .text("As of, UTC"), .number("Leads"), .text("Verdict"), .number("Alarms"),
        .number("Warnings"), .number("PSI of scores"), .text("Model"),
      ], rows: rows)
    let figures = Chart.scoreStability(of: Array(nights)).map {
      [Figure(chart: $0, caption: "From 0.10 on a look pays; from 0.25 on an alarm sounds.")]
    }
    return Section(
      "history", heading: "Night by night", Markup(figures ?? [], beside: table))
  }

  /// Every check with its numbers.
  static func monitorChecks(_ report: MonitoringReport) -> Section {
    let table = DataTable(
      caption: "Every check of the night",
      columns: [
        .text("Subject"), .text("Check"), .text("Against"), .text("Verdict"), .number("Value"),
        .number("Critical"), .number("n"), .number("m"), .text("More"),
      ],
      rows: report.findings.map { finding in
        [
          finding.subject.displayed(limit: 80), finding.check.rawValue,
          finding.comparison.rawValue, finding.verdict.rawValue,
          (finding.value ?? .nan).decimals(4), (finding.critical ?? .nan).decimals(4),
          finding.referenceCount.grouped, finding.count.grouped, finding.note ?? "",
        ]
      })
    return Section(
      "checks", heading: "All checks", table.markup,
      Markup(
        note: "From its critical value on a check warns. PSI, the population stability index, is 0"
          + " where shares are as they were; from 0.10 on a look pays, from 0.25 on leads are others."
          + " n leads are compared with m of tonight."))
  }
}
