/// A day of the Gregorian calendar.
public struct CivilDate: Sendable, Equatable {
  /// The year.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int
  /// The day of the week by ISO 8601: 1 is Monday, 7 is Sunday.
  public let weekday: Int

  /// The day so many days after 1970-01-01, a Thursday.
  init(daysSince1970 days: Int) {
    (year, month, day) = Timestamp.civil(fromDays: days)
    let fromMonday = (days + 3) % 7
    weekday = (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
  }
}

extension CivilTimeZone {
  /// The day that calendars in the zone show at a moment.
  public func date(of moment: Timestamp) -> CivilDate {
    let offset = TimeSpan(microseconds: Int64(secondsEast(at: moment)) * 1_000_000)
    return CivilDate(daysSince1970: (moment + offset).day)
  }
}
