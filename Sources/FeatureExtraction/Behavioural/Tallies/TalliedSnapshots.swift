internal import Tables

/// What the events of leads, or of their accounts, add up to at each of the moments known beforehand.
struct TalliedSnapshots: Sendable {
  private let events: TalliedEvents
  private let moments: LeadMoments
  /// The accounts of leads, of which events and moments are; nil where they are those of leads.
  private let accounts: AccountNumbers?

  init(_ tally: EventTally, accounts: AccountNumbers? = nil) {
    events = tally.tallied
    moments = tally.moments
    self.accounts = accounts
  }

  /// What the events of leads add up to, each lead at its moment.
  ///
  /// - Precondition: The moments are those for which the data were read.
  func rows(ofLeads leads: [Int], at times: [Timestamp]) -> TalliedEvents {
    events.rows(
      zip(leads, times).map { lead, time in
        let owner = accounts.map { Int($0.ofLeads[lead]) } ?? lead
        guard let place = moments.place(ofLead: owner, at: time) else {
          preconditionFailure("lead \(lead) has no vector as of \(time): keep every event")
        }
        return place
      })
  }
}
