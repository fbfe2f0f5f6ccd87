import Monitoring
import Tables

/// The checks of a night as CSV, a row each.
struct MonitoringTable {
  let bytes: [UInt8]

  init(_ report: MonitoringReport) {
    var writer = CSVWriter()
    writer.record([
      "as_of", "subject", "check", "against", "verdict", "tonight", "value", "critical",
      "reference_count", "count", "p_value", "effect", "note",
    ])
    for finding in report.findings {
      writer.plain(report.asOf.description)
      writer.field(finding.subject)
      for word in [
        finding.check.rawValue, finding.comparison.rawValue, finding.verdict.rawValue,
        finding.tonight.rawValue,
      ] {
        writer.plain(word)
      }
      for number in [finding.value, finding.critical] { writer.plain(number?.description ?? "") }
      writer.integer(finding.referenceCount)
      writer.integer(finding.count)
      for number in [finding.pValue, finding.effect] { writer.plain(number?.description ?? "") }
      writer.field(finding.note ?? "")
      writer.endRecord()
    }
    bytes = writer.bytes
  }
}
