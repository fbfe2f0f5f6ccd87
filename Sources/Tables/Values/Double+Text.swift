extension Double {
  /// The shortest text that reads back as the same number; whole numbers without a point.
  public var shortText: String {
    guard magnitude < 1e15, self == rounded() else { return description }
    return String(Int64(self))
  }

  /// The number with a fixed count of decimals, rounded half away from zero: `-0.50`.
  ///
  /// Never writes `-0.00`. Meant for numbers of ordinary size; beyond 1e15 it falls back to the
  /// shortest form.
  public func fixed(_ decimals: Int) -> String {
    guard isFinite, magnitude < 1e15 else { return description }
    let scale = Double.powersOfTen[decimals]
    let scaled = Int64((magnitude * scale).rounded())
    let whole = scaled / Int64(scale)
    let sign = self < 0 && scaled != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    return sign + String(whole) + "." + padded(Int(scaled % Int64(scale)), decimals)
  }

  /// The number with a fixed count of decimals and always a sign: `+0.84`.
  public func signed(_ decimals: Int) -> String {
    let text = fixed(decimals)
    return text.hasPrefix("-") ? text : "+" + text
  }

  static let powersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
