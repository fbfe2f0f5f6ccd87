public import Tables

/// What a flat table offers as features, decided from its columns alone.
public struct FlatFileFeatures: Sendable, Equatable {
  /// The columns that become features.
  public let declarations: [FeatureDeclaration]
  /// The columns that do not, and why.
  public let dropped: [DroppedColumn]

  /// Decides for every column of a table.
  ///
  /// Constant columns, dates and columns that look like identifiers are dropped; numbers are
  /// standardized, texts become categories. A column the user declared `numeric` or `categorical`
  /// is never taken for an identifier.
  ///
  /// - Parameters:
  ///   - table: The leads, without the outcome's column.
  ///   - reserved: Columns with another part to play, such as the identifier.
  ///   - declared: Columns whose kind the user has named.
  ///   - ordered: Columns of ordered levels, with the order where the user has given one.
  public init(
    of table: Table, reserved: Set<String> = [], declared: Set<String> = [],
    ordered: [String: [String]] = [:]
  ) {
    var declarations: [FeatureDeclaration] = []
    var dropped: [DroppedColumn] = []
    for column in table.columns where !reserved.contains(column.name) {
      if let reason = DroppedColumn.Reason(column, isDeclared: declared.contains(column.name)) {
        dropped.append(DroppedColumn(column: column.name, reason: reason))
      } else {
        declarations.append(
          FeatureDeclaration(
            column: column.name, kind: .explicit,
            encoding: ordered[column.name].map {
              .ordered($0, minimumCount: FeatureDeclaration.defaultMinimumCount)
            } ?? FlatFileFeatures.encoding(column)))
      }
    }
    self.declarations = declarations
    self.dropped = dropped
  }

  private static func encoding(_ column: Column) -> FeatureDeclaration.Encoding {
    if case .numbers = column.values { return .numeric(.none) }
    return .categorical(minimumCount: FeatureDeclaration.defaultMinimumCount)
  }
}

/// A column that is not used, and why.
public struct DroppedColumn: Sendable, Equatable {
  /// Why a column is not used.
  public enum Reason: Sendable, Equatable {
    /// Every lead has the same value.
    case constant(value: String?)
    /// Nearly every lead has its own value.
    case identifier(distinct: Int, rows: Int)
    /// Dates say when, not who; they are used through a project file.
    case date
    /// The user left it out.
    case excluded
  }

  /// The column's name.
  public let column: String
  /// Why it is not used.
  public let reason: Reason

  /// A column and the reason.
  public init(column: String, reason: Reason) {
    self.column = column
    self.reason = reason
  }
}

extension DroppedColumn.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .constant(let value):
      value.map { "constant: every lead has \"\($0.displayed())\"" } ?? "empty: no lead has a value"
    case .identifier(let distinct, let rows):
      "looks like an identifier: \(distinct) different values in \(rows) rows"
    case .date: "a date; it orders leads with --time, or becomes a feature in a project file"
    case .excluded: "left out on request"
    }
  }
}

extension DroppedColumn.Reason {
  /// Rows below which nothing is called an identifier: few rows are distinct by chance.
  private static let fewestRows = 50

  /// The reason to leave a column out, nil to keep it.
  init?(_ column: Column, isDeclared: Bool) {
    let present = (0..<column.count).filter { !column.isMissing($0) }
    guard let first = present.first else {
      self = .constant(value: nil)
      return
    }
    if case .timestamps = column.values {
      self = .date
      return
    }
    let distinct = column.distinctCount(present)
    if distinct == 1 && present.count == column.count {
      self = .constant(value: column.text(first))
    } else if !isDeclared, present.count >= DroppedColumn.Reason.fewestRows,
      column.holdsIdentifiers(distinct: distinct, present: present)
    {
      self = .identifier(distinct: distinct, rows: present.count)
    } else {
      return nil
    }
  }
}

extension Column {
  /// How many different values the column has in how many rows, when nearly every row has one of its
  /// own; nil for a column that tells rows apart less well, or has few.
  public var identifierCounts: (distinct: Int, rows: Int)? {
    guard case .identifier(let distinct, let rows)? = DroppedColumn.Reason(self, isDeclared: false)
    else { return nil }
    return (distinct, rows)
  }

  fileprivate func distinctCount(_ present: [Int]) -> Int {
    switch values {
    case .numbers(let numbers): Set(present.map { numbers[$0] }).count
    case .categories(let categories): Set(present.map { categories.codes[$0] }).count
    case .timestamps(let timestamps): Set(present.map { timestamps[$0] }).count
    case .text(let strings): Set(present.map { strings[$0] }).count
    }
  }

  /// Texts that are nearly all different, or whole numbers that are all different.
  fileprivate func holdsIdentifiers(distinct: Int, present: [Int]) -> Bool {
    switch values {
    case .numbers(let numbers):
      distinct == present.count && present.allSatisfy { numbers[$0] == numbers[$0].rounded() }
    default: Double(distinct) > 0.9 * Double(present.count)
    }
  }
}
