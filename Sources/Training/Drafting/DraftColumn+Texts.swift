import FeatureExtraction
import Tables

extension DraftColumn {
  /// How the texts of the column are written if all of them are amounts of one currency that at least
  /// one of them names; nil otherwise.
  ///
  /// Of two ways of writing that fit both, the one is taken by which no amount has three decimals.
  var money: MoneyFormat? {
    guard !isNumeric, !values.isEmpty, values.contains(where: { $0.contains(where: \.isNumber) })
    else { return nil }
    var fitting: [MoneyFormat] = []
    for currency in MoneyFormat.commonCurrencies where names(currency) {
      for marks in MoneyFormat.Marks.allCases {
        guard let format = MoneyFormat(currency: currency, marks: marks), isWritten(in: format)
        else { continue }
        fitting.append(format)
      }
    }
    return fitting.first { format in !values.contains { hasThreeDecimals($0, in: format) } }
      ?? fitting.first
  }

  /// Whether three digits follow the decimal mark, which probably parts thousands then.
  private func hasThreeDecimals(_ text: String, in format: MoneyFormat) -> Bool {
    let parts = text.split(separator: format.marks == .eu ? "," : ".")
    return parts.count > 1 && parts[parts.count - 1].count(where: \.isNumber) == 3
  }

  /// Whether a text names the currency: read in another one it is none of its amounts.
  private func names(_ currency: String) -> Bool {
    let formats = MoneyFormat.Marks.allCases
    return values.contains { text in
      formats.contains { marks in
        // XXX is ISO 4217's code for no currency at all.
        guard let own = MoneyFormat(currency: currency, marks: marks),
          let other = MoneyFormat(currency: "XXX", marks: marks)
        else { return false }
        guard case .amount = own.reading(text), case .otherCurrency = other.reading(text) else {
          return false
        }
        return true
      }
    }
  }

  private func isWritten(in format: MoneyFormat) -> Bool {
    values.allSatisfy { text in
      if case .amount = format.reading(text) { true } else { false }
    }
  }

  /// What parts several values in a field, when a fifth of the fields hold more than one; nil when they
  /// hold one each.
  var separator: String? {
    guard !isNumeric, timeFormat == nil else { return nil }
    for separator in [";", "|"] {
      let texts = (0..<column.count).compactMap(column.text)
      let several = texts.filter { $0.contains(separator) }
      guard Double(several.count) >= 0.2 * Double(max(1, texts.count)) else { continue }
      let parts = Set(
        several.flatMap { $0.split(separator: separator).map { $0.filter { $0 != " " } } })
      if parts.count > 1, Double(parts.count) <= 0.1 * Double(several.count) { return separator }
    }
    return nil
  }
}
