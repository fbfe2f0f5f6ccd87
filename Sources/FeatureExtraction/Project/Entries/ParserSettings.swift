internal import Tables
internal import YAMLDocuments

/// What an entry says of how a column to be parsed is written.
struct ParserSettings: Sendable {
  /// How amounts are written, for money.
  let money: MoneyFormat?
  /// How dates are written, for dates.
  let dates: TimestampFormat
  /// Whether dates after the moment are known before they come, as the end of a contract is.
  let keepsFuture: Bool

  /// The keys that only some parsers understand.
  private static let keys: [(key: String, parsers: [ColumnParser])] = [
    ("currency", [.money]), ("format", [.money, .date]), ("timezone", [.date]), ("future", [.date]),
  ]

  static var keyNames: [String] { keys.map(\.key) }

  /// - Throws: a problem for a key that means nothing for the parser, money without a currency, and
  ///   values that are none.
  init(_ entry: YAMLMapping, for parser: ColumnParser?) throws(ConfigurationProblem) {
    for (key, parsers) in ParserSettings.keys {
      guard let node = entry.optional(key), !parsers.contains(where: { $0 == parser }) else {
        continue
      }
      throw node.problem(ProjectFlaw.needs(key, beside: "parse: \(parsers[0].rawValue)"))
    }
    var money: MoneyFormat?
    if parser == .money {
      let node = try entry.required("currency")
      let code = try node.string()
      let marks = try entry.optional("format")?.choice(of: MoneyFormat.Marks.self) ?? .us
      guard let format = MoneyFormat(currency: code, marks: marks) else {
        throw node.problem(ProjectFlaw.notACurrency(code))
      }
      money = format
    }
    self.money = money
    dates = parser == .date ? try TimeColumn.format(entry) : .iso8601
    keepsFuture = try entry.optional("future")?.bool() ?? false
  }
}
