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
    guard let value = unsafe anyNumber(text), value.magnitude <= NumberFormat.largestMagnitude
    else { return nil }
    return value
  }

  /// The number that a field is; the field must be followed by ``RecordBytes/padding`` bytes.
  ///
  /// Up to eight digits before and after the decimal mark are read together, which is nearly all
  /// of the numbers there are; the rest goes the long way.
  @inline(__always)
  func number(inField text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let base = text.baseAddress, !text.isEmpty else { return nil }
    let isNegative = unsafe base[0] == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    let length = text.count - start
    let whole = unsafe DigitWord(ByteWord(base, at: start))
    let wholeCount = min(whole.count, length)
    if wholeCount == length, length > 0 {
      let magnitude = Double(Int64(bitPattern: whole.value(of: wholeCount)))
      return isNegative && magnitude != 0 ? -magnitude : magnitude
    }
    let fractionCount = length - wholeCount - 1
    guard wholeCount > 0, fractionCount > 0, fractionCount <= 8,
      unsafe base[start + wholeCount] == decimal
    else { return unsafe number(text) }
    let fraction = unsafe DigitWord(ByteWord(base, at: start + wholeCount + 1))
    let scale = Double.powersOfTen[fractionCount]
    let mantissa =
      whole.value(of: wholeCount) &* UInt64(scale) &+ fraction.value(of: fractionCount)
    guard fraction.count >= fractionCount, mantissa < 1 << 53 else { return unsafe number(text) }
    let magnitude = Double(Int64(bitPattern: mantissa)) / scale
    return isNegative && magnitude != 0 ? -magnitude : magnitude
  }

  /// The number that a text is, however large; infinite when no `Double` is large enough.
  @inline(__always)
  func anyNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
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
    if index == end, digits > 0, digits <= 15 {
      let magnitude = Double(Int64(bitPattern: mantissa))
      return isNegative && mantissa != 0 ? -magnitude : magnitude
    }
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
    let exact = Double(Int64(bitPattern: mantissa))
    let magnitude =
      exponent < 0
      ? exact / Double.powersOfTen[-exponent] : exact * Double.powersOfTen[exponent]
    return isNegative && mantissa != 0 ? -magnitude : magnitude
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
    let plain = unsafe text.filter { $0 != Byte.space && $0 != UInt8(ascii: "+") }
      .map { $0 == decimal ? UInt8(ascii: ".") : $0 }
    guard let value = Double(String(decoding: plain, as: UTF8.self)) else { return nil }
    return value == 0 ? 0 : value
  }
}
