internal import Tables

/// What is made of events while they are read.
struct EventGathering {
  /// Those that are kept one by one; nil for none.
  private var collector: LogCollector?
  /// What they add up to; nil where no feature of leads can be added up.
  private var tally: EventTally?
  /// What is made of those of accounts; nil where nothing is.
  private var ofAccounts: AccountGathering?
  /// What those of some leads measured; nil where nobody asks.
  private var values: EventValues?
  /// The last moment at which anybody looks back on the events of each lead; nil where there is no last.
  let lastLooks: [Timestamp]?

  /// Events that are only counted, or kept in a log, or added up.
  init(
    log: LogCollector? = nil, tally: EventTally? = nil, ofAccounts: AccountGathering? = nil,
    values: EventValues? = nil, lastLooks: [Timestamp]? = nil
  ) {
    collector = log
    self.tally = tally
    self.ofAccounts = ofAccounts
    self.values = values
    self.lastLooks = lastLooks
  }

  /// Adds the events of a block, each to its row; those of rows below 0 are left out.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    collector?.add(block, rows: rows)
    ofAccounts?.add(block, rows: rows)
    tally?.add(block, rows: rows)
    values?.add(block, rows: rows)
  }

  /// Adds the events of a block in the same way and counts them.
  ///
  /// - Precondition: the tally holds the times of leads.
  mutating func add(_ block: EventBlock, rows: [Int32], counting counter: inout EventCounter) {
    collector?.add(block, rows: rows)
    ofAccounts?.add(block, rows: rows)
    tally?.add(block, rows: rows, counting: &counter)
    values?.add(block, rows: rows)
  }

  /// To be called when all events were added.
  mutating func finish() {
    tally?.finish()
    ofAccounts?.finish()
  }

  /// Whether the times of leads, which events are counted by, lie in what events are added to.
  var holdsLeadTimes: Bool { tally?.holdsLeadTimes ?? false }

  /// The log of those that are kept.
  var log: EventLog? { collector?.log }

  /// Those of accounts that are looked at one by one; nil where none are.
  var accountEvents: AccountEvents? { ofAccounts?.events }

  /// What they add up to; nil where no feature of leads can be added up.
  var tallied: TalliedSnapshots? { tally.map { TalliedSnapshots($0) } }

  /// What those of accounts add up to; nil where no feature of accounts can be added up.
  var talliedAccounts: TalliedSnapshots? { ofAccounts?.tallied }

  /// The mean of what the events of a name measured; nil where nobody asked.
  var meanValues: [String: Double]? { values?.means }
}
