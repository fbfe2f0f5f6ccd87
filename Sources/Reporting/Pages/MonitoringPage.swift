public import Monitoring
import Tables

/// A night of the monitor as a page: what needs a look, every check, and the nights before.
public struct MonitoringPage: Sendable {
  /// What the monitor found.
  public let report: MonitoringReport
  /// The nights before and tonight, the last one last.
  public let history: MonitorHistory
  /// What became of leads scored before; nil where that is not looked at.
  public let cohort: ScoredCohort?
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The page of a night.
  public init(
    _ report: MonitoringReport, history: MonitorHistory, cohort: ScoredCohort? = nil,
    facts: ReportFacts
  ) {
    self.report = report
    self.history = history
    self.cohort = cohort
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    Page(
      kind: "Monitoring of a model", facts: facts,
      summary: Markup(joining: [
        VerdictList(verdicts: verdicts).markup, keyNumbers.markup,
      ]),
      sections: [.monitorDigest(report)]
        + [cohort.flatMap(Section.monitorCohorts)].compactMap { $0 }
        + [.monitorHistory(history), .monitorChecks(report)]
    ).html()
  }

  private var verdicts: [(tone: VerdictList.Tone, sentence: String)] {
    let entries = report.digestEntries.prefix(5)
    guard entries.isEmpty else {
      return [headline]
        + entries.map { entry -> (tone: VerdictList.Tone, sentence: String) in
          (
            entry.verdict == .alarm ? .stop : .check,
            entry.findings.first.map { "\(entry.subject.displayed(limit: 80)): \($0.sentence)" }
              ?? ""
          )
        }
    }
    return report.verdict == .notEnoughData
      ? [(.check, "There is not enough data for any check.")]
      : [(.good, "No check has anything to say.")]
  }

  /// How bad it is, before what it is.
  private var headline: (tone: VerdictList.Tone, sentence: String) {
    let (alarms, warnings) = (count(.alarm), count(.warn))
    let warned = "\(warnings.grouped) warning\(warnings == 1 ? "" : "s")"
    let checks = "\(report.findings.count.grouped) checks"
    return alarms > 0
      ? (
        .stop,
        "Look before these scores are used: \(alarms.grouped) alarm\(alarms == 1 ? "" : "s") and"
          + " \(warned) in \(checks)."
      ) : (.check, "Nothing alarming: \(warned) in \(checks), and no alarm.")
  }

  private func count(_ verdict: Verdict) -> Int { report.findings.count { $0.verdict == verdict } }

  private var keyNumbers: KeyNumbers {
    let psi = report.findings.first { $0.key == "psi training scores" }?.value
    return KeyNumbers(numbers: [
      .init(name: "Leads", value: report.rows.grouped, note: "scored tonight"),
      .init(
        name: "Alarms", value: String(count(.alarm)), note: "of \(report.findings.count) checks"),
      .init(name: "Warnings", value: String(count(.warn)), note: "back within three runs"),
      .init(
        name: "Not enough data", value: String(count(.notEnoughData)), note: "never taken for ok"),
      .init(
        name: "PSI of scores", value: (psi ?? .nan).decimals(3), note: "against the training leads"),
    ])
  }
}
