internal import Tables

/// A measure made ready for the events of one list of leads.
struct EventMeasurement {
  private let measure: EventMeasure
  private let history: EventHistory
  /// For each event name of the log, whether it is measured.
  private let isMeasured: [Bool]
  /// For each event name of the log, whether the rate is per events of this name.
  private let isBase: [Bool]
  /// What a measure of a sequence looks for; nil for any other.
  private let sequence: EventSequence?

  init(_ measure: EventMeasure, of names: [String], in history: EventHistory) {
    self.measure = measure
    self.history = history
    let log = history.log
    let isAny = names.contains(EventFeature.anyEvent)
    isMeasured = log.names.map { isAny || names.contains($0) }
    switch measure {
    case .rate(let others, _), .shrunkRate(let others, _): isBase = log.names.map(others.contains)
    default: isBase = []
    }
    if case .sequence(let span) = measure {
      sequence = EventSequence(names, within: span, in: log)
    } else {
      sequence = nil
    }
  }

  init(_ measure: EventMeasure, of names: [String], events: EventLog, moments: [Timestamp]) {
    self.init(measure, of: names, in: EventHistory(events, moments: moments))
  }

  /// The number for every row, of a measure that is one; `nan` is missing.
  ///
  /// Rates are drawn towards the base rate given; ``BaseRate/unknown`` leaves them alone.
  func values(towards base: BaseRate) -> [Double] {
    history.moments.indices.map { value($0, base) }
  }

  /// The number for every row; rates are not drawn towards anything known.
  var values: [Double] { values(towards: .unknown) }

  /// The texts of every row, of a measure that is a category.
  var texts: [String?] {
    guard let attribute = measure.column.flatMap(history.log.attribute) else {
      return history.moments.map { _ in nil }
    }
    return history.moments.indices.map { row in
      let events = history.recent(row, nil)
      func isTouch(_ index: Int) -> Bool {
        isMeasured[events[index].name] && attribute.codes[index] >= 0
      }
      let touch =
        if case .firstTouch = measure { events.indices.first(where: isTouch) } else {
          events.indices.last(where: isTouch)
        }
      return touch.map { attribute.levels[Int(attribute.codes[$0])] }
    }
  }

  /// The events and what they are counted per, of a rate that is drawn towards the base rate.
  var counts: [(events: Int, others: Int)]? {
    guard case .shrunkRate(_, let window) = measure else { return nil }
    return history.moments.indices.map { row in
      (count(row, window, isMeasured), count(row, window, isBase))
    }
  }

  private func value(_ row: Int, _ base: BaseRate) -> Double {
    switch measure {
    case .count(let window): return Double(count(row, window, isMeasured))
    case .activeDays(let window):
      var (days, last) = (0, Int.min)
      for event in recent(row, window) where isMeasured[event.name] && event.time.day != last {
        days += 1
        last = event.time.day
      }
      return Double(days)
    case .recency:
      return recent(row, nil).last { isMeasured[$0.name] }
        .map { (history.moments[row] - $0.time).days } ?? .nan
    case .trend(let short, let long):
      return EventMeasure.trend(
        count(row, short, isMeasured), in: short, count(row, long, isMeasured), in: long)
    case .rate(_, let window), .shrunkRate(_, let window):
      let others = count(row, window, isBase)
      guard others > 0 else { return .nan }
      return base.rate(events: count(row, window, isMeasured), others: others)
    case .decayed, .linearlyDecayed, .sum: return measure.weight.map { total(row, $0) } ?? .nan
    case .distinct(let column, let window): return Double(distinctCount(row, column, window))
    case .sessions(let gap, let window): return Double(sessions(row, gap, window).count)
    case .sessionHours(let gap, let window): return sessions(row, gap, window).length.days * 24
    case .absent(let window): return recent(row, window).contains { isMeasured[$0.name] } ? 0 : 1
    case .sequence: return sequence?.completion(in: recent(row, nil)) == nil ? 0 : 1
    case .firstTouch, .lastTouch: return .nan
    }
  }

  private func count(_ row: Int, _ window: TimeSpan, _ counts: [Bool]) -> Int {
    recent(row, window).count { counts[$0.name] }
  }

  private func total(_ row: Int, _ weight: EventWeight) -> Double {
    var sum = ExactSum()
    for event in recent(row, weight.window) where isMeasured[event.name] {
      sum.add(weight(age: history.moments[row] - event.time, value: event.value))
    }
    return sum.value
  }

  private func distinctCount(_ row: Int, _ column: String, _ window: TimeSpan) -> Int {
    guard let codes = history.log.attribute(column)?.codes else { return 0 }
    let events = recent(row, window)
    return Set(
      events.indices.lazy.filter { isMeasured[events[$0].name] && codes[$0] >= 0 }
        .map { codes[$0] }
    ).count
  }

  private func sessions(
    _ row: Int, _ gap: TimeSpan, _ window: TimeSpan
  ) -> (count: Int, length: TimeSpan) {
    var (count, length) = (0, TimeSpan(microseconds: 0))
    var last: Timestamp?
    for event in recent(row, window) where isMeasured[event.name] {
      if let last, event.time - last <= gap {
        length = TimeSpan(microseconds: length.microseconds + (event.time - last).microseconds)
      } else {
        count += 1
      }
      last = event.time
    }
    return (count, length)
  }

  private func recent(_ row: Int, _ window: TimeSpan?) -> ArraySlice<EventLog.Event> {
    history.recent(row, window)
  }
}
