internal import Tables

/// A test of a column made ready for the rows of one table.
enum RowTest: Sendable {
  /// One answer per level of a category column, and the answer for a missing value.
  case levels(codes: [Int32], answers: [Bool], missing: Bool)
  /// A range of a number column.
  case range([Double], NumberRange)
  /// Values of a number column.
  case numbers([Double], ValueSet)
  /// One answer per row, for columns whose values are mostly distinct.
  case rows([Bool])

  init(_ test: ColumnTest, over column: Column) {
    switch (column.values, test.expected) {
    case (.categories(let categories), _):
      let answers = (0..<categories.levels.count).map { test.accepts(categories.levels[$0]) }
      self = .levels(codes: categories.codes, answers: answers, missing: test.acceptsMissing)
    case (.numbers(let numbers), .range(let range)): self = .range(numbers, range)
    case (.numbers(let numbers), .values(let values)): self = .numbers(numbers, values)
    default:
      self = .rows(
        (0..<column.count).map { row in
          column.isMissing(row) ? test.acceptsMissing : test.accepts(column, row)
        })
    }
  }

  /// Takes out of the mask the rows that fail; its first element stands for row `first`.
  func narrow(_ mask: inout [Bool], from first: Int) {
    switch self {
    case .levels(let codes, let answers, let missing):
      for index in mask.indices where mask[index] {
        let code = Int(codes[first + index])
        mask[index] = code < 0 ? missing : answers[code]
      }
    case .range(let numbers, let range):
      for index in mask.indices where mask[index] {
        mask[index] = range.contains(numbers[first + index])
      }
    case .numbers(let numbers, let values):
      for index in mask.indices where mask[index] {
        let number = numbers[first + index]
        mask[index] = number.isNaN ? values.includesMissing : values.contains(number)
      }
    case .rows(let answers):
      for index in mask.indices where mask[index] { mask[index] = answers[first + index] }
    }
  }
}

extension ColumnTest {
  fileprivate var acceptsMissing: Bool {
    switch expected {
    case .missing: true
    case .values(let values): values.includesMissing
    case .range, .present: false
    }
  }

  /// Whether a text that is there passes.
  fileprivate func accepts(_ text: String) -> Bool {
    switch expected {
    case .missing: false
    case .present: true
    case .values(let values): values.contains(text)
    case .range(let range): text.folded.number.map(range.contains) ?? false
    }
  }

  /// Whether a value that is there passes; the text is made only when it matters.
  fileprivate func accepts(_ column: Column, _ row: Int) -> Bool {
    switch expected {
    case .missing: false
    case .present: true
    case .values, .range: column.text(row).map(accepts) ?? false
    }
  }
}
