internal import Tables

/// The events of a log that make a difference to one measure.
///
/// Events of a run are seen from the same moments: between two of these, and between two edges of their
/// windows. Of a run it is enough to keep
/// - of last touches the last, and of first touches the first of all;
/// - one event of each distinct value;
/// - of sessions its outline: the first event, the last, and of those between as many as leave no gap
///   that breaks a session. An event between two that are no further apart than the gap changes neither
///   the number of sessions nor their length;
/// - of each step of a sequence of two its outline, the span being the gap. A first step between two
///   can be replaced: by the second of them for whatever follows that, by the first for what lies
///   between. A last step can be replaced by the one after it. After the completion nothing matters.
///
/// A sequence of three steps or more keeps all its events up to the completion: one that comes late may
/// lie between any two of them.
struct MeasureThinning {
  /// What is enough of a run.
  private enum Rule {
    case first
    case last
    case distinct
    case outline(gap: TimeSpan)
  }

  private let rule: Rule
  private let reach: TimeSpan?
  private let log: EventLog
  private let moments: LeadMoments
  /// For each step of a sequence, or for the measure, whether events of a name of the log are meant.
  private let isMeant: [[Bool]]
  private let sequence: EventSequence?
  /// What the column that is read says of each event, -1 for nothing; nil for a measure without one.
  private let codes: [Int32]?
  /// The indices of a run, here to use its memory again.
  private var run: [Int] = []

  /// A measure of events of some names, taken at the moments of the leads of a log; nil for one that
  /// is added up.
  init?(_ measure: EventMeasure, of names: [String], in log: EventLog, at moments: LeadMoments) {
    var sequence: EventSequence?
    switch measure {
    case .firstTouch: rule = .first
    case .lastTouch: rule = .last
    case .distinct: rule = .distinct
    case .sessions(let gap, _), .sessionHours(let gap, _): rule = .outline(gap: gap)
    case .sequence(let span):
      sequence = EventSequence(names, within: span, in: log)
      // Of events of one step at one moment one is enough, whatever the number of steps.
      rule = .outline(gap: names.count == 2 ? span : TimeSpan(microseconds: 0))
    case .count, .activeDays, .recency, .trend, .rate, .shrunkRate, .decayed, .linearlyDecayed,
      .sum, .absent:
      return nil
    }
    reach = measure.reach
    self.log = log
    self.moments = moments
    self.sequence = sequence
    let isAny = names.contains(EventFeature.anyEvent)
    isMeant = sequence?.isStep ?? [log.names.map { isAny || names.contains($0) }]
    codes = measure.column.flatMap { log.attribute($0)?.codes }
  }

  /// Marks the events that make a difference.
  mutating func mark(_ isKept: inout [Bool]) {
    for lead in 0..<log.leadCount {
      let events = log.events(ofLead: lead)
      guard !events.isEmpty else { continue }
      let completion = sequence?.completion(in: events)
      if let sequence, let completion {
        for index in sequence.chain(in: events, completedAt: completion) { isKept[index] = true }
      }
      for step in isMeant.indices {
        markRuns(of: events, ofLead: lead, where: isMeant[step], before: completion, &isKept)
      }
    }
  }

  /// Marks what is enough of each run of the events that are meant, of those before a time.
  private mutating func markRuns(
    of events: ArraySlice<EventLog.Event>, ofLead lead: Int, where isMeant: [Bool],
    before limit: Timestamp?, _ isKept: inout [Bool]
  ) {
    var seen = 0..<0
    for index in events.indices where isMeant[events[index].name] {
      let time = events[index].time
      if let limit, time >= limit { break }
      if let codes, codes[index] < 0 { continue }
      let places = moments.places(ofLead: lead, lookingBackOn: time, reach: reach)
      guard !places.isEmpty else { continue }
      if places != seen, !run.isEmpty {
        markRun(in: events, &isKept)
        if case .first = rule { return }
      }
      seen = places
      run.append(index)
    }
    if !run.isEmpty { markRun(in: events, &isKept) }
  }

  private mutating func markRun(
    in events: ArraySlice<EventLog.Event>, _ isKept: inout [Bool]
  ) {
    switch rule {
    case .first: isKept[run[0]] = true
    case .last: isKept[run[run.count - 1]] = true
    case .distinct:
      guard let codes else { break }
      var known: Set<Int32> = []
      for index in run where known.insert(codes[index]).inserted { isKept[index] = true }
    case .outline(let gap):
      isKept[run[0]] = true
      var last = run[0]
      for place in run.indices.dropFirst().dropLast()
      where events[run[place + 1]].time - events[last].time > gap {
        last = run[place]
        isKept[last] = true
      }
      isKept[run[run.count - 1]] = true
    }
    run.removeAll(keepingCapacity: true)
  }
}
