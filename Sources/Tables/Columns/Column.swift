/// One named column of a table.
public struct Column: Sendable, Equatable {
  /// The name in the header.
  public let name: String
  /// The values, one per row.
  public let values: ColumnValues

  /// A column of a name and its values.
  public init(name: String, values: ColumnValues) {
    self.name = name
    self.values = values
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .categories(let categories): categories.codes.count
    case .timestamps(let timestamps): timestamps.count
    case .text(let strings): strings.count
    }
  }

  /// The same column under another name.
  public func named(_ name: String) -> Column { Column(name: name, values: values) }

  /// Whether the value of a row is missing.
  public func isMissing(_ row: Int) -> Bool {
    switch values {
    case .numbers(let numbers): numbers[row].isNaN
    case .categories(let categories): categories.codes[row] < 0
    case .timestamps(let timestamps): timestamps[row] == nil
    case .text(let strings): strings.utf8(at: row).isEmpty
    }
  }

  /// The value of a row as text, nil when it is missing.
  ///
  /// Numbers are written in their shortest exact form, whole numbers without a point, moments
  /// as RFC 3339 in UTC.
  public func text(_ row: Int) -> String? {
    guard !isMissing(row) else { return nil }
    return switch values {
    case .numbers(let numbers): numbers[row].shortText
    case .categories(let categories): categories.levels[Int(categories.codes[row])]
    case .timestamps(let timestamps): timestamps[row]?.description
    case .text(let strings): strings[row]
    }
  }

  /// The rows at the given indices, in that order.
  public func rows(_ indices: [Int]) -> Column {
    switch values {
    case .numbers(let numbers):
      return Column(name: name, values: .numbers(indices.map { numbers[$0] }))
    case .categories(let categories):
      let codes = indices.map { categories.codes[$0] }
      return Column(
        name: name, values: .categories(Categories(codes: codes, levels: categories.levels)))
    case .timestamps(let timestamps):
      return Column(name: name, values: .timestamps(indices.map { timestamps[$0] }))
    case .text(let strings):
      var chosen = PackedStrings()
      for index in indices { chosen.append(strings.utf8(at: index)) }
      return Column(name: name, values: .text(chosen))
    }
  }
}

/// The values of a column, stored by kind.
public enum ColumnValues: Sendable, Equatable {
  /// Numbers; `nan` marks a missing value and occurs for nothing else.
  case numbers([Double])
  /// Codes into a list of distinct texts.
  case categories(Categories)
  /// Moments in UTC; nil is missing.
  case timestamps([Timestamp?])
  /// Texts that are mostly distinct, such as names and identifiers; empty is missing.
  case text(PackedStrings)

  /// Whether two columns hold the same values, missing ones included.
  public static func == (left: ColumnValues, right: ColumnValues) -> Bool {
    switch (left, right) {
    case (.numbers(let left), .numbers(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    case (.categories(let left), .categories(let right)): left == right
    case (.timestamps(let left), .timestamps(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    default: false
    }
  }
}

/// A dictionary-encoded column: each row holds the code of its level.
public struct Categories: Sendable, Equatable {
  /// One code per row, an index into `levels`; -1 is missing.
  public let codes: [Int32]
  /// The distinct texts in order of first appearance.
  public let levels: PackedStrings

  /// Codes and the levels they point into.
  ///
  /// - Precondition: every code is -1 or a valid index into `levels`.
  public init(codes: [Int32], levels: PackedStrings) {
    self.codes = codes
    self.levels = levels
  }

  /// The categories of a list of texts, nil where a text is missing.
  public init(_ texts: some Sequence<String?>) {
    var known: [String: Int32] = [:]
    var levels = PackedStrings()
    codes = texts.map { text in
      guard let text else { return -1 }
      if let code = known[text] { return code }
      let code = Int32(levels.count)
      known[text] = code
      levels.append(text)
      return code
    }
    self.levels = levels
  }
}
