/// How numbers are written in a file.
///
/// The grammar is a white list: optional sign, digits, optional fraction, optional exponent.
/// Neither `inf` and `nan` nor hexadecimal numbers, which Swift itself would read, are numbers.
public struct NumberFormat: Sendable, Equatable {
  /// The decimal mark, a point by default.
  public var decimal: UInt8

  /// The largest magnitude that is accepted.
  public static let largestMagnitude = 1e15

  /// A format with a decimal mark.
  public init(decimal: UInt8 = UInt8(ascii: ".")) { self.decimal = decimal }

  /// The number that a text is, nil when it is none or out of range.
  ///
  /// Blanks around it are ignored, a value too small for a `Double` reads as 0, and `-0` as 0.
  public func number(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { unsafe number($0) }
  }

  @inline(__always)
  func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    var end = text.count
    while index < end, unsafe text[index] == Byte.space { index += 1 }
    while end > index, unsafe text[end - 1] == Byte.space { end -= 1 }
    guard index < end else { return nil }
    let first = unsafe text[index]
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { index += 1 }
    let start = index
    var mantissa: UInt64 = 0
    while index < end {
      let digit = unsafe text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    var digits = index - start
    var exponent = 0
    if index < end, unsafe text[index] == decimal {
      index += 1
      let fraction = index
      while index < end {
        let digit = unsafe text[index] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        index += 1
      }
      exponent = fraction - index
      digits += index - fraction
    }
    guard digits > 0 else { return nil }
    if index < end {
      guard let written = unsafe exponentPart(text, from: index, to: end) else { return nil }
      exponent += written
    }
    // Clinger's fast path: both the digits and the power of ten are exact in a Double.
    guard digits <= 19, mantissa < 1 << 53, exponent >= -22, exponent <= 22 else {
      return unsafe exactNumber(text)
    }
    let magnitude =
      exponent < 0
      ? Double(mantissa) / Double.powersOfTen[-exponent]
      : Double(mantissa) * Double.powersOfTen[exponent]
    guard magnitude <= NumberFormat.largestMagnitude else { return nil }
    return isNegative && magnitude != 0 ? -magnitude : magnitude
  }

  private func exponentPart(_ text: UnsafeBufferPointer<UInt8>, from: Int, to end: Int) -> Int? {
    guard unsafe text[from] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = from + 1
    guard index < end else { return nil }
    let sign = unsafe text[index]
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    guard index < end else { return nil }
    var value = 0
    while index < end {
      let digit = unsafe text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = min(value * 10 + Int(digit), 100_000)
      index += 1
    }
    return sign == UInt8(ascii: "-") ? -value : value
  }

  /// Correct rounding for long numbers; the grammar has been checked already.
  private func exactNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let plain = unsafe text.filter { $0 != Byte.space }
      .map { $0 == decimal ? UInt8(ascii: ".") : $0 }
    var written = String(decoding: plain, as: UTF8.self)
    if written.hasPrefix("+") { written.removeFirst() }
    guard let value = Double(written), value.magnitude <= NumberFormat.largestMagnitude else {
      return nil
    }
    return value == 0 ? 0 : value
  }
}

extension NumberFormat {
  /// What is wrong with a text that ``number(_:)-(String)`` refused.
  func problem(_ text: String) -> DataProblem.Kind {
    // Digits only, because Swift reads "infinity" and hexadecimal numbers too.
    let written = text.trimmingBlanks.replacingMark(decimal)
    if let value = Double(written), value.magnitude > NumberFormat.largestMagnitude,
      written.utf8.allSatisfy("0123456789+-.eE".utf8.contains)
    {
      return .numberOutOfRange(found: text)
    }
    return .notANumber(found: text, hint: hint(text.trimmingBlanks))
  }

  func hint(_ text: String) -> NumberHint? {
    let scalars = text.unicodeScalars
    let lowered = text.lowercased()
    if text.hasPrefix("#") { return .spreadsheetError }
    if scalars.contains("\u{2212}") { return .unicodeMinus }
    if scalars.contains(where: { $0.value > 127 && $0.properties.numericType != nil }) {
      return .foreignDigits
    }
    if text.hasSuffix("%") { return .percent }
    if text.hasPrefix("("), text.hasSuffix(")") { return .accounting }
    if scalars.contains(where: { $0.properties.generalCategory == .currencySymbol })
      || ["usd", "eur", "gbp"].contains(where: lowered.hasSuffix)
    {
      return .currency
    }
    if lowered.drop(while: { $0 == "-" || $0 == "+" }).hasPrefix("0x") { return .hexadecimal }
    if Double(lowered) != nil { return .notFinite }
    return separatorHint(text)
  }

  private func separatorHint(_ text: String) -> NumberHint? {
    let marks: Set<Character> = [",", ".", "'", " ", "\u{A0}", "\u{202F}"]
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard digits.contains(where: \.isNumber), digits.allSatisfy({ $0.isNumber || marks.contains($0) })
    else { return text.contains(where: \.isNumber) ? nil : .spellingOfMissing }
    let commas = digits.count { $0 == "," }
    if decimal == UInt8(ascii: "."), commas == 1, let comma = digits.lastIndex(of: ",") {
      let after = digits[comma...].dropFirst()
      let points = digits.contains(".")
      if points && !after.contains(".") || after.count != 3 && !after.contains(".") {
        return .decimalComma
      }
    }
    return digits.contains { $0 != "." && marks.contains($0) } ? .groupedThousands : nil
  }
}

extension String {
  var trimmingBlanks: String {
    let front = drop { $0 == " " }
    return String(front[..<(front.lastIndex { $0 != " " }.map(front.index(after:)) ?? front.startIndex)])
  }

  fileprivate func replacingMark(_ decimal: UInt8) -> String {
    String(map { $0.asciiValue == decimal ? "." : $0 })
  }
}
