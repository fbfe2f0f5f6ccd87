internal import Tables

/// What the columns of the leads file say of each lead's identity, time and outcome.
struct LeadRecords {
  let identifiers: [String]
  let created: [Timestamp]
  let outcomes: [LeadOutcome]
  let amounts: [Double]?
  let firstTouches: [Timestamp?]?
  /// The moments of snapshots that are taken at a column.
  let snapshotTimes: [Timestamp?]?
  let accountKeys: [String?]

  /// - Throws: `DataProblems` with places.
  init(_ table: Table, of project: Project) throws {
    var reader = LeadReader(table)
    identifiers = reader.identifiers(project.leads.identifier.name)
    created = reader.created(project.leads.created.column.name)
    outcomes = reader.outcomes(project.outcome.conversion, created: created)
    amounts = project.outcome.amount.map { reader.numbers($0.name) }
    firstTouches = project.outcome.firstTouch.map { reader.times($0.column.name) }
    if case .at(let time) = project.snapshot {
      snapshotTimes = reader.times(time.column.name)
    } else {
      snapshotTimes = nil
    }
    accountKeys = reader.accountKeys(project.leads.account)
    // Gathered column by column, reported line by line.
    try DataProblems(reader.problems.sorted { $0.place.line < $1.place.line }).throwIfAny()
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

  mutating func identifiers(_ name: String) -> [String] {
    let ids = texts(name)
    var first: [String: Int] = [:]
    for (row, id) in ids.enumerated() {
      guard let id else {
        report(row, name, .missingIdentifier)
        continue
      }
      if id.utf8.count > 255 { report(row, name, .identifierTooLong(bytes: id.utf8.count)) }
      if let earlier = first[id] {
        let line = table.place(ofRow: earlier).line
        report(row, name, .duplicateIdentifier(id: id, firstLine: line))
      } else {
        first[id] = row
      }
    }
    return ids.map { $0 ?? "" }
  }

  mutating func created(_ name: String) -> [Timestamp] {
    times(name).enumerated().map { row, time in
      if let time { return time }
      report(row, name, .custom("the lead has no time of creation"))
      return Timestamp(microseconds: 0)
    }
  }

  mutating func outcomes(
    _ conversion: OutcomeDefinition.Conversion, created: [Timestamp]
  ) -> [LeadOutcome] {
    let outcomes: [LeadOutcome]
    let column: String
    switch conversion {
    case .wonAt(let won):
      column = won.column.name
      outcomes = times(column).map { $0.map(LeadOutcome.won) ?? .open }
    case .status(let status, let won, let lost, let at):
      column = at.column.name
      let times = times(column)
      outcomes = texts(status.name).enumerated().map { row, value in
        guard let value else { return .open }
        if lost.contains(value) { return .lost(times[row]) }
        guard won.contains(value) else { return .open }
        if let time = times[row] { return .won(time) }
        report(row, column, .custom("the lead is won, but the time is missing"))
        return .open
      }
    }
    for (row, outcome) in outcomes.enumerated() {
      guard case .won(let time) = outcome, time < created[row] else { continue }
      report(row, column, .custom("converted at \(time), before the lead was created"))
    }
    return outcomes
  }

  func accountKeys(_ key: AccountKey?) -> [String?] {
    switch key {
    case nil: [String?](repeating: nil, count: table.rowCount)
    case .column(let column): texts(column.name)
    case .email(let column): texts(column.name).map { $0.flatMap(AccountKey.companyDomain) }
    }
  }

  func numbers(_ name: String) -> [Double] {
    guard case .numbers(let numbers)? = table[name]?.values else {
      preconditionFailure("column \(name) was planned as numbers")
    }
    return numbers
  }

  func times(_ name: String) -> [Timestamp?] {
    guard case .timestamps(let times)? = table[name]?.values else {
      preconditionFailure("column \(name) was planned as moments")
    }
    return times
  }

  private func texts(_ name: String) -> [String?] {
    guard let column = table[name] else { preconditionFailure("column \(name) was planned") }
    return (0..<table.rowCount).map(column.text)
  }
}

extension AccountKey {
  /// The domain of an address, nil when a mail provider's.
  static func companyDomain(ofAddress address: String) -> String? {
    EmailDomain(ofAddress: address).flatMap { $0.identifiesCompany ? $0.name : nil }
  }
}
