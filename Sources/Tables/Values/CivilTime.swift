/// A date and a time of day on a wall clock, not yet in any time zone.
public struct CivilTime: Sendable, Equatable {
  let year: Int
  let month: Int
  let day: Int
  var hour = 0
  var minute = 0
  /// 0...60: a leap second counts as the next second.
  var second = 0
  var microsecond = 0

  /// The moment when the clock shows UTC; nil when there is no such day or time.
  var timestampInUTC: Timestamp? { timestamp(secondsEast: 0) }

  /// The moment when the clock is so many seconds ahead of UTC; nil when there is no such day or
  /// time.
  ///
  /// Leap seconds end a day of UTC, whatever the clock shows.
  @inline(__always)
  func timestamp(secondsEast offset: Int) -> Timestamp? {
    guard isValid else { return nil }
    let days = Timestamp.daysFromCivil(year, month, day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    guard second < 60 || seconds % 86_400 == 0 else { return nil }
    return Timestamp(microseconds: Int64(seconds) * 1_000_000 + Int64(microsecond))
  }

  /// Whether the calendar has the day and the clock the time.
  @inline(__always)
  private var isValid: Bool {
    year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1
      && (day <= 28 || day <= CivilTime.length(ofMonth: month, in: year))
      && hour < 24 && minute < 60 && second <= 60
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilTime {
  /// Reads fields at the positions of a pattern such as `dd-MM-yyyy HH:mm`.
  init?(_ text: UnsafeBufferPointer<UInt8>, pattern: [UInt8]) {
    guard text.count == pattern.count else { return nil }
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    for (index, letter) in pattern.enumerated() {
      let byte = unsafe text[index]
      let digit = Int(byte) - 48
      let isDigit = (0...9).contains(digit)
      switch letter {
      case UInt8(ascii: "y"): year = year * 10 + digit
      case UInt8(ascii: "M"): month = month * 10 + digit
      case UInt8(ascii: "d"): day = day * 10 + digit
      case UInt8(ascii: "H"): hour = hour * 10 + digit
      case UInt8(ascii: "m"): minute = minute * 10 + digit
      case UInt8(ascii: "s"): second = second * 10 + digit
      default:
        guard byte == letter else { return nil }
        continue
      }
      guard isDigit else { return nil }
    }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }
}
