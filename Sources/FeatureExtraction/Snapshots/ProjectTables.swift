public import Tables
internal import YAMLDocuments

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
  /// What became of the leads, by all that is known.
  public let outcomes: [LeadOutcome]
  /// What conversions were worth, `nan` where nothing is recorded; nil when the project does not say.
  public let amounts: [Double]?
  /// When somebody first got in touch; nil when the project does not say.
  public let firstTouches: [Timestamp?]?
  /// The account of each lead; nil where it has none.
  public let accountKeys: [String?]
  /// How many leads have a row in the accounts file; nil without one.
  public let leadsWithAccount: Int?
  /// The events of the leads that are kept one by one; nil when the project has none, or none is kept.
  public let events: EventLog?
  /// What the events add up to for features, at every moment of a lead; nil when all are kept.
  let tallied: TalliedSnapshots?
  /// What the events of accounts add up to for features; nil when all are kept.
  let talliedAccounts: TalliedSnapshots?
  /// The events of accounts that features look at one by one; nil when they are to be joined from
  /// those of leads.
  let accountEvents: AccountEvents?
  /// How often leads did what, before and after they converted, by name.
  public let eventTotals: [EventTotal]
  /// The mean of what the events of a name measured, of the leads that are scored at the time that the
  /// data were read for; nil unless they were read for one lead.
  public let meanEventValues: [String: Double]?
  /// The only lead whose events were kept; nil when those of all were.
  let keptLead: String?
  /// The newest event up to the time that the data were read for; nil without any.
  public let newestEvent: Timestamp?
  /// How many events were read, and what was strange about them.
  public let eventCounts: EventCounts?
  /// How many changes of fields were read; nil without a history.
  public let historyCounts: HistoryCounts?
  /// How many rows of the leads file were merged into others as duplicates.
  public let duplicateCount: Int
  /// The newest moment in the data: of creation, of an event, of an outcome, of a first touch or of a
  /// change.
  public let newest: Timestamp?
  /// The earlier values of fields.
  let history: FieldHistory?
  /// The columns of the leads file whose kind is declared and not inferred from their values.
  let settledColumns: Set<String>
  /// The words of job titles.
  let titles: JobTitleWords
  /// How many leads of the leads file are on the list of suppressed ones, and left out here.
  public let suppressedCount: Int
  /// How many leads of the leads file have no time of creation and are left out here.
  public let undatedCount: Int
  /// Statuses that nobody speaks of and that count as open.
  let unknownStatuses: [DataRemark.ValueCount]
  /// What is wrong with the rows of all sources that are left out here, one problem per row.
  public private(set) var rejectedRows: [DataProblem] = []
  /// When the leads are scored, and as of which moments.
  let scoringTimes: ScoringTimes

  init(
    project: Project, facts: Table, records: LeadRecords, events collected: EventCollector?,
    leadsWithAccount: Int?, history: FieldHistory?,
    historyCounts: HistoryCounts?, settledColumns: Set<String>, titles: JobTitleWords,
    keptLead: String? = nil, suppressedCount: Int = 0, undatedCount: Int = 0,
    unknownStatuses: [DataRemark.ValueCount] = []
  ) {
    self.unknownStatuses = unknownStatuses
    self.suppressedCount = suppressedCount
    self.undatedCount = undatedCount
    self.project = project
    self.facts = facts
    events = collected?.log
    tallied = collected?.tallied
    talliedAccounts = collected?.talliedAccounts
    accountEvents = collected?.accountEvents
    eventTotals = collected?.totals ?? []
    meanEventValues = collected?.meanValues
    self.keptLead = keptLead
    newestEvent = collected?.newestKnown
    eventCounts = collected?.counts
    self.leadsWithAccount = leadsWithAccount
    identifiers = records.identifiers
    created = records.created
    outcomes = records.outcomes
    amounts = records.amounts
    firstTouches = records.firstTouches
    accountKeys = records.accountKeys
    scoringTimes = ScoringTimes(records, of: project)
    self.history = history
    self.historyCounts = historyCounts
    self.settledColumns = settledColumns
    self.titles = titles
    duplicateCount = records.duplicates.count
    newest = [records.newest, collected?.newest, history?.newest].compactMap(\.self).max()
  }

  /// The same tables, which lack some rows.
  func leavingOut(_ rejected: [DataProblem]) -> ProjectTables {
    var tables = self
    tables.rejectedRows = rejected
    return tables
  }

  /// What people should know of rows that were left out; nil when none were.
  public var rejectedRemark: String? {
    rejectedRows.first.map { first in
      let count = rejectedRows.count
      return "\(count) row\(count == 1 ? " is" : "s are") left out because something is wrong with"
        + " \(count == 1 ? "it" : "them") (max_rejects), the first at \(first.place)"
        + (first.column.map { ", column \"\($0.displayed())\"" } ?? "")
    }
  }

  /// How many leads there are.
  public var leadCount: Int { identifiers.count }

  /// How many rows of the leads' source are among the rejected ones.
  public var rejectedLeadCount: Int {
    let path = project.leads.source.path
    return rejectedRows.count { $0.place.file == path }
  }

  /// The rows of the leads' source: leads, suppressed and undated ones, duplicates of others and
  /// rejected ones.
  public var rowCount: Int {
    leadCount + suppressedCount + undatedCount + duplicateCount + rejectedLeadCount
  }

  /// The moment as of which a lead is taken, the first of several; nil when its column is empty.
  public func snapshotMoment(ofLead row: Int) -> Timestamp? {
    scoringTimes.snapshotMoment(ofLead: row)
  }

  /// The moments up to a time as of which a lead is a row of training.
  ///
  /// A lead that is taken once has its moment even if it had converted by then; one that is taken
  /// repeatedly has moments only while it is open.
  public func snapshotMoments(ofLead row: Int, through now: Timestamp) -> [Timestamp] {
    guard case .every(let rule) = project.snapshot else {
      return snapshotMoment(ofLead: row).map { $0 <= now ? [$0] : [] } ?? []
    }
    let settled = outcome(ofLead: row, asOf: now).time
    return rule.moments(created: created[row], settled: settled, through: now)
  }

  /// What had become of a lead by a time, as it was known then.
  ///
  /// A lead that was lost and is won later was lost in between.
  public func outcome(ofLead row: Int, asOf now: Timestamp) -> LeadOutcome {
    scoringTimes.outcomes.outcome(ofLead: row, asOf: now)
  }

  /// Refuses a history that cannot be followed: of numbers that are none, of values that are not what
  /// features declare them to be, and of a column whose parser looks at all leads at once.
  ///
  /// - Throws: `ConfigurationProblems` or `DataProblems` with their places.
  func checkHistory() throws {
    guard let history else { return }
    var flaws = ConfigurationProblems()
    for case .column(let feature) in project.features where feature.parser == .groupSize {
      guard history.fields.contains(feature.column.name) else { continue }
      let flaw = ProjectFlaw.parserOfChanging("group_size", field: feature.column.name)
      flaws.append(ConfigurationProblem(.specific(flaw), at: feature.column.place))
    }
    try flaws.throwIfAny()
    guard let column = project.history?.value.name else { return }
    var problems: [DataProblem] = []
    for field in history.fields.sorted() where settledColumns.contains(field) {
      guard case .numbers? = facts[field]?.values else { continue }
      problems += history.problems(of: field, column: column) { text in
        history.numbers.number(text) == nil ? .notANumber(found: text, hint: nil) : nil
      }
    }
    for feature in project.columnFeatures {
      problems += history.problems(of: feature.column.name, column: column) { text in
        feature.flaw(ofHistory: text, numbers: history.numbers).map { .custom($0) }
      }
    }
    try DataProblems(problems.sorted { $0.place.line < $1.place.line }).throwIfAny()
  }

  /// The moment as of which each lead is taken, by its identifier; nil when its column is empty.
  public var snapshotMoments: [String: Timestamp?] {
    Dictionary(
      identifiers.enumerated().map { ($1, snapshotMoment(ofLead: $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// When each lead converted; nil for those that did not.
  public var conversions: [(lead: String, at: Timestamp?)] {
    zip(identifiers, outcomes).map { lead, outcome in
      if case .won(let time) = outcome { return (lead, time) }
      return (lead, nil)
    }
  }

  /// When the newest lead was created that was there at a moment; nil without any.
  public func newestLead(through moment: Timestamp) -> Timestamp? {
    created.filter { $0 <= moment }.max()
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
