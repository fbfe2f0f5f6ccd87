internal import Tables

/// When leads are scored, and as of which moment each is taken then.
struct ScoringTimes: Sendable {
  private let rule: SnapshotRule
  private let horizon: TimeSpan?
  private let created: [Timestamp]
  let outcomes: LeadOutcomes
  /// The moments of snapshots that are taken at a column.
  private let snapshotTimes: [Timestamp?]?

  init(_ records: LeadRecords, of project: Project) {
    rule = project.snapshot
    horizon = project.outcome.horizon
    created = records.created
    outcomes = records.outcomesOverTime
    snapshotTimes = records.snapshotTimes
  }

  /// The moment as of which a lead is taken, the first of several; nil when its column is empty.
  func snapshotMoment(ofLead row: Int) -> Timestamp? {
    switch rule {
    case .after(let span): created[row] + span
    case .at: snapshotTimes?[row]
    case .every(let moments): moments.start.map { created[row] + $0 } ?? created[row]
    }
  }

  /// The moment as of which a lead is scored at a time: its own, or now where it is younger or leads
  /// are taken repeatedly.
  func moment(ofLead row: Int, asOf now: Timestamp) -> Timestamp {
    rule.isRepeated ? now : min(snapshotMoment(ofLead: row) ?? now, now)
  }

  /// Why a lead is not scored at a time; nil when it is.
  func skipReason(ofLead row: Int, asOf now: Timestamp) -> SkipReason? {
    if created[row] > now { return .createdLater }
    switch outcomes.outcome(ofLead: row, asOf: now) {
    case .won: return .alreadyWon
    case .lost: return .alreadyLost
    case .disqualified: return .disqualified
    case .open: return isPastHorizon(row, now) ? .pastHorizon : nil
    }
  }

  /// Whether there is nothing left to predict: the horizon is over, or the lead is older than any
  /// that the model learns from.
  private func isPastHorizon(_ row: Int, _ now: Timestamp) -> Bool {
    if case .every(let rule) = rule {
      return rule.limit.map { created[row] + $0 < now } ?? false
    }
    guard let horizon, let moment = snapshotMoment(ofLead: row) else { return false }
    return moment + horizon <= now
  }
}
