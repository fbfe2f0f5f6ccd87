internal import Tables

extension ColumnParser {
  /// The columns that are parsed from the texts of a column; none for what depends on the moment.
  ///
  /// Every distinct text is parsed once. A text without a meaning gives missing values.
  func columns(parsing column: Column, label: String) -> [Column] {
    guard let parse = textParser else { return [] }
    var known: [String: [String?]] = [:]
    let nothing = [String?](repeating: nil, count: columns.count)
    let parsed = (0..<column.count).map { row -> [String?] in
      guard let text = column.text(row) else { return nothing }
      if let values = known[text] { return values }
      let values = parse(text) ?? nothing
      known[text] = values
      return values
    }
    return columns.enumerated().map { index, name in
      Column(
        name: "\(label).\(name)", values: .categories(Categories(parsed.lazy.map { $0[index] })))
    }
  }

  /// What a text says, one value per column; nil for a parser of anything but texts.
  private var textParser: ((String) -> [String?]?)? {
    switch self {
    case .jobTitle:
      { text in
        let title = JobTitle(text)
        return [
          title.seniority?.rawValue, title.department?.rawValue,
          title.seniority.map { $0.decides ? "yes" : "no" },
        ]
      }
    case .emailDomain:
      { text in
        EmailDomain(ofAddress: text).map { [$0.kind.rawValue, $0.name, $0.country] }
      }
    case .groupSize: nil
    }
  }
}
