internal import Tables

/// The events of all leads of an account together.
public struct AccountEvents: Sendable {
  /// A log whose "leads" are the accounts.
  let log: EventLog
  /// The account of each row; a lead without an account is one of its own.
  let accounts: [Int]

  /// Joins the events of the leads that name the same account.
  ///
  /// - Precondition: there is one key per lead of the log.
  init(_ events: EventLog, keys: [String?]) {
    precondition(keys.count == events.leadCount)
    var known: [String: Int] = [:]
    var count = 0
    accounts = keys.map { key in
      if let key, let account = known[key] { return account }
      if let key { known[key] = count }
      count += 1
      return count - 1
    }
    log = events.joined(accounts, count: count)
  }

  private init(log: EventLog, accounts: [Int]) {
    self.log = log
    self.accounts = accounts
  }

  /// What leads at some rows see, in that order.
  func rows(_ indices: [Int]) -> AccountEvents {
    AccountEvents(log: log, accounts: indices.map { accounts[$0] })
  }

  /// What the lead of each row had seen by its moment; every row has a log of its own then.
  ///
  /// - Precondition: there is one moment per row.
  func through(_ moments: [Timestamp]) -> AccountEvents {
    AccountEvents(log: log.leads(accounts).through(moments), accounts: Array(accounts.indices))
  }
}
