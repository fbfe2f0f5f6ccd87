extension Double {
  /// The shortest text that reads back as the same number; whole numbers without a point.
  public var shortText: String {
    guard magnitude < 1e15, self == rounded() else { return description }
    return String(Int64(self))
  }

  /// The number with a fixed count of decimals, 0...15, rounded half away from zero: `-0.50`.
  ///
  /// Never writes `-0.00`. Meant for numbers of ordinary size: with more digits than a 64-bit
  /// integer holds it falls back to the shortest form.
  public func fixed(_ decimals: Int) -> String {
    var bytes = ByteBuffer(capacity: 32)
    bytes.appendFixed(self, decimals: decimals)
    return bytes.text
  }

  /// The number with a fixed count of decimals and always a sign: `+0.84`.
  public func signed(_ decimals: Int) -> String {
    let text = fixed(decimals)
    return text.hasPrefix("-") || isNaN ? text : "+" + text
  }

  /// The powers of ten that a `Double` holds exactly.
  static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
