public import Tables

/// What became of a lead, as the data know it.
public enum LeadOutcome: Sendable, Equatable {
  /// Nothing yet.
  case open
  /// It converted at a moment.
  case won(Timestamp)
  /// It was lost, at a moment where one is recorded.
  case lost(Timestamp?)
  /// It ended for a reason that says nothing of it, noted at a moment where one is recorded.
  case disqualified(Timestamp?)

  /// When it was settled, where that is known.
  public var time: Timestamp? {
    switch self {
    case .open: nil
    case .won(let time): time
    case .lost(let time), .disqualified(let time): time
    }
  }

  /// The same as it was known at a time: open if it was settled later.
  func known(by now: Timestamp) -> LeadOutcome { time.map { $0 > now } ?? false ? .open : self }
}

/// What became of leads, as it was known at any time.
struct LeadOutcomes: Sendable {
  /// What became of each lead, by all that is known.
  let all: [LeadOutcome]
  /// The rows of leads of which several records tell.
  let histories: [Int: OutcomeHistory]

  /// What had become of a lead by a time.
  func outcome(ofLead row: Int, asOf now: Timestamp) -> LeadOutcome {
    histories[row]?.outcome(asOf: now) ?? all[row].known(by: now)
  }
}

/// What several records tell of one lead, each from the time at which it was there.
///
/// As of a time nothing counts that was recorded later, so that what was known of a lead stays as it
/// was, whatever becomes of it.
struct OutcomeHistory: Sendable {
  /// What a record tells.
  struct Record: Sendable {
    /// The time at which it was there; nil for always.
    let since: Timestamp?
    let outcome: LeadOutcome
  }

  /// The records of one entry of the lead, which may have been entered again.
  struct Entry: Sendable {
    /// When it was entered; nil for the first.
    let since: Timestamp?
    let records: [Record]
  }

  let entries: [Entry]

  /// What had become of the lead by a time.
  func outcome(asOf now: Timestamp) -> LeadOutcome {
    func isThere(_ since: Timestamp?) -> Bool { since.map { $0 <= now } ?? true }
    let known = entries.filter { isThere($0.since) }.map { entry -> LeadOutcome in
      let outcomes = entry.records.filter { isThere($0.since) }.map { $0.outcome.known(by: now) }
      return outcomes.dropFirst().reduce(outcomes.first ?? .open) { $0.joined($1) }
    }
    return known.dropFirst().reduce(known.first ?? .open) { $0.pooled(with: $1) }
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

  /// What became of a lead that was entered twice.
  ///
  /// A record that was closed because the other goes on says nothing of the lead.
  func pooled(with other: LeadOutcome) -> LeadOutcome {
    switch (self, other) {
    case (.disqualified, .open), (.disqualified, .lost): other
    case (.open, .disqualified), (.lost, .disqualified): self
    default: joined(other)
    }
  }
}
