import FeatureExtraction
import Tables

/// Tells whether a lead converted after a moment, or why that cannot be told.
struct Labelling {
  enum Label: Equatable {
    case labelled(converted: Bool)
    case excluded(ExclusionFunnel.Reason)
  }

  private let tables: ProjectTables
  let horizon: TimeSpan?
  let now: Timestamp
  /// Whether a lead that is not lost is still undecided.
  private let namesLosses: Bool

  init(_ tables: ProjectTables, now: Timestamp) {
    self.tables = tables
    horizon = tables.project.outcome.horizon
    self.now = now
    if case .status(_, _, let lost, _) = tables.project.outcome.conversion {
      namesLosses = !lost.isEmpty
    } else {
      namesLosses = false
    }
  }

  /// The moments of a lead with what became of it after each, or why it has none.
  func labels(_ row: Int) -> (labels: [(moment: Timestamp, label: Label)], ExclusionFunnel.Reason?)
  {
    guard tables.created[row] <= now else { return ([], .createdLater) }
    guard let first = tables.snapshotMoment(ofLead: row) else { return ([], .withoutSnapshot) }
    let moments = tables.snapshotMoments(ofLead: row, through: now)
    if moments.isEmpty {
      guard case .excluded(let reason) = label(row, at: first) else { return ([], .immature) }
      return ([], reason)
    }
    return (moments.map { ($0, label(row, at: $0)) }, nil)
  }

  func label(_ row: Int, at moment: Timestamp) -> Label {
    let deadline = horizon.map { moment + $0 } ?? now
    // A loss without a time was not known at the moment, as far as anybody can tell.
    switch tables.outcome(ofLead: row, asOf: min(moment, now)) {
    case .won: return .excluded(.convertedBefore)
    case .lost(.some): return .excluded(.lostBefore)
    case .disqualified(.some): return .excluded(.disqualified)
    default: break
    }
    let outcome = tables.outcome(ofLead: row, asOf: min(deadline, now))
    if case .disqualified = outcome { return .excluded(.disqualified) }
    guard moment <= now, deadline <= now else { return .excluded(.immature) }
    if case .won = outcome { return .labelled(converted: true) }
    if horizon == nil, namesLosses, outcome == .open { return .excluded(.immature) }
    if isUnworked(row, by: deadline) { return .excluded(.unworked) }
    return .labelled(converted: false)
  }

  /// Whether nobody got in touch with a lead by a time.
  func isUnworked(_ row: Int, by time: Timestamp) -> Bool {
    guard let touches = tables.firstTouches else { return false }
    return !(touches[row].map { $0 <= time } ?? false)
  }
}
