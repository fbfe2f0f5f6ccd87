internal import Tables

/// The events of all leads of an account together, one by one.
///
/// For measures that need them so, and for those who look at moments that nobody knew of while the
/// events were read; what can be added up beforehand is, see ``TalliedSnapshots``.
public struct AccountEvents: Sendable {
  /// A log whose "leads" are the accounts.
  let log: EventLog
  /// The account of each row; a lead without an account is one of its own.
  let accounts: [Int]

  /// Joins the events of the leads that name the same account.
  ///
  /// What a lead did before it was created does not count: nobody knew then whose it was.
  ///
  /// - Precondition: there is one key and one time of creation per lead of the log.
  init(_ events: EventLog, keys: [String?], created: [Timestamp]) {
    precondition(keys.count == events.leadCount && created.count == events.leadCount)
    let accounts = AccountNumbers(keys)
    let numbers = accounts.ofLeads.map(Int.init)
    let known = events.keeping(
      created.indices.flatMap { lead in
        events.events(ofLead: lead).map { $0.time >= created[lead] }
      })
    self.init(known.joined(numbers, count: accounts.count), of: accounts)
  }

  /// The events of accounts, whose log has them in the order of their numbers.
  init(_ log: EventLog, of accounts: AccountNumbers) {
    self.init(log: log, accounts: accounts.ofLeads.map(Int.init))
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
