internal import Tables

/// The values that fields of leads had, and since when.
///
/// A lead whose field never changed had its value from creation. Of one that did, the value in the
/// leads file is never used: it is today's, and the history has it from its own day on. Before the
/// first change the value is the one the history calls the previous, else it is missing. Of changes at
/// one moment the last in the order of their texts holds.
struct FieldHistory: Sendable {
  /// A change of a field.
  struct Change: Sendable {
    let lead: Int
    let field: String
    let time: Timestamp
    let value: String?
    let previous: String?
    let place: Place
  }

  private let changes: [String: [Int: [Change]]]
  private let knowsPrevious: Bool
  /// How the history writes numbers.
  let numbers: NumberFormat

  init(_ changes: [Change], knowsPrevious: Bool, numbers: NumberFormat) {
    var byField: [String: [Int: [Change]]] = [:]
    for change in changes {
      byField[change.field, default: [:]][change.lead, default: []].append(change)
    }
    self.changes = byField.mapValues { $0.mapValues { $0.sorted { $0.precedes($1) } } }
    self.knowsPrevious = knowsPrevious
    self.numbers = numbers
  }

  /// The names of the fields that changed.
  var fields: Set<String> { Set(changes.keys) }

  /// The newest change; nil without changes.
  var newest: Timestamp? {
    changes.values.flatMap { $0.values.compactMap { $0.last?.time } }.max()
  }

  /// The value of a lead's field at a moment; nil where the field of this lead never changed.
  func value(of field: String, lead: Int, at moment: Timestamp) -> Value? {
    guard let own = changes[field]?[lead], let first = own.first else { return nil }
    guard let current = own.last(where: { $0.time <= moment }) else {
      return Value(text: knowsPrevious ? first.previous : nil)
    }
    return Value(text: current.value)
  }

  /// A value, which may be missing.
  struct Value { let text: String? }

  /// The leads whose field changed.
  func leads(of field: String) -> [Int] { Array((changes[field] ?? [:]).keys) }

  /// All values of a field that were known by a time, among them those before the first change.
  func values(of field: String, knownBy now: Timestamp) -> [(lead: Int, text: String?)] {
    (changes[field] ?? [:]).flatMap { lead, own in
      own.filter { $0.time <= now }.map { (lead, $0.value) }
        + (knowsPrevious ? [(lead, own.first?.previous)] : [])
    }
  }

  /// What is wrong with the values of a field, which stand in a column: one problem per change.
  func problems(
    of field: String, column: String, flaw: (String) -> DataProblem.Kind?
  ) -> [DataProblem] {
    (changes[field] ?? [:]).values.flatMap { $0 }.compactMap { change -> DataProblem? in
      let texts = [change.value, change.previous].compactMap(\.self)
      return texts.lazy.compactMap(flaw).first.map {
        DataProblem(place: change.place, column: column, kind: $0)
      }
    }
  }
}

extension FieldHistory.Change {
  fileprivate func precedes(_ other: FieldHistory.Change) -> Bool {
    if time != other.time { return time < other.time }
    return (value ?? "").utf8.lexicographicallyPrecedes((other.value ?? "").utf8)
  }
}
