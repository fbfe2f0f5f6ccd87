public import FeatureExtraction
public import Tables
import RuleScoring
import ScoringModel

/// The leads of a project whose outcome is known, and why the others are left out.
public struct ProjectLeads: Sendable {
  /// The leads with their features and outcomes, one row per lead and moment.
  public let labelled: LabelledLeads
  /// What was known of the same leads, row by row, so that rules can score them too.
  public let snapshot: LeadSnapshot
  /// The same and after them what was known of those whose outcome is not known yet, where they are
  /// learned from too.
  public let learnedSnapshot: LeadSnapshot
  /// Their rows among all leads of the project; a lead is there as often as it has moments.
  public let rows: [Int]
  /// The same and after them those whose outcome is not known yet, where they are learned from too.
  public let learnedRows: [Int]
  /// The time up to which outcomes are known.
  public let asOf: Timestamp
  /// How many leads were left out, and why; a lead is kept if one of its moments is.
  public let funnel: ExclusionFunnel
  /// How many moments of the leads kept were left out, and why; nil with one moment per lead.
  public let momentFunnel: ExclusionFunnel?
  /// The same leads and those whose outcome is not known yet, for fits that learn from both; nil
  /// where the project drops them.
  public let censored: CensoredLeads?
  /// How long leads take to convert; nil where none has.
  public let delays: ConversionDelays?
  /// Whether the leads are those that wait for their outcome, none of which is known: ``labelled``
  /// calls them not converted, and says only how leads are spread.
  public let areWaiting: Bool

  /// Labels the leads of a project.
  ///
  /// A lead converted when it did so after its snapshot and within the horizon. Leads whose horizon
  /// reaches beyond `asOf` are left out, those that converted early among them: they would make
  /// recent leads look better than they are. Where the project says how to learn from them all the
  /// same, they are in ``censored``.
  ///
  /// All rows of a lead share a group, and those of an account do unless that is not wished.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - tables: Its data.
  ///   - asOf: The time up to which outcomes are known; nil for the newest moment in the data.
  ///   - groupsByAccount: Whether leads of one account stay on one side of every split; nil for what
  ///     the project says: yes where leads have accounts, unless it groups by lead.
  ///   - learned: What a model learned, to make the features as it knows them; nil to learn anew.
  ///   - orWaiting: Whether leads that wait for their outcome are taken where none is known: rules can
  ///     start from them.
  /// - Throws: `FeatureProblem` when a feature's column is missing; `DataProblems` without any lead.
  public init(
    project: Project, tables: ProjectTables, asOf: Timestamp? = nil, groupsByAccount: Bool? = nil,
    learned: FeatureExtractor? = nil, orWaiting: Bool = false
  ) throws {
    guard tables.rowCount > 0 else { throw project.leads.noLeads }
    let now = asOf ?? tables.newest ?? Timestamp(microseconds: 0)
    let labelling = Labelling(tables, now: now)
    let found = DrawnMoments(tables, labelling)
    areWaiting = orWaiting && found.labelled.isEmpty && !found.waiting.isEmpty
    let drawn = areWaiting ? found.withoutOutcomes : found
    let treatment = areWaiting ? .drop : project.outcome.censored
    let waiting = treatment == .drop ? [] : drawn.waiting
    let all = drawn.labelled + waiting
    let made = try ProjectLeads.rows(
      all, tables: tables, asOf: now,
      groupsByAccount: groupsByAccount ?? project.keepsAccountsApart,
      learned: learned)
    let count = drawn.labelled.count
    labelled = waiting.isEmpty ? made.leads : made.leads.rows(Array(0..<count))
    snapshot = waiting.isEmpty ? made.snapshot : made.snapshot.rows(Array(0..<count))
    learnedSnapshot = made.snapshot
    rows = drawn.labelled.map(\.lead)
    learnedRows = all.map(\.lead)
    self.asOf = now
    funnel = drawn.funnel
    delays = ConversionDelays(tables, knownBy: now)
    momentFunnel = project.snapshot.isRepeated ? drawn.momentFunnel : nil
    censored =
      treatment == .drop
      ? nil
      : CensoredLeads(
        made.leads, of: all, labelledCount: count,
        outcomes: (0..<tables.leadCount).map { tables.outcome(ofLead: $0, asOf: now) },
        labelling: labelling, treatment: treatment)
  }

  /// The features of some leads at their moments.
  private static func rows(
    _ drawn: [DrawnMoments.Row], tables: ProjectTables, asOf now: Timestamp, groupsByAccount: Bool,
    learned: FeatureExtractor?
  ) throws -> (leads: LabelledLeads, snapshot: LeadSnapshot) {
    let project = tables.project
    let rows = drawn.map(\.lead)
    let snapshot = tables.snapshot(ofLeads: rows, at: drawn.map(\.moment), asOf: now)
    let features =
      try learned.map { try ModelFeatures(project, learned: $0).table(of: snapshot) }
      ?? ProjectFeatures(project).table(of: snapshot)
    let usable = features.table.usable(features.declarations)
    let ofLead = rows.map { UInt64(hashing: tables.identifiers[$0].utf8) }
    let keys = zip(drawn, ofLead).map { row, key in
      row.isFirst ? key : (key &+ UInt64(bitPattern: row.moment.microseconds)).mixed
    }
    var groups: [UInt64]?
    if groupsByAccount {
      groups = zip(rows, ofLead).map { row, key in
        tables.accountKeys[row].map { UInt64(hashing: $0.utf8) } ?? key
      }
    } else if project.snapshot.isRepeated {
      groups = ofLead
    }
    let isRepeated = project.snapshot.isRepeated
    let leads = LabelledLeads(
      subject: ModelSubject(
        target: project.target, positive: nil, identifier: project.leads.identifier.name),
      table: features.table, declarations: usable.declarations, dropped: usable.dropped,
      outcomes: drawn.map(\.converted), keys: keys, groups: groups,
      identities: isRepeated ? ofLead : nil,
      order: drawn.map { row in
        (isRepeated ? row.moment : tables.created[row.lead]).microseconds
      }, rates: learned == nil ? ProjectFeatures(project).rates(of: snapshot) : [])
    return (leads, snapshot)
  }
}

/// The moments at which leads are rows of training, with what is left out.
struct DrawnMoments {
  /// A lead at a moment.
  struct Row {
    let lead: Int
    let moment: Timestamp
    let converted: Bool
    /// Whether it is the lead's first moment.
    let isFirst: Bool
  }

  /// Those with a known outcome.
  private(set) var labelled: [Row] = []
  /// Those whose outcome is not known yet; converted are those that did so early.
  private(set) var waiting: [Row] = []
  private(set) var funnel: ExclusionFunnel
  private(set) var momentFunnel = ExclusionFunnel(total: 0)

  /// The same with those whose outcome is not known yet in the place of those with a known one.
  ///
  /// That some converted early is left aside: those that take longer have not had their time.
  var withoutOutcomes: DrawnMoments {
    var drawn = self
    drawn.labelled = waiting.map {
      Row(lead: $0.lead, moment: $0.moment, converted: false, isFirst: $0.isFirst)
    }
    drawn.waiting = []
    return drawn
  }

  init(_ tables: ProjectTables, _ labelling: Labelling) {
    funnel = ExclusionFunnel(total: tables.rowCount)
    funnel.count(.rejected, times: tables.rejectedLeadCount)
    funnel.count(.suppressed, times: tables.suppressedCount)
    funnel.count(.withoutCreation, times: tables.undatedCount)
    funnel.count(.duplicate, times: tables.duplicateCount)
    var moments = 0
    var left: [ExclusionFunnel.Reason: Int] = [:]
    for lead in 0..<tables.leadCount {
      let (labels, none) = labelling.labels(lead)
      if let none { funnel.count(none) }
      var reasons: [ExclusionFunnel.Reason] = []
      for (place, (moment, label)) in labels.enumerated() {
        switch label {
        case .labelled(let converted):
          labelled.append(
            Row(lead: lead, moment: moment, converted: converted, isFirst: place == 0))
        case .excluded(let reason):
          reasons.append(reason)
          // Of a lead that nobody works nothing can be expected, however long one waits.
          guard reason == .immature, !labelling.isUnworked(lead, by: labelling.now) else {
            continue
          }
          var converted = false
          if case .won(let time) = tables.outcomes[lead] { converted = time <= labelling.now }
          waiting.append(
            Row(lead: lead, moment: moment, converted: converted, isFirst: place == 0))
        }
      }
      guard !labels.isEmpty else { continue }
      if reasons.count == labels.count {
        funnel.count(reasons[0])
      } else {
        moments += labels.count
        for reason in reasons { left[reason, default: 0] += 1 }
      }
    }
    momentFunnel = ExclusionFunnel(total: moments)
    for reason in ExclusionFunnel.Reason.allCases {
      momentFunnel.count(reason, times: left[reason, default: 0])
    }
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
