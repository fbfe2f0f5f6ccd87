import FeatureExtraction
public import Tables
import ScoringModel

/// How a flat table of past leads is to be read.
public struct FlatFileOptions: Sendable {
  /// The outcome's column.
  public var target: String
  /// The value of it that is a conversion; nil for the usual words.
  public var positive: String?
  /// The values that are no conversion, other values being undecided; nil for every other value.
  public var negatives: Set<String>?
  /// The column that names a lead; nil when none does.
  public var identifier: String?
  /// Columns to leave out.
  public var exclude: Set<String> = []
  /// The only columns to use; nil for all.
  public var only: Set<String>?
  /// Columns whose kind the user has named.
  public var declared: Set<String> = []
  /// Columns of ordered levels, with their order; levels that it leaves out follow by their numbers.
  public var ordered: [String: [String]] = [:]
  /// The column that orders leads in time.
  public var time: String?
  /// Whether the rows stand in time order.
  public var isInTimeOrder = false
  /// The column whose equal values stay on one side of the split.
  public var group: String?
  /// The column of weights.
  public var weights: String?
  /// The age at which a lead counts half; needs `time`.
  public var halfLife: TimeSpan?

  /// Options for a target, all others at their defaults.
  public init(target: String, positive: String? = nil, identifier: String? = nil) {
    self.target = target
    self.positive = positive
    self.identifier = identifier
  }

  /// The columns that play a part of their own and are no features.
  public var reserved: Set<String> {
    Set([target, identifier, time, group, weights].compactMap { $0 })
  }
}

extension LabelledLeads {
  /// The labelled leads of a flat table; rows whose target is missing or undecided are left out.
  ///
  /// - Throws: ``TrainingError``, or `DataProblems` for a table without rows, for a missing or
  ///   repeated identifier and for a weight that is none.
  public init(flat table: Table, options: FlatFileOptions) throws {
    let target = try table.column(options.target)
    guard table.rowCount > 0 else {
      throw DataProblems([
        DataProblem(place: Place(file: table.source, line: 1, column: 1), kind: .noRows)
      ])
    }
    let outcome = try OutcomeColumn(
      target, positive: options.positive, negatives: options.negatives)
    let rows = outcome.outcomes.indices.filter { outcome.outcomes[$0] != nil }
    let labelled = table.rows(rows)
    let keys = try labelled.leadKeys(identifier: options.identifier)
    let candidates = Table(
      source: table.source,
      columns: labelled.columns.filter { column in
        !options.reserved.contains(column.name) && !options.exclude.contains(column.name)
          && options.only?.contains(column.name) ?? true
      }, rowCount: rows.count, lines: labelled.lines)
    let features = FlatFileFeatures(
      of: candidates, declared: options.declared, ordered: options.ordered)
    let left = labelled.columns.map(\.name).filter { name in
      !options.reserved.contains(name) && candidates[name] == nil
    }
    self.init(
      subject: ModelSubject(
        target: options.target, positive: outcome.positive,
        negatives: options.negatives?.sorted(), identifier: options.identifier),
      table: candidates, declarations: features.declarations,
      dropped: features.dropped + left.map { DroppedColumn(column: $0, reason: .excluded) },
      outcomes: rows.map { outcome.outcomes[$0] ?? false }, keys: keys,
      groups: try options.group.map { try labelled.groupKeys($0, keys: keys) },
      order: try labelled.timeOrder(options), weights: try labelled.weights(options),
      sourceRows: rows)
  }
}

extension Table {
  /// A column by name.
  ///
  /// - Throws: `DataProblems` with the nearest name.
  func column(_ name: String) throws -> Column {
    if let column = self[name] { return column }
    throw DataProblems([
      DataProblem(
        place: Place(file: source, line: 1, column: 1),
        kind: .missingColumn(name: name, available: columns.map(\.name), delimiterHint: nil))
    ])
  }

  /// A key per lead from its identifier, or from its contents and how often they occurred before.
  public func leadKeys(identifier: String?) throws -> [UInt64] {
    guard let identifier else {
      var occurrences: [UInt64: UInt64] = [:]
      return rowHashes().map { hash in
        defer { occurrences[hash, default: 0] += 1 }
        return (hash &+ occurrences[hash, default: 0]).mixed
      }
    }
    let column = try column(identifier)
    var seen: [String: Int] = [:]
    var problems: [DataProblem] = []
    let keys = (0..<rowCount).map { row -> UInt64 in
      func report(_ kind: DataProblem.Kind) {
        problems.append(DataProblem(place: place(ofRow: row), column: identifier, kind: kind))
      }
      guard let id = column.text(row) else {
        report(.missingIdentifier)
        return 0
      }
      if let first = seen[id] {
        report(.duplicateIdentifier(id: id, firstLine: place(ofRow: first).line))
      }
      if id.utf8.count > 255 { report(.identifierTooLong(bytes: id.utf8.count)) }
      seen[id] = row
      return UInt64(hashing: id.utf8)
    }
    try DataProblems(problems).throwIfAny()
    return keys
  }

  /// One key per group; a lead without a group is a group of its own.
  fileprivate func groupKeys(_ name: String, keys: [UInt64]) throws -> [UInt64] {
    let column = try column(name)
    return (0..<rowCount).map { row in
      column.text(row).map { UInt64(hashing: $0.utf8) } ?? keys[row]
    }
  }

  fileprivate func timeOrder(_ options: FlatFileOptions) throws -> [Int64]? {
    if options.isInTimeOrder {
      return lines.isEmpty ? (0..<Int64(rowCount)).map { $0 } : lines.map { Int64($0) }
    }
    guard let time = options.time else { return nil }
    let column = try column(time)
    switch column.values {
    case .timestamps(let timestamps): return timestamps.map { $0?.microseconds ?? .min }
    case .numbers(let numbers): return numbers.map { $0.isNaN ? .min : $0.orderedBits }
    default:
      let texts = (0..<rowCount).lazy.compactMap(column.text)
      let found = texts.first { text in
        TimestampFormat.iso8601.timestamp(text) == nil && NumberFormat().number(text) == nil
      }
      throw TrainingError.notATime(column: time, found: found ?? texts.first ?? "")
    }
  }

  /// Given weights times the decay by age, as `2^(−age/half-life)`.
  fileprivate func weights(_ options: FlatFileOptions) throws -> [Double]? {
    var weights: [Double]?
    if let name = options.weights {
      guard case .numbers(let numbers) = try column(name).values else {
        throw TrainingError.notNumeric(column: name)
      }
      if let row = numbers.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
        let found = try column(name).text(row) ?? "(missing)"
        throw DataProblems([
          DataProblem(place: place(ofRow: row), column: name, kind: .negativeWeight(found: found))
        ])
      }
      weights = numbers
    }
    guard let halfLife = options.halfLife else { return weights }
    guard let time = options.time, case .timestamps(let times) = try column(time).values else {
      throw TrainingError.halfLifeNeedsTime
    }
    let newest = times.compactMap { $0 }.max() ?? Timestamp(microseconds: 0)
    return times.indices.map { row in
      let age = times[row].map { (newest - $0).days } ?? 0
      return (weights?[row] ?? 1) * powerOfTwo(-age / halfLife.days)
    }
  }
}

extension Double {
  /// A whole number that grows with this one, for numbers of any size.
  fileprivate var orderedBits: Int64 {
    let bits = Int64(bitPattern: (self + 0).bitPattern)
    return bits < 0 ? bits ^ .max : bits
  }
}

extension Column {
  /// The values as categories, numbers and moments by their text.
  var asCategories: Categories {
    if case .categories(let categories) = values { return categories }
    return Categories((0..<count).map(text))
  }
}
