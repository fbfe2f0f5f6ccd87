import Monitoring
import Tables

/// The leads of a night that are scored, as the model reads them, and what the run still needs to
/// know of all others: the data themselves are let go.
struct NightVectors {
  /// A column for everything that the model reads, and the identifiers.
  let table: Table
  /// The numbers of the leads' names, in the order of the table.
  let names: [UInt64]
  /// Which leads are scored when the model was taught to score such a lead.
  let arePrompt: [Bool]
  /// The points that the project's rules give them; nil without rules.
  let points: [Double]?
  /// The leads that are not scored.
  let skipped: SkippedLeads
  /// The rows of the leads' source, scored or not.
  let rowCount: Int
  /// How many of them are not scored, by reason.
  let skippedCounts: [String: Int]
  /// What is wrong with the rows that were left out.
  let rejectedRows: [DataProblem]
  /// What in the data is hardly meant.
  let warnings: [String]
  /// The files and tables that were read, with the digests of their rows.
  let inputs: [RunManifest.Input]
  /// What became of all leads; nil where the project does not say within what time one converts.
  let conversions: LeadConversions?
  /// The time of the newest event; nil without any.
  let newestEvent: Timestamp?
  /// When the newest lead was created; nil without any.
  let newestLead: Timestamp?
  /// The shares of events that were of no use; nil without any.
  let uselessEvents: Night.UselessEvents?

  /// How many leads are scored.
  var count: Int { names.count }
}
