public import Tables

/// One value taken from the events of a lead up to its moment.
///
/// A window of 7 days is everything after the moment less 7 days, up to and including the moment.
public enum EventMeasure: Sendable, Equatable {
  /// How many events there were in the window.
  case count(TimeSpan)
  /// On how many days (UTC) of the window there were events.
  case activeDays(TimeSpan)
  /// The days since the last event, whenever that was; missing when there was none.
  case recency
  /// Whether events come more often lately: `ln((c·long/short + 1) / (C + 1))` of the counts `c` in
  /// the short window and `C` in the long one; 0 without events.
  case trend(short: TimeSpan, long: TimeSpan)
  /// Events per event of other names in the window, `(x + ½) / (n + 1)`; missing when `n` is 0.
  ///
  /// Depends on nothing but the lead's own events, so that its value needs no model.
  case rate(per: [String], window: TimeSpan)
  /// Events per event of other names in the window, drawn towards the ``BaseRate`` of the training
  /// leads; missing when `n` is 0.
  case shrunkRate(per: [String], window: TimeSpan)
  /// All events, each weighing `2^(−age / half-life)`.
  case decayed(halfLife: TimeSpan)
  /// The events younger than the span, each weighing `1 − age / span`.
  case linearlyDecayed(over: TimeSpan)
  /// The sum of the events' values in the window.
  case sum(TimeSpan)
  /// How many different values a column of the events has in the window.
  case distinct(column: String, window: TimeSpan)
  /// How many sessions there were in the window: runs of events no two of which in a row are further
  /// apart than the gap.
  case sessions(gap: TimeSpan, window: TimeSpan)
  /// The hours in the sessions of the window, each from its first to its last event.
  case sessionHours(gap: TimeSpan, window: TimeSpan)
  /// The value of a column at the first event that has one, whenever that was.
  case firstTouch(column: String)
  /// The value of a column at the last event that has one.
  case lastTouch(column: String)
  /// 1 when there was no event in the window, else 0.
  case absent(TimeSpan)
  /// 1 when events of all names once came one after the other, in the order of the names, the last
  /// no longer than the span after the first; else 0.
  case sequence(within: TimeSpan)

  /// The complete definition in words, after the name of the events.
  func name(of events: String) -> String {
    switch self {
    case .count(let window): "\(events): count in \(window.words)"
    case .activeDays(let window): "\(events): days active in \(window.words)"
    case .recency: "\(events): days since last"
    case .trend(let short, let long): "\(events): trend \(short.words) / \(long.words)"
    case .rate(let others, let window):
      "\(events) per \(others.joined(separator: " + ")) in \(window.words)"
    case .shrunkRate(let others, let window):
      "\(events) per \(others.joined(separator: " + ")) in \(window.words), towards the base rate"
    case .decayed(let halfLife): "\(events): decayed, half-life \(halfLife.words)"
    case .linearlyDecayed(let span): "\(events): decayed linearly over \(span.words)"
    case .sum(let window): "\(events): sum of value in \(window.words)"
    case .distinct(let column, let window): "\(events): distinct \(column) in \(window.words)"
    case .sessions(let gap, let window):
      "\(events): sessions in \(window.words), gap \(gap.words)"
    case .sessionHours(let gap, let window):
      "\(events): hours in sessions in \(window.words), gap \(gap.words)"
    case .firstTouch(let column): "\(events): first \(column)"
    case .lastTouch(let column): "\(events): last \(column)"
    case .absent(let window): "\(events): none in \(window.words)"
    case .sequence(let span): "\(events): in this order within \(span.words)"
    }
  }

  /// The scale that suits a measure that is a number; nil for one that is a category.
  ///
  /// The tenth log-in says less than the first, and sums span orders of magnitude.
  var transform: NumericTransform? {
    switch self {
    case .count, .activeDays, .recency, .decayed, .linearlyDecayed, .sum, .distinct, .sessions,
      .sessionHours:
      .log
    case .trend, .rate, .shrunkRate, .absent, .sequence: NumericTransform.none
    case .firstTouch, .lastTouch: nil
    }
  }

  /// The names of other events that are counted too.
  var others: [String] {
    switch self {
    case .rate(let others, _), .shrunkRate(let others, _): others
    default: []
    }
  }

  /// The column of the events that is read, besides name, time and value; nil for none.
  var column: String? {
    switch self {
    case .distinct(let column, _), .firstTouch(let column), .lastTouch(let column): column
    default: nil
    }
  }
}
