internal import Tables

/// Gathers one column of the events that are kept.
struct AttributeCollector {
  private let name: String
  private var known: [String: Int32] = [:]
  private var codes: [Int32] = []

  /// No events yet of a column of a name.
  init(_ name: String) { self.name = name }

  /// Adds what a column of a block says of some of its events.
  mutating func append(_ column: Categories, at events: [Int32]) {
    append(events.lazy.map { column.codes[Int($0)] }, count: column.levels.count) {
      column.levels[$0]
    }
  }

  /// Adds codes of so many texts; only those that occur are made known.
  private mutating func append(
    _ others: some Sequence<Int32>, count: Int, text: (Int) -> String
  ) {
    // Slot 0 is for no text.
    var own = [Int32](repeating: -2, count: count + 1)
    own[0] = -1
    for other in others {
      let slot = Int(other) + 1
      if own[slot] == -2 {
        let text = text(slot - 1)
        own[slot] = known[text] ?? Int32(known.count)
        known[text] = own[slot]
      }
      codes.append(own[slot])
    }
  }

  /// The column, its texts sorted so that their order does not depend on that of the events.
  var attribute: EventAttribute {
    let levels = known.keys.sorted()
    var position = [Int32](repeating: 0, count: levels.count)
    for (place, text) in levels.enumerated() { position[Int(known[text] ?? 0)] = Int32(place) }
    return EventAttribute(
      name: name, levels: levels, codes: codes.map { $0 < 0 ? -1 : position[Int($0)] })
  }

  /// Starts anew with what a log has of the column; texts that no event of it has are forgotten.
  mutating func restart(with log: EventLog) {
    guard let attribute = log.attribute(name) else { return }
    known.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    append(attribute.codes, count: attribute.levels.count) { attribute.levels[$0] }
  }
}
