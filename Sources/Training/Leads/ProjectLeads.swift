public import FeatureExtraction
public import Tables
import ScoringModel

/// The leads of a project whose outcome is known, and why the others are left out.
public struct ProjectLeads: Sendable {
  /// The leads with their features and outcomes.
  public let labelled: LabelledLeads
  /// What was known of the same leads, row by row, so that rules can score them too.
  public let snapshot: LeadSnapshot
  /// Their rows among all leads of the project.
  public let rows: [Int]
  /// The time up to which outcomes are known.
  public let asOf: Timestamp
  /// How many leads were left out, and why.
  public let funnel: ExclusionFunnel

  /// Labels the leads of a project.
  ///
  /// A lead converted when it did so after its snapshot and within the horizon. Leads whose horizon
  /// reaches beyond `asOf` are left out, those that converted early among them: they would make
  /// recent leads look better than they are.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - tables: Its data.
  ///   - asOf: The time up to which outcomes are known; nil for the newest moment in the data.
  ///   - groupsByAccount: Whether leads of one account stay on one side of the holdout.
  ///   - learned: What a model learned, to make the features as it knows them; nil to learn anew.
  /// - Throws: `FeatureProblem` when a feature's column is missing.
  public init(
    project: Project, tables: ProjectTables, asOf: Timestamp? = nil, groupsByAccount: Bool = false,
    learned: FeatureExtractor? = nil
  ) throws {
    let now = asOf ?? tables.newest ?? Timestamp(microseconds: 0)
    let labelling = Labelling(tables, horizon: project.outcome.horizon, now: now)
    var (rows, outcomes, moments): ([Int], [Bool], [Timestamp]) = ([], [], [])
    var funnel = ExclusionFunnel(total: tables.leadCount)
    for row in 0..<tables.leadCount {
      switch labelling.label(row) {
      case .excluded(let reason): funnel.count(reason)
      case .labelled(let converted, let moment):
        rows.append(row)
        outcomes.append(converted)
        moments.append(moment)
      }
    }
    let keys = rows.map { UInt64(hashing: tables.identifiers[$0].utf8) }
    let snapshot = tables.snapshot(ofLeads: rows, at: moments)
    let features = try ProjectFeatures(project, learned: learned).table(of: snapshot)
    let usable = features.table.usable(features.declarations)
    var groups: [UInt64]?
    if groupsByAccount {
      groups = zip(rows, keys).map { row, key in
        tables.accountKeys[row].map { UInt64(hashing: $0.utf8) } ?? key
      }
    }
    labelled = LabelledLeads(
      subject: ModelSubject(
        target: project.target, positive: nil, identifier: project.leads.identifier.name),
      table: features.table, declarations: usable.declarations, dropped: usable.dropped,
      outcomes: outcomes, keys: keys, groups: groups,
      order: rows.map { tables.created[$0].microseconds })
    self.snapshot = snapshot
    self.rows = rows
    self.asOf = now
    self.funnel = funnel
  }
}

/// How many leads were left out of training, and why; each lead is counted once.
public struct ExclusionFunnel: Sendable, Equatable {
  /// Why a lead has no label.
  public enum Reason: String, Sendable, CaseIterable {
    /// The column of its snapshot is empty.
    case withoutSnapshot = "without_snapshot"
    /// It converted before or at its snapshot.
    case convertedBefore = "converted_before_snapshot"
    /// It was lost before or at its snapshot.
    case lostBefore = "lost_before_snapshot"
    /// Its outcome is not known yet: too young, or still open where no horizon is given.
    case immature
    /// It did not convert, and nobody got in touch while it could.
    case unworked
  }

  /// All leads of the project.
  public let total: Int
  private var counts: [Reason: Int] = [:]

  init(total: Int) { self.total = total }

  mutating func count(_ reason: Reason) { counts[reason, default: 0] += 1 }

  /// How many leads were left out for a reason.
  public subscript(reason: Reason) -> Int { counts[reason, default: 0] }

  /// The leads that are left.
  public var kept: Int { total - Reason.allCases.reduce(0) { $0 + self[$1] } }
}

/// Tells whether a lead converted, or why that cannot be told.
private struct Labelling {
  enum Label {
    case labelled(converted: Bool, moment: Timestamp)
    case excluded(ExclusionFunnel.Reason)
  }

  private let tables: ProjectTables
  private let horizon: TimeSpan?
  private let now: Timestamp
  /// Whether a lead that is not lost is still undecided.
  private let namesLosses: Bool

  init(_ tables: ProjectTables, horizon: TimeSpan?, now: Timestamp) {
    self.tables = tables
    self.horizon = horizon
    self.now = now
    if case .status(_, _, let lost, _) = tables.project.outcome.conversion {
      namesLosses = !lost.isEmpty
    } else {
      namesLosses = false
    }
  }

  func label(_ row: Int) -> Label {
    guard let moment = tables.snapshotMoment(ofLead: row) else {
      return .excluded(.withoutSnapshot)
    }
    let outcome = tables.outcomes[row]
    switch outcome {
    case .won(let time) where time <= min(moment, now): return .excluded(.convertedBefore)
    case .lost(let time?) where time <= min(moment, now): return .excluded(.lostBefore)
    default: break
    }
    let deadline = horizon.map { moment + $0 } ?? now
    guard moment <= now, deadline <= now else { return .excluded(.immature) }
    if case .won(let time) = outcome, time <= deadline {
      return .labelled(converted: true, moment: moment)
    }
    if horizon == nil, namesLosses, !isLost(outcome) { return .excluded(.immature) }
    if let touches = tables.firstTouches, !(touches[row].map { $0 <= deadline } ?? false) {
      return .excluded(.unworked)
    }
    return .labelled(converted: false, moment: moment)
  }

  private func isLost(_ outcome: LeadOutcome) -> Bool {
    guard case .lost(let time) = outcome else { return false }
    return time ?? now <= now
  }
}

extension Table {
  /// The declarations whose columns vary, and those that are dropped because they do not.
  fileprivate func usable(_ declarations: [FeatureDeclaration]) -> (
    declarations: [FeatureDeclaration], dropped: [DroppedColumn]
  ) {
    let constant = FlatFileFeatures(of: self, declared: Set(columns.map(\.name))).dropped
    let names = Set(constant.map(\.column))
    return (declarations.filter { !names.contains($0.column) }, constant)
  }
}
