import Nightly
import Prediction
import Tables

/// Numbers of the last run for the textfile collector of Prometheus.
struct RunMetrics {
  let path: String

  /// Writes the numbers of a run that was accepted.
  func write(_ report: NightReport) throws {
    let manifest = report.manifest
    var text = gauge("leadscore_success", "Whether the last run was accepted.", [("", "1")])
    text += gauge(
      "leadscore_as_of_seconds", "The moment of the last run.",
      [("", TimestampFormat.iso8601.timestamp(manifest.asOf).map { $0.seconds } ?? "0")])
    text += gauge(
      "leadscore_leads", "Leads of the last run by what became of them.",
      ([("scored", manifest.facts.leads)] + manifest.skipped.sorted { $0.key < $1.key })
        .map { ("{state=\"\($0.0)\"}", String($0.1)) })
    text += gauge(
      "leadscore_tier_leads", "Leads of the last run by tier.",
      manifest.facts.tiers.sorted { $0.key < $1.key }.map {
        ("{tier=\"\($0.key.labelText)\"}", String($0.value))
      })
    text += gauge(
      "leadscore_expected_conversions", "The sum of the probabilities of the last run.",
      [("", report.expectedConversions.value.fixed(3))])
    text += gauge(
      "leadscore_rows_written", "Rows that the last run wrote or changed.",
      [("", String(report.outputs.reduce(0) { $0 + $1.written }))])
    text += gauge(
      "leadscore_step_seconds", "How long each step of the last run took.",
      report.seconds.map { ("{step=\"\($0.step.rawValue)\"}", $0.seconds.fixed(3)) })
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  /// Writes that the last run failed or was held.
  func writeFailure() throws {
    let text = gauge("leadscore_success", "Whether the last run was accepted.", [("", "0")])
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  private func gauge(_ name: String, _ help: String, _ values: [(labels: String, value: String)])
    -> String
  {
    "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
      + values.map { "\(name)\($0.labels) \($0.value)\n" }.joined()
  }
}

extension Timestamp {
  fileprivate var seconds: String { String(microseconds / 1_000_000) }
}

extension String {
  /// The text as the value of a label.
  fileprivate var labelText: String {
    replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
