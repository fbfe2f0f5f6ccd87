public import Tables

/// One number taken from the events of a lead up to its moment.
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
  case rate(per: [String], window: TimeSpan)
  /// All events, each weighing `2^(−age / half-life)`.
  case decayed(halfLife: TimeSpan)
  /// The sum of the events' values in the window.
  case sum(TimeSpan)

  /// The complete definition in words, after the name of the events.
  func name(of events: String) -> String {
    switch self {
    case .count(let window): "\(events): count in \(window.words)"
    case .activeDays(let window): "\(events): days active in \(window.words)"
    case .recency: "\(events): days since last"
    case .trend(let short, let long): "\(events): trend \(short.words) / \(long.words)"
    case .rate(let others, let window):
      "\(events) per \(others.joined(separator: " + ")) in \(window.words)"
    case .decayed(let halfLife): "\(events): decayed, half-life \(halfLife.words)"
    case .sum(let window): "\(events): sum of value in \(window.words)"
    }
  }

  /// The scale that suits the measure.
  ///
  /// The tenth log-in says less than the first, and sums span orders of magnitude.
  var transform: NumericTransform {
    switch self {
    case .count, .activeDays, .recency, .decayed, .sum: .log
    case .trend, .rate: .none
    }
  }
}
