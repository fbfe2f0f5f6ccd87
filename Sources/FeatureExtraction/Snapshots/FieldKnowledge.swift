internal import Tables

/// What was known by a time of the columns of leads.
///
/// Whether a column without a declared kind holds numbers is a conclusion from its values, so it is
/// drawn from those that were known: a lead that comes tomorrow must not change today's vectors.
struct FieldKnowledge {
  private let tables: ProjectTables
  private let now: Timestamp
  private let numbers: NumberFormat

  init(tables: ProjectTables, now: Timestamp) {
    self.tables = tables
    self.now = now
    numbers = tables.project.leads.source.format.numbers
  }

  /// The values of a column, each as of its moment.
  func column(_ column: Column, rows: [Int], moments: [Timestamp]) -> Column {
    if let history = tables.history, history.fields.contains(column.name) {
      return changing(column, history, rows: rows, moments: moments)
    }
    let chosen = column.rows(rows)
    guard isInferred(column.name) else { return chosen }
    return switch column.values {
    case .categories(let categories) where knownAreNumbers(categories): chosen.numeric(numbers)
    case .text(let strings) where knownAreNumbers(strings): chosen.numeric(numbers)
    default: chosen
    }
  }

  private func isInferred(_ name: String) -> Bool {
    !tables.settledColumns.contains(name) && !name.hasPrefix(Project.accountPrefix)
      && !tables.project.parsedColumns.contains(name)
  }

  /// Whether leads that had come by then have numbers only, although others have not.
  private func knownAreNumbers(_ categories: Categories) -> Bool {
    var isNumber: [Bool?] = Array(repeating: nil, count: categories.levels.count)
    var hasNumber = false
    for (row, code) in categories.codes.enumerated() where code >= 0 && tables.created[row] <= now {
      let level = Int(code)
      if isNumber[level] == nil {
        isNumber[level] = numbers.number(categories.levels[level]) != nil
      }
      guard isNumber[level] ?? false else { return false }
      hasNumber = true
    }
    return hasNumber
  }

  private func knownAreNumbers(_ strings: PackedStrings) -> Bool {
    var hasNumber = false
    for row in 0..<strings.count where tables.created[row] <= now && !strings.utf8(at: row).isEmpty
    {
      guard numbers.number(strings[row]) != nil else { return false }
      hasNumber = true
    }
    return hasNumber
  }

  /// A column with a history.
  private func changing(
    _ column: Column, _ history: FieldHistory, rows: [Int], moments: [Timestamp]
  ) -> Column {
    let known = zip(rows, moments).map { row, moment -> Known in
      guard let value = history.value(of: column.name, lead: row, at: moment) else {
        return current(column, row)
      }
      return Known(text: value.text, number: value.text.flatMap(history.numbers.number))
    }
    guard holdsNumbers(column, history) else {
      return Column(name: column.name, values: .categories(Categories(known.map(\.text))))
    }
    return Column(name: column.name, values: .numbers(known.map { $0.number ?? .nan }))
  }

  private struct Known {
    let text: String?
    let number: Double?
  }

  /// The value in the leads file.
  private func current(_ column: Column, _ row: Int) -> Known {
    let text = column.text(row)
    if case .numbers(let numbers) = column.values, text != nil {
      return Known(text: text, number: numbers[row])
    }
    return Known(text: text, number: text.flatMap(numbers.number))
  }

  private func holdsNumbers(_ column: Column, _ history: FieldHistory) -> Bool {
    if !isInferred(column.name) {
      if case .numbers = column.values { return true }
      return false
    }
    let changed = history.values(of: column.name, knownBy: now)
    guard changed.allSatisfy({ $0.text.map { history.numbers.number($0) != nil } ?? true }) else {
      return false
    }
    if case .numbers = column.values { return true }
    let changing = Set(history.leads(of: column.name))
    return (0..<column.count).allSatisfy { row in
      guard tables.created[row] <= now, !changing.contains(row), let text = column.text(row) else {
        return true
      }
      return numbers.number(text) != nil
    }
  }
}

extension Column {
  /// The numbers that the texts of the column are, missing where one is none.
  fileprivate func numeric(_ format: NumberFormat) -> Column {
    let values = (0..<count).map { text($0).flatMap(format.number) ?? .nan }
    return Column(name: name, values: .numbers(values))
  }
}
