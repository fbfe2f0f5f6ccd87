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

  init(_ table: Table, of definition: OutcomeDefinition) {
    self.table = table
    let reasons = definition.disqualified
    switch definition.conversion {
    case .wonAt(let won):
      column = won.column.name
      outcomes = OutcomeRows.disqualified(
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
      outcomes = OutcomeRows.disqualified(reached, by: reasons, in: table)
      self.problems = problems
    }
    amounts = definition.amount.map { table.decimals($0.name) }
  }

  /// The outcomes with those that ended for a reason that is no loss marked so.
  private static func disqualified(
    _ outcomes: [LeadOutcome], by rule: Disqualification?, in table: Table
  ) -> [LeadOutcome] {
    guard let rule else { return outcomes }
    let times = rule.at.map { table.moments($0.column.name) }
    return zip(outcomes, table.texts(rule.column.name)).enumerated().map { row, known in
      guard let reason = known.1, rule.values.contains(reason) else { return known.0 }
      // Whoever bought was qualified, whatever was noted.
      if case .won = known.0 { return known.0 }
      return .disqualified(times?[row] ?? known.0.time)
    }
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
    var (orphans, wins, early) = (0, 0, 0)
    for (row, name) in table.texts(column).enumerated() {
      guard let lead = name.flatMap({ rowOfLead[$0] }) else {
        orphans += 1
        continue
      }
      let outcome = rows.outcomes[row]
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
    self.orphans = orphans
  }
}

extension LeadOutcome {
  /// What became of a lead of which two records tell.
  func joined(_ other: LeadOutcome) -> LeadOutcome {
    switch (self, other) {
    case (.won(let one), .won(let two)): .won(min(one, two))
    case (.won, _): self
    case (_, .won): other
    case (.open, _), (_, .open): .open
    case (.lost(let one), .lost(let two)): .lost(one.flatMap { one in two.map { max(one, $0) } })
    case (.lost, _): self
    case (_, .lost): other
    case (.disqualified(let one), .disqualified(let two)):
      .disqualified(one.flatMap { one in two.map { max(one, $0) } })
    }
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
