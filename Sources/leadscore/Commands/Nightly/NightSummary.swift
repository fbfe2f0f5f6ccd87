import Monitoring
import Nightly
import Prediction
import Tables

/// What a night run did, for people.
struct NightSummary {
  let lines: [String]

  init(_ report: NightReport, page: String) {
    let manifest = report.manifest
    let tiers = manifest.facts.tiers.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let skipped = manifest.skipped.sorted { $0.key < $1.key }.filter { $0.value > 0 }
    lines =
      [
        "Run \(manifest.runID.prefix(12)) as of \(manifest.asOf): \(manifest.purpose.displayed())",
        "Leads      \(manifest.leads) = \(manifest.facts.leads) scored"
          + skipped.map { " + \($0.value) \($0.key)" }.joined(),
        "Scores     \(manifest.model.name) version \(manifest.model.version):"
          + " \(tiers.joined(separator: ", ")); about \(report.expectedConversions.text)"
          + " conversions to expect",
      ]
      + manifest.findings.map { "Forced     \($0)" }
      + report.outputs.map { output in
        "Wrote      \(output.place): \(output.written) rows\(output.isTable ? " new or changed" : "")"
          + (output.removed > 0 ? ", \(output.removed) removed" : "")
      }
      + [
        "Monitor    \(report.monitoring.verdict.rawValue), \(report.monitoring.findings.count) checks;"
          + " page \(page)"
      ]
      + report.monitoring.digestEntries.flatMap { entry in
        entry.findings.map {
          "           \($0.verdict.rawValue): \(entry.subject.displayed()): \($0.sentence)"
        }
      }
  }
}

/// The result of `nightly` for scripts.
struct NightJSON: Encodable {
  let runID, asOf, status, model, digest: String
  let version, leads, scored: Int
  let skipped, tiers: [String: Int]
  let findings, warnings: [String]
  let outputs: [Output]
  let monitor: String
  let seconds: [String: Double]

  struct Output: Encodable {
    let to: String
    let written, removed: Int
  }

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case asOf = "as_of"
    case status, model, version, digest, leads, scored, skipped, tiers, findings, warnings, outputs
    case monitor
    case seconds
  }

  init(_ report: NightReport) {
    let manifest = report.manifest
    runID = manifest.runID
    asOf = manifest.asOf
    status = manifest.status
    model = manifest.model.name
    version = manifest.model.version
    digest = manifest.model.digest
    leads = manifest.leads
    scored = manifest.facts.leads
    skipped = manifest.skipped
    tiers = manifest.facts.tiers
    findings = manifest.findings
    warnings = manifest.warnings ?? []
    outputs = report.outputs.map { Output(to: $0.place, written: $0.written, removed: $0.removed) }
    monitor = report.monitoring.verdict.rawValue
    seconds = Dictionary(
      report.seconds.map { ($0.step.rawValue, $0.seconds) }, uniquingKeysWith: +)
  }
}
