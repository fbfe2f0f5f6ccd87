public import Tables
import TestSupport

extension Column {
  /// A column of numbers, `nan` where missing.
  public static func numbers(_ name: String, _ numbers: [Double]) -> Column {
    Column(name: name, values: .numbers(numbers))
  }

  /// A column of categories, nil where missing.
  public static func categories(_ name: String, _ texts: [String?]) -> Column {
    Column(name: name, values: .categories(Categories(texts)))
  }

  /// A column of texts as they are, empty where missing.
  public static func text(_ name: String, _ texts: [String]) -> Column {
    Column(name: name, values: .text(PackedStrings(texts)))
  }
}

extension Table {
  /// A table of columns without a file.
  public init(_ columns: [Column]) { self.init(source: "leads.csv", columns: columns) }

  /// The rows in another order.
  public func shuffled(seed: UInt64) -> Table {
    var generator = SeededGenerator(seed: seed)
    return rows((0..<rowCount).shuffled(using: &generator))
  }

  /// The table as the bytes of a CSV file, missing values empty.
  public var csv: [UInt8] {
    var writer = CSVWriter()
    for column in columns { writer.field(column.name, isSafe: true) }
    writer.endRecord()
    for row in 0..<rowCount {
      for column in columns { writer.field(column.text(row) ?? "", isSafe: true) }
      writer.endRecord()
    }
    return writer.bytes
  }
}
