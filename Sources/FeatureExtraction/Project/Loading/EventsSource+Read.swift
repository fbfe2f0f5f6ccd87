internal import Tables

/// How many events were read, and what was strange about them.
public struct EventCounts: Sendable, Equatable {
  /// The rows of the events file: those kept, the duplicates, the orphans, and those before a duplicate.
  public let read: Int
  /// Events of known leads, each once.
  public let kept: Int
  /// Events whose identifier came before; not kept.
  public let duplicates: Int
  /// Events of leads that are not in the leads file; not kept.
  public let orphans: Int
  /// Kept events that happened before their lead was created.
  public let beforeCreation: Int
  /// Events of a duplicate lead from before it was entered; not kept.
  public let beforeDuplicate: Int
}

extension EventsSource {
  /// Reads the events of leads, each event once.
  ///
  /// The file is streamed. Kept in a log, an event costs some 30 bytes, and 4 for every other column
  /// that features read; added up to what features need, or let go of since it makes no difference to
  /// them, it costs nothing. Its identifier costs a hash of 10 to 13 bytes either way: repeats cannot be told without.
  ///
  /// - Parameters:
  ///   - file: The events.
  ///   - attributes: The columns that are read besides those of the section.
  ///   - leads: The identifiers of leads, of duplicates after them, and of suppressed leads last.
  ///   - leadCount: How many are no suppressed leads.
  ///   - empty: What the events are added to.
  ///   - threads: How many threads read.
  /// - Returns: The same with the events.
  /// - Throws: `DataProblems` for an event without a time, a name or an identifier, and when most
  ///   events belong to no lead.
  func read(
    _ file: CSVFile, attributes: [String] = [], leads: TextIndex, leadCount: Int,
    into empty: consuming EventCollector, threads: Int
  ) throws -> EventCollector {
    // Consumed: if somebody else held the records too, the first event would copy all of them, out of
    // their large pages.
    var collector = empty
    let kinds = kinds(leads: leads)
    let others = attributes.filter { name in !kinds.contains { $0.name == name } }
    try file.stream(kinds + others.map { ($0, .category) }, threads: threads) { table in
      try EventBlock(table, source: self, attributes: attributes, leadCount: leadCount)
    } consume: { block in
      collector.add(block)
    }
    try collector.refuseOrphans(file: file.path, column: lead.name)
    collector.finish()
    return collector
  }

  private func kinds(leads: TextIndex) -> [(name: String, kind: ColumnKind)] {
    var kinds: [(name: String, kind: ColumnKind)] = [
      (lead.name, .indexed(leads)), (time.column.name, .timestamp(time.format)),
    ]
    if case .column(let column) = name { kinds.append((column.name, .category)) }
    if let value { kinds.append((value.name, .number)) }
    if let identifier { kinds.append((identifier.name, .text)) }
    return kinds
  }
}
