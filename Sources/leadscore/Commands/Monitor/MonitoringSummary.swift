import Evaluation
import Monitoring
import ScoringModel
import Tables

/// What `monitor` prints: the verdict, what needs a look, and how much could not be told.
struct MonitoringSummary {
  let report: MonitoringReport
  let stored: ModelRegistry.StoredModel
  let style: Style
  let cohort: ScoredCohort?

  var lines: [String] { head + digest + silenced + performance + rest }

  private var head: [String] {
    let name = "\(stored.model.name) version \(stored.version)"
    let text =
      "\(report.verdict.rawValue.uppercased())  \(name), \(report.rows) leads as of"
      + " \(report.asOf)"
    return [coloured(report.verdict, text)]
  }

  private func coloured(_ verdict: Verdict, _ text: String) -> String {
    switch verdict {
    case .alarm: style.bad(text)
    case .warn, .notEnoughData: style.warning(text)
    case .ok: style.good(text)
    }
  }

  private var digest: [String] {
    report.digestEntries.flatMap { entry in
      let effect = entry.effect.map { "  moves the mean log odds by \($0.signed(3))" } ?? ""
      return ["", coloured(entry.verdict, entry.subject.displayed()) + effect]
        + entry.findings.map { "  \($0.verdict.rawValue)  \($0.sentence)" }
    }
  }

  private var silenced: [String] {
    let known = report.findings.filter { $0.silenced != nil }
    guard !known.isEmpty else { return [] }
    return ["", "Known, and not said"]
      + known.map {
        "  \($0.tonight.rawValue)  \($0.subject.displayed()): \($0.sentence); \($0.silenced ?? "")"
      }
  }

  private var performance: [String] {
    let checks: Set<Finding.Check> = [
      .calibration, .slope, .spiegelhalter, .calibrationError, .auc, .early, .rules, .coverage,
      .late,
    ]
    let found = report.findings.filter { checks.contains($0.check) && $0.verdict <= .ok }
    guard !found.isEmpty else { return [] }
    let unknown = cohort.map {
      $0.unknown > 0 ? ["  \($0.unknown) scored leads are not known any more"] : []
    }
    return ["", "What became of scored leads"]
      + found.map { "  \($0.verdict.rawValue)  \($0.sentence)" } + (unknown ?? []) + months
  }

  /// Months in which leads were scored, so that a decline shows; nothing for one month only.
  private var months: [String] {
    guard let months = cohort?.months, months.count > 1 else { return [] }
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["By month", "leads", "converted", "expected", "AUC", "model less rules"])
    for month in months {
      table.add([
        month.month, String(month.leads), String(month.conversions), month.expected.fixed(1),
        month.auc.map { "\($0.lower.fixed(3))–\($0.upper.fixed(3))" } ?? "–",
        month.difference.map { "\($0.lower.signed(3)) to \($0.upper.signed(3))" } ?? "–",
      ])
    }
    return [""] + table.lines()
  }

  private var rest: [String] {
    let held = report.findings.filter {
      $0.tonight == .warn && $0.verdict == .ok && $0.silenced == nil
    }
    let few = report.findings.filter { $0.verdict == .notEnoughData }
    let fine = report.findings.count { $0.verdict == .ok }
    var lines = [
      "", "\(report.findings.count) checks: \(fine) ok, \(few.count) with not enough data",
    ]
    if !held.isEmpty {
      lines.append(
        "Warns for the first time, said when it comes back: "
          + held.map { "\($0.subject.displayed()) (\($0.check.rawValue))" }.joined(separator: ", "))
    }
    let subjects = few.map(\.subject).reduce(into: [String]()) { list, subject in
      if !list.contains(subject) { list.append(subject) }
    }
    if !few.isEmpty {
      lines.append(
        "Not enough data for: " + subjects.map { $0.displayed() }.joined(separator: ", "))
    }
    return lines
  }
}

/// The result of `monitor` for scripts.
struct MonitoringJSON: Encodable {
  let verdict: Verdict
  let asOf, model, digest: String
  let version, leads: Int
  let findings: [Finding]
  let cohorts: [CohortMonth]?
  let fairness: [FairnessJSON]
  let warnings: [String]

  init(
    report: MonitoringReport, stored: ModelRegistry.StoredModel, cohort: ScoredCohort? = nil,
    fairness: [(column: String, groups: GroupFairness)], warnings: [String]
  ) {
    self.fairness = fairness.map { FairnessJSON($0.column, $0.groups) }
    self.warnings = warnings
    cohorts = cohort?.months
    verdict = report.verdict
    asOf = report.asOf.description
    model = stored.model.name
    digest = stored.digest
    version = stored.version
    leads = report.rows
    findings = report.findings
  }
}
