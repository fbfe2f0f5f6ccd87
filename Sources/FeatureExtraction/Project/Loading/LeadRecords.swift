internal import Tables

/// What is known of each lead's identity, time and outcome.
struct LeadRecords {
  let identifiers: [String]
  /// An index of the identifiers, where finding out that they differ has made one; else nil.
  let index: TextIndex?
  let created: [Timestamp]
  let outcomes: [LeadOutcome]
  let amounts: [Double]?
  let firstTouches: [Timestamp?]?
  /// The moments of snapshots that are taken at a column.
  let snapshotTimes: [Timestamp?]?
  let accountKeys: [String?]
  /// Leads that were entered again: who they are, whose row is theirs now, and when they came.
  let duplicates: [Duplicate]
  /// The histories of leads of which several records tell, by row.
  let histories: [Int: OutcomeHistory]

  /// What became of the leads, as it was known at any time.
  var outcomesOverTime: LeadOutcomes { LeadOutcomes(all: outcomes, histories: histories) }

  /// The newest moment that is known of leads: of creation, of an outcome or of a first touch.
  var newest: Timestamp? {
    [
      created.max(), outcomes.compactMap(\.time).max(), firstTouches?.compactMap { $0 }.max(),
    ].compactMap(\.self).max()
  }

  /// A lead entered again.
  struct Duplicate {
    let identifier: String
    /// The row of the lead it is.
    let original: Int
    let created: Timestamp
  }

  /// - Parameters:
  ///   - table: The leads.
  ///   - outcomeTable: The table that says how they ended; nil when their own does.
  ///   - project: The project.
  /// - Throws: `DataProblems` with places.
  init(_ table: Table, outcomes outcomeTable: Table?, of project: Project) throws {
    var reader = LeadReader(table)
    (identifiers, index) = reader.identifiers(project.leads.identifier.name)
    created = reader.created(project.leads.created.column.name)
    firstTouches = project.outcome.firstTouch.map { table.moments($0.column.name) }
    if case .at(let time) = project.snapshot {
      snapshotTimes = table.moments(time.column.name)
    } else {
      snapshotTimes = nil
    }
    accountKeys = reader.accountKeys(project.leads.account)
    duplicates = []
    guard let outcomeTable, let source = project.outcome.table else {
      var rows = OutcomeRows(table, of: project.outcome)
      rows.refuseBefore(created)
      outcomes = rows.outcomes
      histories = rows.histories
      amounts = rows.amounts
      // Gathered column by column, reported line by line.
      let problems = reader.problems + rows.problems
      try DataProblems(problems.sorted { $0.place.line < $1.place.line }).throwIfAny()
      return
    }
    try DataProblems(reader.problems.sorted { $0.place.line < $1.place.line }).throwIfAny()
    let joined = try JoinedOutcomes(
      outcomeTable, project.outcome, lead: source.lead.name, leads: identifiers, created: created)
    outcomes = joined.outcomes
    histories = joined.histories
    amounts = joined.amounts
  }

  init(
    identifiers: [String], created: [Timestamp], outcomes: [LeadOutcome], amounts: [Double]?,
    firstTouches: [Timestamp?]?, snapshotTimes: [Timestamp?]?, accountKeys: [String?],
    duplicates: [Duplicate], histories: [Int: OutcomeHistory] = [:]
  ) {
    self.identifiers = identifiers
    index = nil
    self.created = created
    self.outcomes = outcomes
    self.amounts = amounts
    self.firstTouches = firstTouches
    self.snapshotTimes = snapshotTimes
    self.accountKeys = accountKeys
    self.duplicates = duplicates
    self.histories = histories
  }
}

/// Reads the leads table column by column and gathers what is wrong.
private struct LeadReader {
  private let table: Table
  private(set) var problems: [DataProblem] = []

  init(_ table: Table) { self.table = table }

  private mutating func report(_ row: Int, _ column: String, _ kind: DataProblem.Kind) {
    problems.append(DataProblem(place: table.place(ofRow: row), column: column, kind: kind))
  }

  mutating func identifiers(_ name: String) -> ([String], index: TextIndex?) {
    guard case .text(let ids)? = table[name]?.values else {
      preconditionFailure("column \(name) was planned as text")
    }
    let index = TextIndex(ofDistinctNumbers: ids)
    let firsts = index == nil ? TextIndex.firstPositions(of: ids) : nil
    for row in 0..<ids.count {
      let length = ids.length(at: row)
      if length == 0 {
        report(row, name, .missingIdentifier)
        continue
      }
      if length > 255 { report(row, name, .identifierTooLong(bytes: length)) }
      if let first = firsts.map({ Int($0[row]) }), first != row {
        let line = table.place(ofRow: first).line
        report(row, name, .duplicateIdentifier(id: ids[row], firstLine: line))
      }
    }
    return ((0..<ids.count).map { ids[$0] }, index)
  }

  mutating func created(_ name: String) -> [Timestamp] {
    table.moments(name).enumerated().map { row, time in
      if let time { return time }
      report(row, name, .custom("the lead has no time of creation"))
      return Timestamp(microseconds: 0)
    }
  }

  func accountKeys(_ key: AccountKey?) -> [String?] {
    switch key {
    case nil: [String?](repeating: nil, count: table.rowCount)
    case .column(let column): table.texts(column.name).map { $0.map(AccountKey.plain) }
    case .email(let column): table.texts(column.name).map { $0.flatMap(AccountKey.companyDomain) }
    }
  }
}
