internal import Tables

/// What the events of leads add up to, each lead up to its moment.
public struct TalliedEvents: Sendable {
  private let layout: TallyLayout
  private let words: [UInt64]
  /// The first word of the record of each row.
  private let starts: [Int]

  /// The time of the last event where there was none.
  static let never = UInt64(bitPattern: .min)

  init(_ layout: TallyLayout, _ records: WordRecords) {
    self.init(
      layout: layout, words: records.words,
      starts: (0..<records.count).map { records.first + $0 * records.stride })
  }

  private init(layout: TallyLayout, words: [UInt64], starts: [Int]) {
    self.layout = layout
    self.words = words
    self.starts = starts
  }

  /// The events of some rows, in that order.
  func rows(_ indices: [Int]) -> TalliedEvents {
    TalliedEvents(layout: layout, words: words, starts: indices.map { starts[$0] })
  }

  /// The numbers of a measure, as ``EventMeasurement`` takes them from a log.
  func values(_ measure: EventMeasure, of names: [String], towards base: BaseRate) -> [Double] {
    guard let cells = measure.cells(of: names), let first = cells.first else {
      return starts.map { _ in .nan }
    }
    let places = cells.map(layout.places)
    let firstPlaces = places[0]
    let firstHalf = layout.half(of: first) ?? 0
    let firstWord = firstHalf / 2
    if case .count = measure { return counts(firstPlaces) }
    return starts.map { start in
      let word = start + firstWord
      func count(_ cell: Int) -> Int { self.count(start, places[cell]) }
      switch measure {
      case .count: return Double(count(0))
      case .absent: return count(0) == 0 ? 1 : 0
      case .activeDays(let window):
        let halves = firstHalf...firstHalf + TallyCell.dayCount(window) / 32
        return Double(
          halves.reduce(0) { $0 + Int(half(start, $1).nonzeroBitCount) })
      case .recency:
        let last = words[word]
        guard last != TalliedEvents.never else { return .nan }
        return (moment(start) - Timestamp(microseconds: Int64(bitPattern: last))).days
      case .trend(let short, let long):
        return EventMeasure.trend(count(0), in: short, count(1), in: long)
      case .rate, .shrunkRate:
        let others = count(1)
        return others > 0 ? base.rate(events: count(0), others: others) : .nan
      case .decayed, .linearlyDecayed, .sum:
        return ExactSum(low: words[word], high: words[word + 1]).value
      case .distinct, .sessions, .sessionHours, .firstTouch, .lastTouch, .sequence: return .nan
      }
    }
  }

  /// The events and what they are counted per, of a rate that is drawn towards the base rate.
  func counts(_ measure: EventMeasure, of names: [String]) -> [(events: Int, others: Int)]? {
    guard case .shrunkRate = measure else { return nil }
    let places = (measure.cells(of: names) ?? []).map(layout.places)
    guard places.count == 2 else { return nil }
    return starts.map { start in
      (count(start, places[0]), count(start, places[1]))
    }
  }

  private func moment(_ start: Int) -> Timestamp {
    Timestamp(microseconds: Int64(bitPattern: words[start]))
  }

  private func count(_ start: Int, _ places: [Int]) -> Int {
    places.reduce(0) { $0 + Int(half(start, $1)) }
  }

  @inline(__always)
  private func half(_ start: Int, _ half: Int) -> UInt64 {
    words[start + (half >> 1)] &>> UInt64(32 * (half & 1)) & 0xFFFF_FFFF
  }

  /// The same count of all rows.
  private func counts(_ places: [Int]) -> [Double] {
    unsafe [Double](unsafeUninitializedCapacity: starts.count) { counts, written in
      for (row, start) in starts.enumerated() {
        var count: UInt64 = 0
        for place in places { count &+= half(start, place) }
        unsafe counts[row] = Double(Int64(bitPattern: count))
      }
      written = starts.count
    }
  }
}
