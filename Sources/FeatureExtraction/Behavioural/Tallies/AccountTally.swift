internal import Tables

/// Adds events to the records of the accounts of their leads.
///
/// An account has a record for each moment at which any of its leads is looked at, so that memory grows
/// with leads and measures, not with events. An event is added to those records that look back on it:
/// its cost grows with the leads of its account that are looked at within the longest window, and with
/// a half-life, which has no end, with all that are looked at later.
struct AccountTally {
  private var tally: EventTally
  private let accounts: AccountNumbers

  /// A tally of features of accounts at the moments of their leads, its records made ready by several
  /// threads; nil when no feature can be added up.
  init?(
    _ features: [EventFeature], at moments: LeadMoments, of leads: LeadRecords, threads: Int = 1
  ) {
    guard features.contains(where: { $0.measures.contains(where: $0.isTallied) }) else {
      return nil
    }
    accounts = AccountNumbers(leads.accountKeys)
    let joined = LeadMoments(of: moments, joining: accounts)
    guard let tally = EventTally(features, at: joined, of: leads, threads: threads) else {
      return nil
    }
    self.tally = tally
  }

  /// Adds the events of a block, each of the lead at its row; those of rows below 0 are left out.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    tally.add(block, rows: rows.map { $0 < 0 ? -1 : accounts.ofLeads[Int($0)] })
  }

  /// See ``EventTally/finish()``.
  mutating func finish() { tally.finish() }

  /// What was added.
  var tallied: TalliedSnapshots { TalliedSnapshots(tally, accounts: accounts) }
}
