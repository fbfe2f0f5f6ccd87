/// The calendar of the world: when it begins, when its data end, and how a moment is written.
///
/// A moment is a whole number of seconds since 1970-01-01T00:00:00Z, without leap seconds.
enum WorldCalendar {
  static let minute = 60
  static let hour = 3_600
  static let day = 86_400

  /// 2025-01-01T00:00:00Z, when the first lead may arrive.
  static let start = 1_735_689_600
  /// 2026-07-01T00:00:00Z: nothing in the data happens at this moment or later.
  static let now = 1_782_864_000

  /// Days of lead creation, from `start` up to `now`.
  static let days = (now - start) / day
  /// Seconds from creation to the moment a lead's features are taken.
  static let snapshotDelay = 14 * day
  /// Seconds after the snapshot within which a conversion counts.
  static let horizon = 90 * day

  /// The moment as a share of the months simulated: 0 at the start, 1 at the cut-off.
  static func progress(of moment: Int) -> Double {
    Double(moment - start) / Double(now - start)
  }

  /// Whether the outcome of a lead created at `moment` is known: snapshot and horizon have passed.
  static func isMature(createdAt moment: Int) -> Bool {
    moment + snapshotDelay + horizon <= now
  }

  /// 0 for Monday to 6 for Sunday.
  static func weekday(of moment: Int) -> Int {
    (moment / day + 3) % 7
  }

  /// The date of a moment, by Hinnant's `civil_from_days` for days at or after 1970.
  static func date(of moment: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = moment / day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// RFC 3339 in UTC, as in `2025-03-04T09:12:00Z`.
  static func text(of moment: Int) -> String {
    let second = moment % day
    let time = [second / hour, second % hour / minute, second % minute].map(twoDigits)
    return "\(dateText(of: moment))T\(time[0]):\(time[1]):\(time[2])Z"
  }

  /// The day alone, as in `2025-03-04`.
  static func dateText(of moment: Int) -> String {
    let (year, month, dayOfMonth) = date(of: moment)
    return "\(year)-\(twoDigits(month))-\(twoDigits(dayOfMonth))"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
