internal import Tables

/// Events of some names once one after the other, in the order of the names.
///
/// Events of one moment have no order, so a step is always later than the one before.
struct EventSequence {
  /// For each step, whether an event of each name of a log is it.
  let isStep: [[Bool]]
  /// How long after the first step the last one may come.
  let span: TimeSpan

  /// A sequence made ready for the events of a log.
  init(_ names: [String], within span: TimeSpan, in log: EventLog) {
    isStep = names.map { name in log.names.map { $0 == name } }
    self.span = span
  }

  /// How many steps there are.
  var stepCount: Int { isStep.count }

  /// When events in time order first complete the sequence; nil when they do not.
  func completion(in events: ArraySlice<EventLog.Event>) -> Timestamp? {
    let isLast = isStep[stepCount - 1]
    guard events.contains(where: { isLast[$0.name] }) else { return nil }
    // The latest start of a chain that has come so far; later is better for all that follows.
    var starts = [Timestamp?](repeating: nil, count: stepCount)
    var index = events.startIndex
    while index < events.endIndex {
      let time = events[index].time
      let before = starts
      while index < events.endIndex, events[index].time == time {
        for (step, isStep) in isStep.enumerated() where isStep[events[index].name] {
          guard let start = step == 0 ? time : before[step - 1] else { continue }
          if step == stepCount - 1, time - start <= span { return time }
          starts[step] = max(starts[step] ?? start, start)
        }
        index += 1
      }
    }
    return nil
  }

  /// The indices of events that complete it at a time, the last first, each as late as can be.
  func chain(in events: ArraySlice<EventLog.Event>, completedAt completion: Timestamp) -> [Int] {
    var chain: [Int] = []
    for index in events.indices.reversed() where chain.count < stepCount {
      let event = events[index]
      let isInTime = chain.last.map { event.time < events[$0].time } ?? (event.time == completion)
      if isInTime, isStep[stepCount - 1 - chain.count][event.name] { chain.append(index) }
    }
    return chain
  }
}
