/// How amounts of money are written in a column: in which currency, and with which marks.
///
/// An amount is a number with an optional sign, written before or after the symbol or the ISO 4217
/// code of the currency, or without one: `1.234,56 €`, `EUR 1.234,56`, `-€ 12`. Amounts of other
/// currencies are never converted.
public struct MoneyFormat: Sendable, Equatable {
  /// The marks that part thousands and the decimals.
  public enum Marks: String, Sendable, CaseIterable {
    /// `1,234.56`.
    case us
    /// `1.234,56`, or with blanks between the thousands.
    case eu
    /// `1'234.56`.
    case ch

    fileprivate var decimal: Character { self == .eu ? "," : "." }

    fileprivate var groups: [Character] {
      switch self {
      case .us: [","]
      case .eu: [".", " ", "\u{A0}", "\u{202F}"]
      case .ch: ["'", "’"]
      }
    }
  }

  /// What a text is.
  public enum Reading: Sendable, Equatable {
    /// An amount in the declared currency.
    case amount(Double)
    /// An amount in another currency, named by the sign or code that is written.
    case otherCurrency(String)
    /// Something else.
    case notMoney
  }

  /// The ISO 4217 code of the currency.
  public let currency: String
  /// How its amounts are written.
  public let marks: Marks

  /// Amounts in a currency; nil when the code is not three capital letters.
  public init?(currency: String, marks: Marks) {
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
      return nil
    }
    self.currency = currency
    self.marks = marks
  }

  /// The codes of the currencies whose signs are known, the commonest first.
  public static let commonCurrencies = [
    "EUR", "USD", "GBP", "CHF", "JPY", "INR", "BRL", "SEK", "NOK", "DKK", "PLN", "CZK", "CNY",
    "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "KRW", "TRY", "ILS", "RUB",
  ]

  /// The largest amount that is accepted.
  public static let largestAmount = 1e15

  /// What a text is in this format.
  public func reading(_ text: String) -> Reading {
    var rest = Substring(text).trimmed
    let isNegative = rest.first.map { "-−".contains($0) } ?? false
    if isNegative { rest = rest.dropFirst().trimmed }
    var written = rest.prefix { !$0.isWholeNumber && !"-−+.,'".contains($0) }.trimmed
    rest = rest.dropFirst(rest.prefix { !$0.isWholeNumber && !"-−+.,'".contains($0) }.count)
    if written.isEmpty, let last = rest.lastIndex(where: { $0.isWholeNumber }) {
      written = rest[rest.index(after: last)...].trimmed
      rest = rest[...last]
    }
    let isInnerNegative = !isNegative && (rest.first.map { "-−".contains($0) } ?? false)
    if isInnerNegative { rest = rest.dropFirst() }
    guard let magnitude = number(rest) else { return .notMoney }
    if !written.isEmpty, !isDeclared(written) {
      return MoneyFormat.isCurrency(written) ? .otherCurrency(String(written)) : .notMoney
    }
    return .amount((isNegative || isInnerNegative) && magnitude != 0 ? -magnitude : magnitude)
  }

  /// Digits with thousands in groups of three or ungrouped, and decimals behind the mark.
  private func number(_ text: Substring) -> Double? {
    let parts = text.split(separator: marks.decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    let groups = whole.split(omittingEmptySubsequences: false) { marks.groups.contains($0) }
    guard let first = groups.first, !first.isEmpty,
      groups.count == 1 || (first.count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 })
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard !decimals.isEmpty, (groups + [decimals]).allSatisfy({ $0.allSatisfy(\.isDigit) }),
      let value = Double(groups.joined() + "." + decimals),
      value <= MoneyFormat.largestAmount
    else { return nil }
    return value
  }

  private func isDeclared(_ written: Substring) -> Bool {
    written.uppercased() == currency
      || MoneyFormat.symbols[String(written)]?.contains(currency) ?? false
  }

  private static func isCurrency(_ written: Substring) -> Bool {
    symbols[String(written)] != nil
      || (written.count == 3 && written.allSatisfy { $0.isASCII && $0.isLetter })
  }

  /// Signs of currencies and the currencies that they may stand for.
  private static let symbols: [String: [String]] = [
    "€": ["EUR"], "£": ["GBP"], "¥": ["JPY", "CNY"], "₹": ["INR"], "₽": ["RUB"], "₩": ["KRW"],
    "₺": ["TRY"], "₪": ["ILS"], "zł": ["PLN"], "Kč": ["CZK"], "Fr.": ["CHF"], "R$": ["BRL"],
    "$": ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"], "US$": ["USD"], "C$": ["CAD"],
    "A$": ["AUD"], "kr": ["SEK", "NOK", "DKK"],
  ]
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
