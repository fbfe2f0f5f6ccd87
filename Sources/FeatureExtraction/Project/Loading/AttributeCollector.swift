internal import Tables

/// Gathers one column of the events that are kept.
struct AttributeCollector {
  private let name: String
  private var known: [String: Int32] = [:]
  private var codes: [Int32] = []
  /// The codes here of the texts of the block that is being added; nil for those not met yet.
  private var ofBlock: [Int32?] = []

  /// No events yet of a column of a name.
  init(_ name: String) { self.name = name }

  /// To be called before the events of a block are added.
  mutating func begin(_ block: Categories) {
    ofBlock = [Int32?](repeating: nil, count: block.levels.count)
  }

  /// Adds what a block says of one of its events.
  mutating func append(_ block: Categories, _ index: Int) {
    let code = Int(block.codes[index])
    guard code >= 0 else {
      codes.append(-1)
      return
    }
    let own = ofBlock[code] ?? ownCode(block.levels[code])
    ofBlock[code] = own
    codes.append(own)
  }

  private mutating func ownCode(_ text: String) -> Int32 {
    let code = known[text] ?? Int32(known.count)
    known[text] = code
    return code
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
    var own = [Int32?](repeating: nil, count: attribute.levels.count)
    for code in attribute.codes {
      guard code >= 0 else {
        codes.append(-1)
        continue
      }
      let kept = own[Int(code)] ?? ownCode(attribute.levels[Int(code)])
      own[Int(code)] = kept
      codes.append(kept)
    }
  }
}
