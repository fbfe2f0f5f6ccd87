internal import Tables

/// Gathers events one by one.
struct LogCollector {
  private var names: [String: Int] = [:]
  private var leads: [Int32] = []
  private var events: [EventLog.Event] = []
  private var attributes: [AttributeCollector]
  /// Which events are kept; nil for all.
  private let selection: EventSelection?
  /// For each lead, whether its events are kept; nil for all.
  private let isKept: [Bool]?

  /// A collector that also keeps some columns of the events.
  init(
    attributes: [String] = [], keeping selection: EventSelection? = nil,
    ofLeads isKept: [Bool]? = nil
  ) {
    self.attributes = attributes.map(AttributeCollector.init)
    self.selection = selection
    self.isKept = isKept
  }

  /// Adds the events of a block, each to the lead of its row; those of rows below 0 are left out.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    var known: [Int] = []
    for name in block.nameList {
      let code = names[name] ?? names.count
      names[name] = code
      known.append(code)
    }
    let columns = attributes.indices.map { attributes[$0].codes(of: block.attributes[$0]) }
    let reaches = selection.map { selection in block.nameList.map(selection.reach) }
    if let reaches, reaches.allSatisfy({ $0 == nil }) { return }
    for (index, lead) in rows.enumerated() where lead >= 0 {
      if let isKept, !isKept[Int(lead)] { continue }
      if let selection, let reaches {
        guard let reach = reaches[Int(block.names[index])],
          selection.contains(block.times[index], ofLead: lead, reach: reach)
        else { continue }
      }
      leads.append(lead)
      events.append(
        EventLog.Event(
          time: block.times[index], name: known[Int(block.names[index])],
          value: block.values[index]))
      for (place, codes) in columns.enumerated() { attributes[place].append(codes[index]) }
    }
  }

  /// The log, names sorted.
  func log(leadCount: Int) -> EventLog {
    let sorted = names.keys.sorted()
    var position = [Int](repeating: 0, count: sorted.count)
    for (index, name) in sorted.enumerated() { position[names[name] ?? 0] = index }
    return EventLog(
      names: sorted, leadCount: leadCount, leads: leads, events: events,
      attributes: attributes.map(\.attribute), codes: position, interests: selection?.interests)
  }
}

/// Gathers one column of the events that are kept.
private struct AttributeCollector {
  private let name: String
  private var known: [String: Int32] = [:]
  private var codes: [Int32] = []

  init(_ name: String) { self.name = name }

  /// The codes of a block's rows among the texts of all blocks.
  mutating func codes(of block: Categories) -> [Int32] {
    var recoded: [Int32] = []
    for level in 0..<block.levels.count {
      let text = block.levels[level]
      let code = known[text] ?? Int32(known.count)
      known[text] = code
      recoded.append(code)
    }
    return block.codes.map { $0 < 0 ? -1 : recoded[Int($0)] }
  }

  mutating func append(_ code: Int32) { codes.append(code) }

  /// The column, its texts sorted so that their order does not depend on that of the events.
  var attribute: EventAttribute {
    let levels = known.keys.sorted()
    var position = [Int32](repeating: 0, count: levels.count)
    for (place, text) in levels.enumerated() { position[Int(known[text] ?? 0)] = Int32(place) }
    return EventAttribute(
      name: name, levels: levels, codes: codes.map { $0 < 0 ? -1 : position[Int($0)] })
  }
}
