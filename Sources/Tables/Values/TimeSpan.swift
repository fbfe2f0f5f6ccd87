/// A length of time in whole microseconds, written `14d`, `36h`, `30m` or `2w`.
public struct TimeSpan: Hashable, Comparable, Sendable {
  /// The length in microseconds; negative for a span backwards in time.
  public let microseconds: Int64

  /// A span of so many microseconds.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A span of so many days of 24 hours.
  public init(days: Int) { microseconds = Int64(days) * 86_400_000_000 }

  /// A span written as a whole number and a unit: `90d`, `2w`, `36h`, `30m`, `45s`.
  ///
  /// Returns nil for anything else, for zero and for spans of more than 100 years.
  public init?(_ text: String) {
    guard let unit = text.last, let secondsPerUnit = TimeSpan.units[unit],
      text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int64(text.dropLast()), count > 0, count <= 3_153_600_000 / secondsPerUnit
    else { return nil }
    microseconds = count * secondsPerUnit * 1_000_000
  }

  private static let units: [Character: Int64] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]

  /// The length in days of 24 hours.
  public var days: Double { Double(microseconds) / 86_400_000_000 }

  /// Whether this span is shorter than the other.
  public static func < (shorter: TimeSpan, longer: TimeSpan) -> Bool {
    shorter.microseconds < longer.microseconds
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The span in the largest unit that divides it: `14d`, `36h`; seconds may have a fraction.
  public var description: String {
    guard microseconds % 1_000_000 == 0 else { return "\(Double(microseconds) / 1e6)s" }
    let seconds = microseconds / 1_000_000
    for (unit, size): (String, Int64) in [("d", 86_400), ("h", 3600), ("m", 60)]
    where seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }
}
