import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers as they stand in tables and sentences of a page; none of them is ever `nan`.
extension Double {
  /// What stands where there is no number.
  static let absentText = "n/a"

  /// Fixed decimals with a proper minus sign: `−0.50`.
  func decimals(_ count: Int) -> String {
    guard isFinite else { return Double.absentText }
    let text = fixed(count)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// Fixed decimals, always with a sign: `+0.84`, `−0.50`.
  func signedDecimals(_ count: Int) -> String {
    guard isFinite else { return Double.absentText }
    let text = decimals(count)
    return text.hasPrefix("−") ? text : "+" + text
  }

  /// A share as a percentage: `10.6 %`.
  func percent(_ count: Int = 1) -> String {
    guard isFinite else { return Double.absentText }
    return (self * 100).decimals(count) + " %"
  }

  /// A share as a percentage with as few decimals as it needs, at most one: `10 %`, `2.5 %`.
  var roundPercent: String {
    let tenths = (self * 1000).rounded()
    return percent(tenths.truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1)
  }

  /// A factor on the odds, given its logarithm: three digits, or which side of a thousand it is.
  var oddsRatioText: String {
    guard isFinite else { return Double.absentText }
    let ratio = exp(self)
    if ratio > 999 { return "> 999" }
    if ratio < 0.001 { return "< 0.001" }
    return ratio.decimals(ratio < 0.1 ? 3 : ratio < 10 ? 2 : ratio < 100 ? 1 : 0)
  }

  /// A p-value: `0.031`, `< 0.001`.
  var pValueText: String {
    guard isFinite else { return Double.absentText }
    return self < 0.001 ? "< 0.001" : decimals(3)
  }

  /// A number of which only the order of magnitude matters: `3.1e-09`.
  var scientificText: String {
    guard isFinite else { return Double.absentText }
    guard self != 0 else { return "0" }
    var exponent = Int(log10(magnitude).rounded(.down))
    var mantissa = self / pow(10, Double(exponent))
    if mantissa.magnitude >= 9.95 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    guard mantissa.isFinite else { return "0" }
    return mantissa.decimals(1) + "e" + (exponent < 0 ? "−" : "+") + "\(abs(exponent))"
  }
}

extension Int {
  /// The number with its thousands apart: `12,034`.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (self < 0 ? "−" : "") + text
  }
}

extension Double {
  /// A part of a whole; not a number without a whole.
  static func share(_ part: Int, of whole: Int) -> Double { Double(part) / Double(whole) }
}
