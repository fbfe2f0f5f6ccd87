internal import Tables

/// What the rows of a table say of how leads ended, row by row.
struct OutcomeRows {
  let outcomes: [LeadOutcome]
  /// What conversions were worth; nil where the project does not say.
  let amounts: [Double]?
  /// The column that says when.
  let column: String
  private(set) var problems: [DataProblem] = []
  private let table: Table
  /// What was noted of rows that are won, for a reason that says nothing of them.
  private let notedBefore: [Int: LeadOutcome]

  init(_ table: Table, of definition: OutcomeDefinition) {
    self.table = table
    let reasons = definition.disqualified
    switch definition.conversion {
    case .wonAt(let won):
      column = won.column.name
      (outcomes, notedBefore) = OutcomeRows.disqualified(
        table.moments(won.column.name).map { $0.map(LeadOutcome.won) ?? .open }, by: reasons,
        in: table)
    case .status(let status, let won, let lost, let at):
      column = at.column.name
      let times = table.moments(at.column.name)
      var problems: [DataProblem] = []
      let reached = table.texts(status.name).enumerated().map { row, value -> LeadOutcome in
        guard let value else { return .open }
        if lost.contains(value) { return .lost(times[row]) }
        guard won.contains(value) else { return .open }
        if let time = times[row] { return .won(time) }
        problems.append(
          DataProblem(
            place: table.place(ofRow: row), column: at.column.name,
            kind: .custom("the lead is won, but the time is missing")))
        return .open
      }
      (outcomes, notedBefore) = OutcomeRows.disqualified(reached, by: reasons, in: table)
      self.problems = problems
    }
    amounts = definition.amount.map { table.decimals($0.name) }
  }

  /// The outcomes with those that ended for a reason that is no loss marked so, and what was noted of
  /// those that were won all the same.
  private static func disqualified(
    _ outcomes: [LeadOutcome], by rule: Disqualification?, in table: Table
  ) -> (outcomes: [LeadOutcome], notedBefore: [Int: LeadOutcome]) {
    guard let rule else { return (outcomes, [:]) }
    let times = rule.at.map { table.moments($0.column.name) }
    var notedBefore: [Int: LeadOutcome] = [:]
    let marked = zip(outcomes, table.texts(rule.column.name)).enumerated().map { row, known in
      guard let reason = known.1, rule.values.contains(reason) else { return known.0 }
      // Whoever bought was qualified, but nobody knew before.
      if case .won = known.0 {
        notedBefore[row] = .disqualified(times?[row])
        return known.0
      }
      return LeadOutcome.disqualified(times?[row] ?? known.0.time)
    }
    return (marked, notedBefore)
  }

  /// What a row tells, and from when on; where it is dated, it was not there before its outcome.
  func records(_ row: Int, isDated: Bool) -> [OutcomeHistory.Record] {
    let outcome = outcomes[row]
    guard let noted = notedBefore[row] else {
      return [OutcomeHistory.Record(since: isDated ? outcome.time : nil, outcome: outcome)]
    }
    return [
      OutcomeHistory.Record(since: isDated ? noted.time : nil, outcome: noted),
      OutcomeHistory.Record(since: outcome.time, outcome: outcome),
    ]
  }

  /// The histories of rows that tell of two outcomes, of leads whose own rows they are.
  var histories: [Int: OutcomeHistory] {
    Dictionary(
      uniqueKeysWithValues: notedBefore.keys.map { row in
        let entry = OutcomeHistory.Entry(since: nil, records: records(row, isDated: false))
        return (row, OutcomeHistory(entries: [entry]))
      })
  }

  /// Conversions of the leads of the same rows that happened before these were created.
  mutating func refuseBefore(_ created: [Timestamp]) {
    for (row, outcome) in outcomes.enumerated() {
      guard case .won(let time) = outcome, time < created[row] else { continue }
      problems.append(
        DataProblem(
          place: table.place(ofRow: row), column: column,
          kind: .custom("converted at \(time), before the lead was created")))
    }
  }
}

/// The outcomes of leads that a table of their own tells.
struct JoinedOutcomes {
  /// The outcome of each lead; open without a row.
  let outcomes: [LeadOutcome]
  /// What each conversion was worth.
  let amounts: [Double]?
  /// The histories of leads with several records.
  let histories: [Int: OutcomeHistory]
  /// How many rows belong to no lead.
  let orphans: Int

  /// The share of conversions before their lead's creation beyond which the tables do not match.
  private static let earlyShare = 0.05

  /// Joins rows to leads.
  ///
  /// A lead with several rows is won at the first win; without one it is open if a row is, else lost
  /// when the last was, and disqualified only if every row says so.
  ///
  /// - Throws: `DataProblems` when most rows belong to no lead, and when many leads convert before
  ///   they are created.
  init(
    _ table: Table, _ definition: OutcomeDefinition, lead column: String, leads: [String],
    created: [Timestamp]
  ) throws {
    let rows = OutcomeRows(table, of: definition)
    try DataProblems(rows.problems).throwIfAny()
    let rowOfLead = Dictionary(
      uniqueKeysWithValues: leads.enumerated().map { ($1, $0) })
    var outcomes = [LeadOutcome?](repeating: nil, count: leads.count)
    var amounts = rows.amounts.map { _ in [Double](repeating: .nan, count: leads.count) }
    var records: [Int: [OutcomeHistory.Record]] = [:]
    var (orphans, wins, early) = (0, 0, 0)
    for (row, name) in table.texts(column).enumerated() {
      guard let lead = name.flatMap({ rowOfLead[$0] }) else {
        orphans += 1
        continue
      }
      let outcome = rows.outcomes[row]
      records[lead, default: []] += rows.records(row, isDated: true)
      if case .won(let time) = outcome {
        wins += 1
        if time < created[lead] { early += 1 }
      }
      let merged = outcomes[lead].map { $0.joined(outcome) } ?? outcome
      if merged != outcomes[lead], case .won = merged, let values = rows.amounts {
        amounts?[lead] = values[row]
      }
      outcomes[lead] = merged
    }
    func refuse(_ text: String) throws {
      throw DataProblems([
        DataProblem(
          place: Place(file: table.source, line: 2, column: 1), column: column,
          kind: .custom(text))
      ])
    }
    if orphans * 2 > table.rowCount {
      try refuse(
        "\(orphans) of \(table.rowCount) outcomes belong to no lead; is this the wrong key?")
    }
    if Double(early) > JoinedOutcomes.earlyShare * Double(wins) {
      try refuse("\(early) of \(wins) leads converted before they were created")
    }
    self.outcomes = outcomes.map { $0 ?? .open }
    self.amounts = amounts
    histories = records.filter { $0.value.count > 1 }.mapValues { records in
      OutcomeHistory(entries: [OutcomeHistory.Entry(since: nil, records: records)])
    }
    self.orphans = orphans
  }
}

extension Table {
  /// The moments in a column that was planned as moments.
  func moments(_ name: String) -> [Timestamp?] {
    guard case .timestamps(let times)? = self[name]?.values else {
      preconditionFailure("column \(name) was planned as moments")
    }
    return times
  }

  /// The numbers in a column that was planned as numbers.
  func decimals(_ name: String) -> [Double] {
    guard case .numbers(let numbers)? = self[name]?.values else {
      preconditionFailure("column \(name) was planned as numbers")
    }
    return numbers
  }

  /// The texts of a column that was planned, nil where missing.
  func texts(_ name: String) -> [String?] {
    guard let column = self[name] else { preconditionFailure("column \(name) was planned") }
    return (0..<rowCount).map(column.text)
  }
}
