/// A moment in UTC, in whole microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since the Unix epoch; negative before it.
  public let microseconds: Int64

  /// A moment so many microseconds after the Unix epoch.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A moment so many whole seconds after the Unix epoch.
  public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

  /// Midnight UTC of a proleptic Gregorian date.
  ///
  /// Days are counted from the civil calendar as in Howard Hinnant's `days_from_civil`.
  public init(year: Int, month: Int, day: Int) {
    self.init(seconds: Int64(Timestamp.daysFromCivil(year, month, day)) * 86_400)
  }

  /// Whether this moment is before the other.
  public static func < (earlier: Timestamp, later: Timestamp) -> Bool {
    earlier.microseconds < later.microseconds
  }

  /// The moment so long after this one.
  public static func + (moment: Timestamp, duration: TimeSpan) -> Timestamp {
    Timestamp(microseconds: moment.microseconds + duration.microseconds)
  }

  /// The moment so long before this one.
  public static func - (moment: Timestamp, duration: TimeSpan) -> Timestamp {
    Timestamp(microseconds: moment.microseconds - duration.microseconds)
  }

  /// The time from the second moment to the first; negative when the first is earlier.
  public static func - (later: Timestamp, earlier: Timestamp) -> TimeSpan {
    TimeSpan(microseconds: later.microseconds - earlier.microseconds)
  }

  /// The number of the UTC day, counted from 1970-01-01.
  public var day: Int {
    let (day, rest) = microseconds.quotientAndRemainder(dividingBy: 86_400_000_000)
    return Int(rest < 0 ? day - 1 : day)
  }

  static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthIndex + 2) / 5 + 1
    )
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with a fraction only where there is one: `2026-03-04T09:12:00Z`.
  public var description: String {
    let date = Timestamp.civil(fromDays: day)
    let ofDay = Int(microseconds - Int64(day) * 86_400_000_000)
    let (seconds, fraction) = (ofDay / 1_000_000, ofDay % 1_000_000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
      + clock.joined(separator: ":") + (fraction == 0 ? "" : "." + padded(fraction, 6)) + "Z"
  }
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
