import Tables
import Training

/// The leads of a source that are learned from, older ones left out.
struct TrainingWindow {
  let leads: LabelledLeads
  /// Their rows in the source; nil for all of them.
  private let rows: [Int]?

  /// - Parameters:
  ///   - span: How long before the newest moment; nil for ever.
  ///   - source: The leads.
  /// - Throws: `TrainingError` for leads without times, ``CommandProblem`` where leads that may
  ///   still convert are learned from: these have no row of their own.
  init(_ span: TimeSpan?, of source: TrainingSource) throws {
    guard let span else {
      leads = source.leads
      rows = nil
      return
    }
    guard source.censored == nil else { throw CommandProblem.needsKnownOutcomes("--window") }
    let end = source.asOf.flatMap(TimestampFormat.iso8601.timestamp)
    let newest = try source.leads.rows(newestWithin: span, before: end)
    leads = source.leads.rows(newest)
    rows = newest
  }

  /// What belongs to the leads, of what belongs to the rows of the source.
  func rows<Element>(_ all: [Element]?) -> [Element]? {
    guard let rows else { return all }
    return all.map { all in rows.map { all[$0] } }
  }
}
