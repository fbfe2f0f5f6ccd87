internal import Tables

/// What the events of leads add up to, each lead up to its moment.
public struct TalliedEvents: Sendable {
  private let layout: TallyLayout
  private let words: [UInt64]
  /// The record of each row.
  private let records: [Int]

  /// The time of the last event where there was none.
  static let never = UInt64(bitPattern: .min)

  @inline(__always)
  static func latest(_ one: UInt64, _ other: UInt64) -> UInt64 {
    UInt64(bitPattern: max(Int64(bitPattern: one), Int64(bitPattern: other)))
  }

  init(layout: TallyLayout, words: [UInt64]) {
    self.init(
      layout: layout, words: words, records: Array(0..<words.count / layout.stride))
  }

  private init(layout: TallyLayout, words: [UInt64], records: [Int]) {
    self.layout = layout
    self.words = words
    self.records = records
  }

  /// The events of some rows, in that order.
  func rows(_ indices: [Int]) -> TalliedEvents {
    TalliedEvents(layout: layout, words: words, records: indices.map { records[$0] })
  }

  /// The events of leads at moments; nil when they were added up to other ones.
  func leads(_ leads: [Int], at wanted: [Timestamp]) -> TalliedEvents? {
    guard zip(leads, wanted).allSatisfy({ moment($0) == $1 }) else { return nil }
    return rows(leads)
  }

  /// The numbers of a measure, as ``EventMeasurement`` takes them from a log.
  func values(_ measure: EventMeasure, of names: [String], towards base: BaseRate) -> [Double] {
    let places = (measure.cells(of: names) ?? []).compactMap(layout.place)
    guard let first = places.first else { return records.map { _ in .nan } }
    return records.map { record in
      let start = record * layout.stride
      func count(_ place: Int) -> Int { self.count(start, places[place]) }
      switch measure {
      case .count: return Double(count(0))
      case .absent: return count(0) == 0 ? 1 : 0
      case .activeDays(let window):
        let wordCount = TallyCell.dayCount(window) / 64 + 1
        return Double(
          words[start + first.word..<start + first.word + wordCount]
            .reduce(0) { $0 + $1.nonzeroBitCount })
      case .recency:
        let last = words[start + first.word]
        guard last != TalliedEvents.never else { return .nan }
        return (moment(record) - Timestamp(microseconds: Int64(bitPattern: last))).days
      case .trend(let short, let long):
        return EventMeasure.trend(count(0), in: short, count(1), in: long)
      case .rate, .shrunkRate:
        let others = count(1)
        return others > 0 ? base.rate(events: count(0), others: others) : .nan
      case .decayed, .linearlyDecayed, .sum:
        return ExactSum(low: words[start + first.word], high: words[start + first.word + 1]).value
      case .distinct, .sessions, .sessionHours, .firstTouch, .lastTouch, .sequence: return .nan
      }
    }
  }

  /// The events and what they are counted per, of a rate that is drawn towards the base rate.
  func counts(_ measure: EventMeasure, of names: [String]) -> [(events: Int, others: Int)]? {
    guard case .shrunkRate = measure else { return nil }
    let places = (measure.cells(of: names) ?? []).compactMap(layout.place)
    guard places.count == 2 else { return nil }
    return records.map { record in
      let start = record * layout.stride
      return (count(start, places[0]), count(start, places[1]))
    }
  }

  private func moment(_ record: Int) -> Timestamp {
    Timestamp(microseconds: Int64(bitPattern: words[record * layout.stride]))
  }

  private func count(_ start: Int, _ place: TallyLayout.Place) -> Int {
    let word = words[start + place.word]
    return Int(place.isUpperHalf ? word >> 32 : word & 0xFFFF_FFFF)
  }
}
