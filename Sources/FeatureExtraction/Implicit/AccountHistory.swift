internal import Tables

/// What is known of an account from its other leads, as of any moment.
struct AccountHistory {
  private let accounts: Categories
  private let created: [Timestamp]
  private let outcomes: [LeadOutcome]
  /// For each account, when its leads were created, sorted.
  private let arrivals: [[Timestamp]]
  /// For each account, when its leads converted, sorted.
  private let wins: [[Timestamp]]

  /// The history of accounts; there is one account, creation and outcome per lead.
  init(_ accounts: Categories, created: [Timestamp], outcomes: [LeadOutcome]) {
    self.accounts = accounts
    self.created = created
    self.outcomes = outcomes
    var arrivals = [[Timestamp]](repeating: [], count: accounts.levels.count)
    var wins = arrivals
    for (row, code) in accounts.codes.enumerated() where code >= 0 {
      arrivals[Int(code)].append(created[row])
      if case .won(let time) = outcomes[row] { wins[Int(code)].append(time) }
    }
    self.arrivals = arrivals.map { $0.sorted() }
    self.wins = wins.map { $0.sorted() }
  }

  /// How many other leads of a lead's account were created, and how many had converted, strictly
  /// before a moment; `nan` for a lead without an account.
  ///
  /// The lead itself never counts, so that its own outcome cannot.
  func before(_ moment: Timestamp, row: Int) -> (leads: Double, wins: Double) {
    let code = Int(accounts.codes[row])
    guard code >= 0 else { return (.nan, .nan) }
    var isWon = false
    if case .won(let time) = outcomes[row] { isWon = time < moment }
    return (
      Double(arrivals[code].count(before: moment) - (created[row] < moment ? 1 : 0)),
      Double(wins[code].count(before: moment) - (isWon ? 1 : 0))
    )
  }
}

extension [Timestamp] {
  /// How many of sorted moments are before another, by binary search.
  fileprivate func count(before moment: Timestamp) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
