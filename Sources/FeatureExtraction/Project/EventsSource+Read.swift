internal import Tables

/// How many events were read, and what was strange about them.
public struct EventCounts: Sendable, Equatable {
  /// The rows of the events file: those kept, the duplicates and the orphans.
  public let read: Int
  /// Events of known leads, each once.
  public let kept: Int
  /// Events whose identifier came before; not kept.
  public let duplicates: Int
  /// Events of leads that are not in the leads file; not kept.
  public let orphans: Int
  /// Kept events that happened before their lead was created.
  public let beforeCreation: Int
}

extension EventsSource {
  /// Reads the events of leads, each event once.
  ///
  /// The file is streamed; an event costs some 30 bytes and its identifier a hash.
  ///
  /// - Throws: `DataProblems` for an event without a time, a name or an identifier, and when most
  ///   events belong to no lead.
  func read(_ file: CSVFile, leads: LeadRecords, threads: Int) throws -> (EventLog, EventCounts) {
    let rowOfLead = Dictionary(
      uniqueKeysWithValues: leads.identifiers.enumerated().map { ($1, Int32($0)) })
    var collector = EventCollector(created: leads.created)
    try file.stream(kinds, threads: threads) { table in
      try EventBlock(table, source: self, rowOfLead: rowOfLead)
    } consume: { block in
      collector.add(block)
    }
    try collector.refuseOrphans(file: file.path, column: lead.name)
    return (collector.log, collector.counts)
  }

  private var kinds: [(name: String, kind: ColumnKind)] {
    var kinds: [(name: String, kind: ColumnKind)] = [
      (lead.name, .text), (time.column.name, .timestamp(time.format)),
    ]
    if case .column(let column) = name { kinds.append((column.name, .category)) }
    if let value { kinds.append((value.name, .number)) }
    if let identifier { kinds.append((identifier.name, .text)) }
    return kinds
  }
}

/// The events of some rows of the file, without their texts.
private struct EventBlock: Sendable {
  /// For each event, the row of its lead; -1 when it belongs to none.
  private(set) var leads: [Int32] = []
  private(set) var times: [Timestamp] = []
  /// For each event, the index of its name among the block's.
  private(set) var names: [Int32] = []
  private(set) var values: [Double] = []
  /// For each event, the hash of its identifier; empty when events have none.
  private(set) var identifiers: [UInt64] = []
  let nameList: [String]
  /// The line of the first event that belongs to no lead.
  let firstOrphanLine: Int?

  init(_ table: Table, source: EventsSource, rowOfLead: [String: Int32]) throws {
    var reader = EventRowReader(table)
    leads = reader.texts(source.lead.name).map { rowOfLead[$0] ?? -1 }
    firstOrphanLine = leads.firstIndex(of: -1).map { table.place(ofRow: $0).line }
    times = reader.times(source.time.column.name)
    switch source.name {
    case .constant(let name):
      nameList = [name]
      names = [Int32](repeating: 0, count: table.rowCount)
    case .column(let column):
      let categories = reader.categories(column.name)
      nameList = (0..<categories.levels.count).map { categories.levels[$0] }
      names = categories.codes
    }
    values =
      source.value.map { reader.numbers($0.name) }
      ?? [Double](repeating: .nan, count: table.rowCount)
    if let identifier = source.identifier { identifiers = reader.hashes(identifier.name) }
    try DataProblems(reader.problems).throwIfAny()
  }
}

/// Reads columns of an events table and gathers what is missing.
private struct EventRowReader {
  private let table: Table
  private(set) var problems: [DataProblem] = []

  init(_ table: Table) { self.table = table }

  private func values(_ name: String) -> ColumnValues {
    guard let column = table[name] else { preconditionFailure("column \(name) was streamed") }
    return column.values
  }

  private mutating func report(_ row: Int, _ column: String, _ kind: DataProblem.Kind) {
    problems.append(DataProblem(place: table.place(ofRow: row), column: column, kind: kind))
  }

  func texts(_ name: String) -> [String] {
    guard case .text(let strings) = values(name) else { return [] }
    return (0..<strings.count).map { strings[$0] }
  }

  func numbers(_ name: String) -> [Double] {
    guard case .numbers(let numbers) = values(name) else { return [] }
    return numbers
  }

  mutating func times(_ name: String) -> [Timestamp] {
    guard case .timestamps(let times) = values(name) else { return [] }
    return times.enumerated().map { row, time in
      if time == nil { report(row, name, .custom("the event has no time")) }
      return time ?? Timestamp(microseconds: 0)
    }
  }

  mutating func categories(_ name: String) -> Categories {
    guard case .categories(let categories) = values(name) else { return Categories([]) }
    for (row, code) in categories.codes.enumerated() where code < 0 {
      report(row, name, .custom("the event has no name"))
    }
    return categories
  }

  mutating func hashes(_ name: String) -> [UInt64] {
    guard case .text(let strings) = values(name) else { return [] }
    return (0..<strings.count).map { row in
      let text = strings.utf8(at: row)
      if text.isEmpty { report(row, name, .missingIdentifier) }
      return UInt64(hashing: text)
    }
  }
}

/// Gathers blocks of events in the order of the file.
private struct EventCollector {
  private let created: [Timestamp]
  private var names: [String: Int] = [:]
  private var seen: Set<UInt64> = []
  private var leads: [Int32] = []
  private var events: [EventLog.Event] = []
  private var (read, duplicates, orphans, beforeCreation) = (0, 0, 0, 0)
  private var firstOrphanLine: Int?

  init(created: [Timestamp]) { self.created = created }

  mutating func add(_ block: EventBlock) {
    var known: [Int] = []
    for name in block.nameList {
      let code = names[name] ?? names.count
      names[name] = code
      known.append(code)
    }
    firstOrphanLine = firstOrphanLine ?? block.firstOrphanLine
    read += block.leads.count
    for (index, lead) in block.leads.enumerated() {
      if !block.identifiers.isEmpty, !seen.insert(block.identifiers[index]).inserted {
        duplicates += 1
      } else if lead < 0 {
        orphans += 1
      } else {
        let time = block.times[index]
        if time < created[Int(lead)] { beforeCreation += 1 }
        leads.append(lead)
        events.append(
          EventLog.Event(
            time: time, name: known[Int(block.names[index])], value: block.values[index]))
      }
    }
  }

  var counts: EventCounts {
    EventCounts(
      read: read, kept: events.count, duplicates: duplicates, orphans: orphans,
      beforeCreation: beforeCreation)
  }

  /// The log, names sorted.
  var log: EventLog {
    let sorted = names.keys.sorted()
    var position = [Int](repeating: 0, count: sorted.count)
    for (index, name) in sorted.enumerated() { position[names[name] ?? 0] = index }
    return EventLog(
      names: sorted, leadCount: created.count, leads: leads,
      events: events.map {
        EventLog.Event(time: $0.time, name: position[$0.name], value: $0.value)
      })
  }

  /// Refuses a log most of whose events belong to nobody: the key is wrong.
  func refuseOrphans(file: String, column: String) throws {
    guard orphans * 2 > orphans + events.count, let line = firstOrphanLine else { return }
    let text = "\(orphans) of \(orphans + events.count) events belong to no lead; is this the wrong key?"
    throw DataProblems([
      DataProblem(
        place: Place(file: file, line: line, column: 1), column: column, kind: .custom(text))
    ])
  }
}
