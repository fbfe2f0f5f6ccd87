#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A straight way from numbers to places on a chart.
struct LinearScale {
  /// The numbers at the two ends of the axis, in ascending order.
  let domain: ClosedRange<Double>
  /// The places of the two ends.
  let start, end: Double

  /// The place of a number; numbers beyond the ends lie at the ends.
  func position(_ value: Double) -> Double {
    let length = domain.upperBound - domain.lowerBound
    guard length > 0, !value.isNaN else { return start }
    let share = min(max((value - domain.lowerBound) / length, 0), 1)
    return start + share * (end - start)
  }

  /// Round numbers inside the axis, at most so many steps apart.
  func ticks(atMost count: Int) -> [Double] {
    let length = domain.upperBound - domain.lowerBound
    guard length > 0, length.isFinite else { return [domain.lowerBound] }
    let step = LinearScale.roundStep(atLeast: length / Double(count))
    let first = (domain.lowerBound / step - 1e-9).rounded(.up)
    let last = (domain.upperBound / step + 1e-9).rounded(.down)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below a number.
  static func roundStep(atLeast length: Double) -> Double {
    let power = pow(10, log10(length).rounded(.down))
    for factor in [1, 2, 2.5, 5] where factor * power >= length * (1 - 1e-9) {
      return factor * power
    }
    return 10 * power
  }
}
