internal import Tables

/// What is made of the events of accounts while they are read.
///
/// What a lead did before it was created does not count: nobody knew then whose it was. An account is
/// looked at at each moment of any of its leads, so that memory grows with leads and
/// measures, not with events. An event is added up at those moments that look back on it: its cost grows
/// with the leads of its account that are looked at within the longest window, and with a half-life,
/// which has no end, with all that are looked at later.
struct AccountGathering {
  private let accounts: AccountNumbers
  /// When leads were created.
  private let created: [Timestamp]
  /// Those that are looked at one by one; nil where no feature does.
  private var collector: LogCollector?
  /// What they add up to; nil where no feature can be added up.
  private var tally: EventTally?

  /// What features of accounts need at the moments of leads; nil without any such feature.
  ///
  /// - Parameters:
  ///   - features: The features, all of accounts.
  ///   - moments: The moments of the leads.
  ///   - leads: The leads.
  ///   - attributes: The columns of events that are kept.
  ///   - threads: How many threads make records ready.
  init?(
    _ features: [EventFeature], at moments: LeadMoments, of leads: LeadRecords,
    attributes: [String] = [], threads: Int = 1
  ) {
    guard !features.isEmpty else { return nil }
    accounts = AccountNumbers(leads.accountKeys)
    created = leads.created
    let joined = LeadMoments(of: moments, joining: accounts)
    tally = EventTally(features, at: joined, of: leads, threads: threads)
    if features.contains(where: { !$0.interests.isEmpty }) {
      collector = LogCollector(for: features, at: joined, attributes: attributes)
    }
  }

  /// Adds the events of a block, each of the lead at its row; those of rows below 0 are left out.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    let owners = zip(rows, block.times).map { row, time in
      row < 0 || time < created[Int(row)] ? -1 : accounts.ofLeads[Int(row)]
    }
    collector?.add(block, rows: owners)
    tally?.add(block, rows: owners)
  }

  /// See ``EventTally/finish()``.
  mutating func finish() { tally?.finish() }

  /// What they add up to; nil where no feature can be added up.
  var tallied: TalliedSnapshots? { tally.map { TalliedSnapshots($0, accounts: accounts) } }

  /// Those that are looked at one by one; nil where no feature does.
  var events: AccountEvents? { collector.map { AccountEvents($0.log, of: accounts) } }
}
