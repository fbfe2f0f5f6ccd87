/// What one more column of the events file says of each event, such as its source or its user.
public struct EventAttribute: Sendable, Equatable {
  /// The name of the column.
  public let name: String
  /// The distinct texts, sorted.
  public let levels: [String]
  /// For each event, the index of its text; -1 when it has none.
  public let codes: [Int32]

  /// A column of events.
  ///
  /// - Precondition: `levels` is sorted, and every code is -1 or an index into it.
  public init(name: String, levels: [String], codes: [Int32]) {
    precondition(levels == levels.sorted())
    precondition(codes.allSatisfy { -1..<levels.count ~= Int($0) })
    self.name = name
    self.levels = levels
    self.codes = codes
  }

  private init(reordering other: EventAttribute, codes: [Int32]) {
    name = other.name
    levels = other.levels
    self.codes = codes
  }

  /// The same column for the events at some indices, in that order.
  func events(_ indices: some Sequence<Int>) -> EventAttribute {
    EventAttribute(reordering: self, codes: indices.map { codes[$0] })
  }
}
