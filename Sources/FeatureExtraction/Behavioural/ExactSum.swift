internal import Tables

/// A sum that does not depend on the order of its terms: whole numbers of 2⁻⁵⁶ in 128 bits.
///
/// A term is off by 2⁻⁵⁷ at most. Terms may be as large as ``NumberFormat/largestMagnitude``, and
/// two million of that size still fit.
struct ExactSum: Equatable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  private static let unit = 0x1p56

  init() {}

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Adds a number that is one; beyond the largest magnitude it counts as that.
  @inline(__always)
  mutating func add(_ number: Double) {
    let limit = NumberFormat.largestMagnitude
    let term = min(max(number, -limit), limit)
    // Rounded by conversions: `rounded()` is a call on processors without an instruction for it.
    let towardsZero = Int64(term)
    let whole = towardsZero - (Double(towardsZero) > term ? 1 : 0)
    let scaled = (term - Double(whole)) * ExactSum.unit
    let below = Int64(scaled)
    let fraction = below + (scaled - Double(below) >= 0.5 ? 1 : 0)
    // Two words: whole · 2⁵⁶ + fraction, the fraction at most 2⁵⁶.
    let (partialLow, firstCarry) = UInt64(bitPattern: whole << 56)
      .addingReportingOverflow(UInt64(bitPattern: fraction))
    let partialHigh = UInt64(bitPattern: whole >> 8) &+ (firstCarry ? 1 : 0)
    let (newLow, carry) = low.addingReportingOverflow(partialLow)
    low = newLow
    high = high &+ partialHigh &+ (carry ? 1 : 0)
  }

  /// Adds a number between 0 and 1, with the same result as any number.
  @inline(__always)
  mutating func add(share: Double) {
    let scaled = share * ExactSum.unit
    let below = UInt64(bitPattern: Int64(scaled))
    let term = below &+ (scaled - Double(Int64(bitPattern: below)) >= 0.5 ? 1 : 0)
    let (newLow, carry) = low.addingReportingOverflow(term)
    low = newLow
    high = high &+ (carry ? 1 : 0)
  }

  /// The sum as the nearest double, or one beside it.
  var value: Double {
    let isNegative = high >> 63 == 1
    var (magnitudeLow, magnitudeHigh) = (low, high)
    if isNegative {
      magnitudeLow = ~low &+ 1
      magnitudeHigh = ~high &+ (low == 0 ? 1 : 0)
    }
    let whole = magnitudeHigh << 8 | magnitudeLow >> 56
    let larger = Double(magnitudeHigh >> 56) * 0x1p64
    let fraction = Double(magnitudeLow & ((1 << 56) - 1)) / ExactSum.unit
    let magnitude = larger + (Double(whole) + fraction)
    return isNegative && magnitude != 0 ? -magnitude : magnitude
  }
}
