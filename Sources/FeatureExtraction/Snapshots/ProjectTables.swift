public import Tables
internal import YAMLDocuments

/// What became of a lead, as the data know it.
public enum LeadOutcome: Sendable, Equatable {
  /// Nothing yet.
  case open
  /// It converted at a moment.
  case won(Timestamp)
  /// It was lost, at a moment where one is recorded.
  case lost(Timestamp?)
}

/// The data of a project: one row per lead, with what is known of it at any time.
///
/// Nothing here is as of a moment; ``snapshot(ofLeads:at:)`` makes it so.
public struct ProjectTables: Sendable {
  /// The project.
  public let project: Project
  /// The columns of the leads file, of each lead's account as `accounts.…`, and parsed ones.
  public let facts: Table
  /// The identifiers of the leads, all different.
  public let identifiers: [String]
  /// When the leads were created.
  public let created: [Timestamp]
  /// What became of the leads.
  public let outcomes: [LeadOutcome]
  /// What conversions were worth, `nan` where nothing is recorded; nil when the project does not say.
  public let amounts: [Double]?
  /// When somebody first got in touch; nil when the project does not say.
  public let firstTouches: [Timestamp?]?
  /// The account of each lead; nil where it has none.
  public let accountKeys: [String?]
  /// How many leads have a row in the accounts file; nil without one.
  public let leadsWithAccount: Int?
  /// The events of the leads; nil when the project has none.
  public let events: EventLog?
  /// How many events were read, and what was strange about them.
  public let eventCounts: EventCounts?
  /// The newest moment in the data: of creation, of an event, of an outcome or of a first touch.
  public let newest: Timestamp?
  private let snapshotTimes: [Timestamp?]?

  init(
    project: Project, facts: Table, records: LeadRecords, events: EventLog?,
    eventCounts: EventCounts?, leadsWithAccount: Int?
  ) {
    self.project = project
    self.facts = facts
    self.events = events
    self.eventCounts = eventCounts
    self.leadsWithAccount = leadsWithAccount
    identifiers = records.identifiers
    created = records.created
    outcomes = records.outcomes
    amounts = records.amounts
    firstTouches = records.firstTouches
    accountKeys = records.accountKeys
    snapshotTimes = records.snapshotTimes
    let lastEvents = events.map { log in
      (0..<log.leadCount).compactMap { log.events(ofLead: $0).last?.time }
    }
    newest = [
      records.created.max(), records.outcomes.compactMap(\.time).max(), lastEvents?.max(),
      records.firstTouches?.compactMap { $0 }.max(),
    ].compactMap { $0 }.max()
  }

  /// How many leads there are.
  public var leadCount: Int { identifiers.count }

  /// The moment as of which a lead is taken; nil when its column is empty.
  public func snapshotMoment(ofLead row: Int) -> Timestamp? {
    switch project.snapshot {
    case .after(let span): created[row] + span
    case .at: snapshotTimes?[row]
    }
  }

  /// Refuses features that turned out to be moments.
  ///
  /// - Throws: `ConfigurationProblems` with the places in the project file.
  func refuseMoments() throws(ConfigurationProblems) {
    var problems = ConfigurationProblems()
    for case .column(let feature) in project.features where feature.parser == nil {
      guard case .timestamps? = facts[feature.column.name]?.values else { continue }
      let flaw = ProjectFlaw.momentsAsFeature(feature.column.name)
      problems.append(ConfigurationProblem(.specific(flaw), at: feature.column.place))
    }
    try problems.throwIfAny()
  }
}

extension LeadOutcome {
  /// When it was settled, where that is known.
  public var time: Timestamp? {
    switch self {
    case .open: nil
    case .won(let time): time
    case .lost(let time): time
    }
  }
}
