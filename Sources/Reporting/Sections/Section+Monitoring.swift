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
        Markup(paragraph: "Nothing: no alarm, and no warning that came back."))
    }
    let table = DataTable(
      caption: "Alarms and warnings, by how far they move the mean log odds",
      columns: [.text("Subject"), .text("Verdict"), .number("Effect"), .text("What was found")],
      rows: rows)
    return Section("look", heading: "What needs a look", table.markup)
  }

  /// The nights before, and how far scores were from those of training.
  static func monitorHistory(_ history: MonitorHistory) -> Section {
    let nights = history.nights.suffix(60)
    let rows = nights.reversed().map { night in
      let psi = night.results.first { $0.key == "psi training scores" }?.value
      return [
        night.asOf, night.rows.grouped, night.verdict.rawValue,
        String(night.results.count { $0.verdict == .alarm }),
        String(night.results.count { $0.verdict == .warn }), (psi ?? .nan).decimals(3),
        String(night.model.prefix(12)),
      ]
    }
    let table = DataTable(
      caption: "The last \(nights.count) runs, newest first",
      columns: [
        .text("As of"), .number("Leads"), .text("Verdict"), .number("Alarms"),
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
    return Section("checks", heading: "All checks", table.markup)
  }
}
