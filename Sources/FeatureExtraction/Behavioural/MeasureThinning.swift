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
  private let measure: EventMeasure
  private let log: EventLog
  private let moments: LeadMoments
  /// For each event name of the log, whether it is measured.
  private let isMeasured: [Bool]
  /// What the column that is read says of each event, -1 for nothing; nil for a measure without one.
  private let codes: [Int32]?
  private let sequence: EventSequence?

  /// A measure of events of some names, taken at the moments of the leads of a log.
  init(_ measure: EventMeasure, of names: [String], in log: EventLog, at moments: LeadMoments) {
    self.measure = measure
    self.log = log
    self.moments = moments
    let isAny = names.contains(EventFeature.anyEvent)
    isMeasured = log.names.map { isAny || names.contains($0) }
    codes = measure.column.flatMap { log.attribute($0)?.codes }
    if case .sequence(let span) = measure {
      sequence = EventSequence(names, within: span, in: log)
    } else {
      sequence = nil
    }
  }

  /// Marks the events that make a difference.
  func mark(_ isKept: inout [Bool]) {
    for lead in 0..<log.leadCount {
      let events = log.events(ofLead: lead)
      if let sequence {
        mark(sequence, in: events, ofLead: lead, &isKept)
      } else {
        forEachRun(of: events, ofLead: lead, where: isRead) { run, isFirst in
          mark(run, isFirst: isFirst, in: events, &isKept)
        }
      }
    }
  }

  private func isRead(_ event: EventLog.Event, _ index: Int) -> Bool {
    isMeasured[event.name] && codes.map { $0[index] >= 0 } ?? true
  }

  private func mark(
    _ run: [Int], isFirst: Bool, in events: ArraySlice<EventLog.Event>, _ isKept: inout [Bool]
  ) {
    switch measure {
    case .firstTouch: if isFirst { isKept[run[0]] = true }
    case .lastTouch: isKept[run[run.count - 1]] = true
    case .distinct:
      var known: Set<Int32> = []
      for index in run where known.insert(codes?[index] ?? -1).inserted { isKept[index] = true }
    case .sessions(let gap, _), .sessionHours(let gap, _):
      markOutline(of: run, gap: gap, in: events, &isKept)
    default: for index in run { isKept[index] = true }
    }
  }

  private func mark(
    _ sequence: EventSequence, in events: ArraySlice<EventLog.Event>, ofLead lead: Int,
    _ isKept: inout [Bool]
  ) {
    let completion = sequence.completion(in: events)
    if let completion {
      for index in sequence.chain(in: events, completedAt: completion) { isKept[index] = true }
    }
    // Of events of one step at one moment one is enough, whatever the number of steps.
    let gap = sequence.stepCount == 2 ? sequence.span : TimeSpan(microseconds: 0)
    for step in 0..<sequence.stepCount {
      forEachRun(of: events, ofLead: lead) { event, _ in
        sequence.steps[event.name].contains(step) && completion.map { event.time < $0 } ?? true
      } body: { run, _ in
        markOutline(of: run, gap: gap, in: events, &isKept)
      }
    }
  }

  /// Marks the first and the last event of a run, and as many between them that no two in a row are
  /// further apart than the gap, unless they were so before.
  private func markOutline(
    of run: [Int], gap: TimeSpan, in events: ArraySlice<EventLog.Event>, _ isKept: inout [Bool]
  ) {
    var last = run[0]
    isKept[last] = true
    for (index, next) in zip(run, run.dropFirst())
    where index != last && events[next].time - events[last].time > gap {
      isKept[index] = true
      last = index
    }
    isKept[run[run.count - 1]] = true
  }

  /// Calls the body with the indices of each run of those events that count.
  private func forEachRun(
    of events: ArraySlice<EventLog.Event>, ofLead lead: Int,
    where counts: (EventLog.Event, Int) -> Bool, body: (_ run: [Int], _ isFirst: Bool) -> Void
  ) {
    var (run, isFirst): ([Int], Bool) = ([], true)
    var places = 0..<0
    for index in events.indices where counts(events[index], index) {
      let seen = moments.places(
        ofLead: lead, lookingBackOn: events[index].time, reach: measure.reach)
      guard !seen.isEmpty else { continue }
      if seen != places, !run.isEmpty {
        body(run, isFirst)
        run.removeAll(keepingCapacity: true)
        isFirst = false
      }
      places = seen
      run.append(index)
    }
    if !run.isEmpty { body(run, isFirst) }
  }
}
