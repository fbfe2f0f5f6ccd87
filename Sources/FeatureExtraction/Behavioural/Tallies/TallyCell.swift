internal import Tables

/// A number that events are added to as they come, in any order.
struct TallyCell: Equatable {
  enum Kind: Equatable {
    /// How many events there were in a window; see ``TallyLayout/Windows``.
    case count(TimeSpan)
    /// The microseconds of the last event: one word.
    case latest
    /// The days (UTC) of a window that had events, counted back from the moment's: a bit each.
    case days(TimeSpan)
    /// A sum over events: two words.
    case sum(EventWeight)
  }

  /// The names of the events that are added.
  let names: [String]
  let kind: Kind

  /// The window of a count; nil for any other cell.
  var window: TimeSpan? {
    if case .count(let window) = kind { window } else { nil }
  }

  /// The age from which on an event adds nothing; nil for never.
  var reach: TimeSpan? {
    switch kind {
    case .count(let window), .days(let window): window
    case .latest: nil
    case .sum(let weight): weight.window
    }
  }

  /// How many half words, of 32 bits, the cell takes; counts have their places elsewhere.
  var halfCount: Int {
    switch kind {
    case .count: 0
    case .latest: 2
    case .days(let window): TallyCell.dayCount(window) / 32 + 1
    case .sum: 4
    }
  }

  /// Whether the cell is read and written as words of 64 bits.
  var isOfWholeWords: Bool {
    if case .days = kind { false } else { true }
  }

  /// How many days of the calendar a window may touch, less one.
  static func dayCount(_ window: TimeSpan) -> Int { Int(window.days.rounded(.up)) }
}

extension EventMeasure {
  /// The cells that the measure is made of; nil for one that needs the events in their order.
  func cells(of names: [String]) -> [TallyCell]? {
    func count(_ window: TimeSpan, _ counted: [String]) -> TallyCell {
      TallyCell(names: counted, kind: .count(window))
    }
    switch self {
    case .count(let window), .absent(let window): return [count(window, names)]
    case .activeDays(let window): return [TallyCell(names: names, kind: .days(window))]
    case .recency: return [TallyCell(names: names, kind: .latest)]
    case .trend(let short, let long): return [count(short, names), count(long, names)]
    case .rate(let others, let window), .shrunkRate(let others, let window):
      return [count(window, names), count(window, others)]
    case .decayed, .linearlyDecayed, .sum:
      return weight.map { [TallyCell(names: names, kind: .sum($0))] }
    case .distinct, .sessions, .sessionHours, .firstTouch, .lastTouch, .sequence: return nil
    }
  }
}
