extension NumberFormat {
  /// What is wrong with a text that ``number(_:)-(String)`` refused.
  func problem(_ text: String) -> DataProblem.Kind {
    var copy = text
    if copy.withUTF8({ unsafe anyNumber($0) }) != nil { return .numberOutOfRange(found: text) }
    return .notANumber(found: text, hint: hint(text.trimmingBlanks))
  }

  /// What a text without blanks around it probably is.
  func hint(_ text: String) -> NumberHint? {
    if let hint = lookalike(text) { return hint }
    if text.lowercased().drop(while: { $0 == "-" || $0 == "+" }).hasPrefix("0x") {
      return .hexadecimal
    }
    return text.contains(where: \.isNumber) ? nil : .spellingOfMissing
  }

  /// Whether a text is a number in some other format, or a spreadsheet's failed one.
  ///
  /// Long whole numbers are none: they identify things.
  func isLookalike(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard unsafe NumberFormat.mayBeLookalike(text) else { return false }
    let written = unsafe String(decoding: text, as: UTF8.self)
    if unsafe anyNumber(text) != nil {
      return written.contains { $0 == "e" || $0 == "E" } || written.utf8.contains(decimal)
    }
    return lookalike(written) != nil
  }

  /// A quick look at the bytes, which nearly all texts that are no numbers do not pass.
  private static func mayBeLookalike(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 64 else { return false }
    if unsafe startsLikeNonFinite(text) { return true }
    var letters = 0
    var exponent = false
    for index in 0..<text.count {
      let byte = unsafe text[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: break
      case Byte.space, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "$"),
        UInt8(ascii: "%"), UInt8(ascii: ")"):
        break
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "("):
        if index > 4 && !exponent { return false }
      case UInt8(ascii: "#"): return index == 0 && text.count <= 8
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        letters += 1
        exponent = byte | 0x20 == UInt8(ascii: "e") && index > 0
        // At most the code of a currency.
        if letters > 3 { return false }
      default: return false
      }
    }
    return letters == 0 || letters == 1 && exponent || letters == 3
  }

  /// Whether a text starts with `inf` or `nan` in capitals or not, perhaps after a sign.
  private static func startsLikeNonFinite(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = unsafe text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") ? 1 : 0
    guard text.count >= start + 3 else { return false }
    let word = unsafe (text[start] | 0x20, text[start + 1] | 0x20, text[start + 2] | 0x20)
    return word == (0x69, 0x6E, 0x66) || word == (0x6E, 0x61, 0x6E)
  }

  private static let spreadsheetErrors: Set<String> = [
    "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "#ERROR!", "#CALC!",
    "#SPILL!",
  ]
  private static let currencyCodes = ["usd", "eur", "gbp", "chf", "jpy", "cad", "aud"]

  /// What number in another format a text is, nil when it is none.
  private func lookalike(_ text: String) -> NumberHint? {
    if NumberFormat.spreadsheetErrors.contains(text.uppercased()) { return .spreadsheetError }
    if let value = Double(text.lowercased()), !value.isFinite { return .notFinite }
    if text.lowercased().hasPrefix("nan(") { return .notFinite }
    var body = text[...]
    var hint: NumberHint?
    if body.hasPrefix("("), body.hasSuffix(")") {
      body = body.dropFirst().dropLast()
      hint = .accounting
    }
    dropSign(&body, &hint)
    if dropCurrency(&body) {
      hint = hint ?? .currency
      dropSign(&body, &hint)
    }
    if body.hasSuffix("%") {
      body = body.dropLast()
      hint = hint ?? .percent
    }
    body = body.trimmingBlanks
    guard body.contains(where: \.isDecimalDigit), body.allSatisfy(\.isDigitOrMark) else {
      return nil
    }
    if body.contains(where: { $0.isDecimalDigit && !$0.isASCII }) { return .foreignDigits }
    return hint ?? separatorHint(body)
  }

  private func dropSign(_ body: inout Substring, _ hint: inout NumberHint?) {
    if body.first == "\u{2212}" { hint = .unicodeMinus }
    if let first = body.first, "+-\u{2212}".contains(first) { body = body.dropFirst() }
  }

  private func dropCurrency(_ body: inout Substring) -> Bool {
    let lowered = body.lowercased()
    if body.first?.isCurrencySymbol == true {
      body = body.dropFirst()
    } else if body.last?.isCurrencySymbol == true {
      body = body.dropLast()
    } else if NumberFormat.currencyCodes.contains(where: lowered.hasPrefix) {
      body = body.dropFirst(3)
    } else if NumberFormat.currencyCodes.contains(where: lowered.hasSuffix) {
      body = body.dropLast(3)
    } else {
      return false
    }
    body = body.trimmingBlanks
    return true
  }

  /// What the marks between digits mean when it is not what the format says.
  private func separatorHint(_ body: Substring) -> NumberHint? {
    let point = Character(Unicode.Scalar(decimal))
    if point == ".", let comma = body.lastIndex(of: ",") {
      let (whole, fraction) = (body[..<comma], body[comma...].dropFirst())
      let isPlain = whole.allSatisfy(\.isDecimalDigit)
      if fraction.allSatisfy(\.isDecimalDigit),
        isPlain && fraction.count != 3 || whole.isGroupedDigits && !whole.contains(",")
      {
        return .decimalComma
      }
    }
    let parts = body.split(separator: point, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.isGroupedDigits,
      parts.dropFirst().allSatisfy({ $0.allSatisfy(\.isDecimalDigit) })
    else { return nil }
    return .groupedThousands
  }
}

extension Substring {
  /// Whether digits stand in groups of three (or, as in India, of two with three at the end).
  fileprivate var isGroupedDigits: Bool {
    guard let mark = first(where: { !$0.isDecimalDigit }) else { return false }
    let groups = split(separator: mark, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.allSatisfy(\.isDecimalDigit) }), let first = groups.first,
      (1...3).contains(first.count), first.first != "0" || count == 1, groups.last?.count == 3
    else { return false }
    let middle = groups.dropFirst().dropLast()
    return middle.allSatisfy { $0.count == 3 } || middle.allSatisfy { $0.count == 2 }
  }

  fileprivate var trimmingBlanks: Substring {
    let blanks: Set<Character> = [" ", "\u{A0}", "\u{202F}"]
    let front = drop(while: blanks.contains)
    return front.lastIndex { !blanks.contains($0) }.map { front[...$0] } ?? ""
  }
}

extension Character {
  /// A digit 0 to 9 of any script.
  fileprivate var isDecimalDigit: Bool {
    unicodeScalars.count == 1 && unicodeScalars.allSatisfy { $0.properties.numericType == .decimal }
  }

  fileprivate var isDigitOrMark: Bool {
    isDecimalDigit || [",", ".", "'", "\u{2019}", " ", "\u{A0}", "\u{202F}"].contains(self)
  }

  fileprivate var isCurrencySymbol: Bool {
    unicodeScalars.count == 1
      && unicodeScalars.allSatisfy { $0.properties.generalCategory == .currencySymbol }
  }
}

extension String {
  var trimmingBlanks: String {
    let front = drop { $0 == " " }
    return front.lastIndex { $0 != " " }.map { String(front[...$0]) } ?? ""
  }
}
