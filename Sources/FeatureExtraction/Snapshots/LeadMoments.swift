internal import Tables

/// The moments at which each lead is looked at: one, or several where snapshots are repeated.
///
/// Those as of which it is a row of training up to a time, and the one as of which it is scored then.
struct LeadMoments: Sendable {
  /// All moments, those of a lead together and ascending.
  let moments: [Timestamp]
  /// Where those of each lead begin, and the end of all; nil where every lead has one.
  private let starts: [Int32]?

  init(_ records: LeadRecords, by rule: SnapshotRule, asOf now: Timestamp) {
    let created = records.created
    let outcomes = records.outcomesOverTime
    switch rule {
    case .after(let span):
      moments = created.map { min($0 + span, now) }
      starts = nil
    case .at:
      moments = created.indices.map { min(records.snapshotTimes?[$0] ?? now, now) }
      starts = nil
    case .every(let rule):
      var moments: [Timestamp] = []
      var starts: [Int32] = [0]
      for (lead, time) in created.enumerated() {
        let end = outcomes.outcome(ofLead: lead, asOf: now).time
        moments += rule.moments(created: time, settled: end, through: now)
        let isOpen = time <= now && end.map { $0 > now } ?? true
        if isOpen, moments.count == Int(starts[lead]) || moments.last != now { moments.append(now) }
        starts.append(Int32(moments.count))
      }
      self.moments = moments
      self.starts = starts
    }
  }

  /// The moments at which any lead of an account is looked at, each once: those of an account as of one
  /// lead.
  init(of leads: LeadMoments, joining accounts: AccountNumbers) {
    var own = [[Timestamp]](repeating: [], count: accounts.count)
    for (lead, account) in accounts.ofLeads.enumerated() {
      own[Int(account)] += leads.moments[leads.places(ofLead: lead)]
    }
    var moments: [Timestamp] = []
    var starts: [Int32] = [0]
    for var times in own {
      times.sort()
      for time in times where moments.count == Int(starts[starts.count - 1]) || moments.last != time
      {
        moments.append(time)
      }
      starts.append(Int32(moments.count))
    }
    self.moments = moments
    self.starts = starts
  }

  /// Whether a lead may have several.
  var isRepeated: Bool { starts != nil }

  /// How many leads there are.
  var leadCount: Int { starts.map { $0.count - 1 } ?? moments.count }

  /// Where the moments of a lead are.
  func places(ofLead lead: Int) -> Range<Int> {
    starts.map { Int($0[lead])..<Int($0[lead + 1]) } ?? lead..<lead + 1
  }

  /// Where one of the moments of a lead is; nil when it is not looked at then.
  func place(ofLead lead: Int, at moment: Timestamp) -> Int? {
    let places = places(ofLead: lead)
    let place = first(in: places) { $0 >= moment }
    return places.contains(place) && moments[place] == moment ? place : nil
  }

  /// The moments of a lead that look back on a time, no further than the reach; nil for no end.
  func places(ofLead lead: Int, lookingBackOn time: Timestamp, reach: TimeSpan?) -> Range<Int> {
    let places = places(ofLead: lead)
    let start = first(in: places) { $0 >= time }
    guard let reach else { return start..<places.upperBound }
    return start..<first(in: start..<places.upperBound) { $0 - time >= reach }
  }

  /// The first of some places whose moment is late enough, their end when none is; an account may have
  /// thousands.
  private func first(in places: Range<Int>, where isLate: (Timestamp) -> Bool) -> Int {
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isLate(moments[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The last moment of each lead; for one that is never looked at, long ago.
  var lasts: [Timestamp] { isRepeated ? spans.map(\.last) : moments }

  /// The first and the last moment of each lead; for one that is never looked at, nothing lies between.
  var spans: [(first: Timestamp, last: Timestamp)] {
    guard let starts else { return moments.map { ($0, $0) } }
    return (0..<starts.count - 1).map { lead in
      let own = moments[places(ofLead: lead)]
      return (
        own.first ?? Timestamp(microseconds: .max), own.last ?? Timestamp(microseconds: .min)
      )
    }
  }
}
