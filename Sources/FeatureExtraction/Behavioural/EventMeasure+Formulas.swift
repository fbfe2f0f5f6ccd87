internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What an event of some age weighs in a sum, the same wherever the sum is made.
enum EventWeight: Equatable {
  /// Its value, up to an age.
  case value(TimeSpan)
  /// `2^(−age / half-life)`.
  case halfLife(TimeSpan)
  /// `1 − age / span`, up to the span.
  case linear(TimeSpan)

  /// The age from which on an event weighs nothing; nil for never.
  var window: TimeSpan? {
    switch self {
    case .value(let window), .linear(let window): window
    case .halfLife: nil
    }
  }

  /// Whether all weights are between 0 and 1.
  var isShare: Bool {
    switch self {
    case .value: false
    case .halfLife, .linear: true
    }
  }

  /// The weight of an event within the window.
  @inline(__always)
  func callAsFunction(age: TimeSpan, value: Double) -> Double {
    switch self {
    case .value: EventWeight.ofValue(value)
    case .halfLife(let span): EventWeight.decayed(age, halfLife: span)
    case .linear(let span): EventWeight.linear(age, span: span)
    }
  }

  @inline(__always)
  static func ofValue(_ value: Double) -> Double { value.isNaN ? 0 : value }

  @inline(__always)
  static func decayed(_ age: TimeSpan, halfLife: TimeSpan) -> Double {
    exp2(-age.days / halfLife.days)
  }

  @inline(__always)
  static func linear(_ age: TimeSpan, span: TimeSpan) -> Double { 1 - age.days / span.days }
}

extension EventMeasure {
  /// What events weigh in a measure that is a sum; nil for any other.
  var weight: EventWeight? {
    switch self {
    case .sum(let window): .value(window)
    case .decayed(let halfLife): .halfLife(halfLife)
    case .linearlyDecayed(let span): .linear(span)
    default: nil
    }
  }

  /// How far back the measure looks; nil for ever.
  var reach: TimeSpan? {
    switch self {
    case .count(let window), .activeDays(let window), .sum(let window), .absent(let window),
      .rate(_, let window), .shrunkRate(_, let window), .distinct(_, let window),
      .sessions(_, let window), .sessionHours(_, let window), .linearlyDecayed(let window):
      window
    case .trend(let short, let long): max(short, long)
    case .recency, .decayed, .firstTouch, .lastTouch, .sequence: nil
    }
  }

  /// The trend of so many events in the short and the long window.
  static func trend(_ shortCount: Int, in short: TimeSpan, _ longCount: Int, in long: TimeSpan)
    -> Double
  {
    let expected = Double(shortCount) * (long.days / short.days)
    return log((expected + 1) / (Double(longCount) + 1))
  }
}
