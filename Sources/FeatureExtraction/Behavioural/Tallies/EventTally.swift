internal import Tables

/// Adds events to the records of their leads, so that memory grows with leads and measures but not
/// with events.
///
/// Every lead has one moment, known beforehand; events after it add nothing. Nothing depends on the
/// order of the events, not even the last bit of a sum.
struct EventTally {
  private let layout: TallyLayout
  /// A record per lead; its first word is the lead's moment.
  private var words: [UInt64]

  /// What an event of one name does to a record.
  private struct Operation {
    let kind: TallyCell.Kind
    let word: Int
    /// What a count adds to its word.
    let increment: UInt64
    /// The age in microseconds from which on the event adds nothing.
    let window: Int64
  }

  init(_ layout: TallyLayout, moments: [Timestamp]) {
    self.layout = layout
    words = [UInt64](repeating: 0, count: layout.stride * moments.count)
    let latest = zip(layout.cells, layout.places).filter { $0.0.kind == .latest }
    for (row, moment) in moments.enumerated() {
      words[row * layout.stride] = UInt64(bitPattern: moment.microseconds)
      for (_, place) in latest { words[row * layout.stride + place.word] = TalliedEvents.never }
    }
  }

  /// How many events are looked at ahead, so that the processor fetches their records together.
  private static let ahead = 32

  /// Adds the events of a block, each to the record of its row; those of row -1 are left out.
  ///
  /// - Returns: Nothing that matters; it keeps the looking ahead from being removed as useless.
  @discardableResult
  mutating func add(_ block: EventBlock, rows: [Int32]) -> UInt64 {
    let perName = block.nameList.map(self.operations)
    let operations = Array(perName.joined())
    var starts = [0]
    for some in perName { starts.append(starts[starts.count - 1] + some.count) }
    var touched: UInt64 = 0
    for first in stride(from: 0, to: rows.count, by: EventTally.ahead) {
      let indices = first..<min(first + EventTally.ahead, rows.count)
      for index in indices where rows[index] >= 0 {
        let record = Int(rows[index]) * layout.stride
        touched ^= words[record] ^ words[record + layout.stride / 2]
        touched ^= words[record + layout.stride - 1]
      }
      for index in indices where rows[index] >= 0 {
        let name = Int(block.names[index])
        add(
          block, index, to: Int(rows[index]) * layout.stride,
          operations[starts[name]..<starts[name + 1]])
      }
    }
    return touched
  }

  @inline(__always)
  private mutating func add(
    _ block: EventBlock, _ index: Int, to record: Int, _ operations: ArraySlice<Operation>
  ) {
    let time = block.times[index]
    let moment = Timestamp(microseconds: Int64(bitPattern: words[record]))
    let age = moment - time
    guard age.microseconds >= 0 else { return }
    for operation in operations where age.microseconds < operation.window {
      let word = record + operation.word
      switch operation.kind {
      case .count: words[word] &+= operation.increment
      case .latest:
        words[word] = TalliedEvents.latest(words[word], UInt64(bitPattern: time.microseconds))
      case .days:
        let day = moment.day - time.day
        words[word + day / 64] |= 1 << UInt64(day % 64)
      case .sum(let weight):
        var sum = ExactSum(low: words[word], high: words[word + 1])
        sum.add(weight(age: age, value: block.values[index]))
        words[word] = sum.low
        words[word + 1] = sum.high
      }
    }
  }

  /// What was added.
  var tallied: TalliedEvents { TalliedEvents(layout: layout, words: words) }

  private func operations(of name: String) -> [Operation] {
    zip(layout.cells, layout.places).compactMap { cell, place in
      guard cell.names.contains(name) || cell.names.contains(EventFeature.anyEvent) else {
        return nil
      }
      let window: TimeSpan? =
        switch cell.kind {
        case .count(let window), .days(let window): window
        case .sum(let weight): weight.window
        case .latest: nil
        }
      return Operation(
        kind: cell.kind, word: place.word, increment: place.isUpperHalf ? 1 << 32 : 1,
        window: window?.microseconds ?? .max)
    }
  }
}
