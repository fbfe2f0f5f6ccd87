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
    let outcome = tables.outcomes[row]
    let deadline = horizon.map { moment + $0 } ?? now
    switch outcome {
    case .won(let time) where time <= min(moment, now): return .excluded(.convertedBefore)
    case .lost(let time?) where time <= min(moment, now): return .excluded(.lostBefore)
    case .disqualified(let time) where time.map({ $0 <= min(deadline, now) }) ?? true:
      return .excluded(.disqualified)
    default: break
    }
    guard moment <= now, deadline <= now else { return .excluded(.immature) }
    if case .won(let time) = outcome, time <= deadline { return .labelled(converted: true) }
    if horizon == nil, namesLosses, !isLost(outcome) { return .excluded(.immature) }
    if isUnworked(row, by: deadline) { return .excluded(.unworked) }
    return .labelled(converted: false)
  }

  /// Whether nobody got in touch with a lead by a time.
  func isUnworked(_ row: Int, by time: Timestamp) -> Bool {
    guard let touches = tables.firstTouches else { return false }
    return !(touches[row].map { $0 <= time } ?? false)
  }

  private func isLost(_ outcome: LeadOutcome) -> Bool {
    guard case .lost(let time) = outcome else { return false }
    return time ?? now <= now
  }
}
