internal import Tables

extension ColumnFeature {
  /// The columns that are parsed from the texts of a column; none for what depends on the moment.
  ///
  /// Every distinct text is parsed once. A text without a meaning gives missing values.
  func parsedColumns(of column: Column, titles: JobTitleWords) -> [Column] {
    guard let parser else { return [] }
    let names = parser.columns.map { "\(label).\($0)" }
    switch parser {
    case .jobTitle:
      return column.parsed(as: names) { text in
        let title = JobTitle(text, words: titles)
        return [
          title.seniority?.rawValue, title.department?.rawValue,
          title.seniority.map { BooleanWords.word($0.decides) },
        ]
      }
    case .emailDomain:
      return column.parsed(as: names) { text in
        EmailDomain(ofAddress: text).map { [$0.kind.rawValue, $0.registered, $0.country] }
      }
    case .money:
      guard let format = settings.money else { return [] }
      let amounts = (0..<column.count).map { row in
        if case .amount(let amount)? = column.text(row).map(format.reading) {
          amount
        } else {
          Double.nan
        }
      }
      return [Column(name: names[0], values: .numbers(amounts))]
    case .presence:
      let words = (0..<column.count).map { BooleanWords.word(!column.isMissing($0)) }
      return [Column(name: names[0], values: .categories(Categories(words)))]
    case .groupSize, .accountHistory, .date: return []
    }
  }

  /// What is wrong with the texts of a column in a table: money that is none or in another currency,
  /// flags that are neither yes nor no, numbers beyond the limits declared.
  func problems(of column: Column, in table: Table) -> [DataProblem] {
    if let range, case .numbers(let numbers) = column.values {
      return numbers.enumerated().compactMap { row, number in
        range.flaw(of: number).map {
          DataProblem(place: table.place(ofRow: row), column: column.name, kind: .custom($0))
        }
      }
    }
    var explanations: [String: String?] = [:]
    return (0..<column.count).compactMap { row in
      guard let text = column.text(row) else { return nil }
      let known = explanations[text] ?? flaw(of: text)
      explanations[text] = known
      return known.map {
        DataProblem(place: table.place(ofRow: row), column: column.name, kind: .custom($0))
      }
    }
  }

  /// What is wrong with a text of the column's history, whose numbers are written so; nil when nothing is.
  func flaw(ofHistory text: String, numbers: NumberFormat) -> String? {
    if let range, let number = numbers.number(text) { return range.flaw(of: number) }
    return flaw(of: text)
  }

  private func flaw(of text: String) -> String? {
    let shown = "\"\(text.displayed())\""
    if let format = settings.money {
      switch format.reading(text) {
      case .amount: return nil
      case .otherCurrency(let currency):
        return "\(shown) is in \(currency.displayed()), not in \(format.currency); amounts are not"
          + " converted: have them in one currency"
      case .notMoney:
        return "\(shown) is no amount of money as written in \"\(format.marks.rawValue)\""
          + " (us 1,234.56, eu 1.234,56, ch 1'234.56)"
      }
    }
    guard encoding == .flag, flagWords.value(text) == nil else { return nil }
    if flagWords == .usual {
      return "\(shown) is neither yes nor no (nor true, false, 1, 0, on, off); declare the column's"
        + " own words with yes: and no:, or kind: category, which takes any"
    }
    let words = [flagWords.yes, flagWords.no].map { words in
      words.map { "\"\($0.displayed())\"" }.joined(separator: ", ")
    }
    return
      "\(shown) is neither yes (\(words[0])) nor no (\(words[1])); kind: category takes any words"
  }
}

extension Column {
  /// Columns of categories made from each text; `parse` gives one value per name, nil for none.
  fileprivate func parsed(
    as names: [String], _ parse: (String) -> [String?]?
  ) -> [Column] {
    var known: [String: [String?]] = [:]
    let nothing = [String?](repeating: nil, count: names.count)
    let rows = (0..<count).map { row -> [String?] in
      guard let text = text(row) else { return nothing }
      if let values = known[text] { return values }
      let values = parse(text) ?? nothing
      known[text] = values
      return values
    }
    return names.enumerated().map { index, name in
      Column(name: name, values: .categories(Categories(rows.lazy.map { $0[index] })))
    }
  }
}
