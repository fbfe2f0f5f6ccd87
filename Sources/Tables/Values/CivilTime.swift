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

extension CivilTime {
  /// Whether every field of a pattern has as many digits as letters, so that all stand at fixed places.
  static func areFixed(_ pattern: [UInt8]) -> Bool {
    !pattern.contains(UInt8(ascii: "a"))
      && "MdHms".utf8.allSatisfy { letter in pattern.count { $0 == letter } != 1 }
  }

  /// Reads fields one after the other, by a pattern such as `M/d/yyyy h:mm a`: those of one letter have
  /// one digit or two.
  init?(_ text: UnsafeBufferPointer<UInt8>, flexible pattern: [UInt8]) {
    var time = CivilTimeFields()
    var (place, index) = (0, 0)
    while index < pattern.count {
      let letter = pattern[index]
      index += 1
      if "yMdHhms".utf8.contains(letter) {
        var width = 1
        while index < pattern.count, pattern[index] == letter {
          width += 1
          index += 1
        }
        let start = place
        var value = 0
        while place < text.count, place - start < max(width, 2) {
          let digit = unsafe Int(text[place]) - 48
          guard (0...9).contains(digit) else { break }
          (value, place) = (value * 10 + digit, place + 1)
        }
        guard place - start >= width else { return nil }
        time.set(letter, to: value)
      } else if letter == UInt8(ascii: "a") {
        // Upper and lower case differ in one bit.
        guard place + 1 < text.count, unsafe text[place + 1] | 0x20 == UInt8(ascii: "m") else {
          return nil
        }
        time.half = unsafe text[place] | 0x20
        place += 2
      } else {
        guard place < text.count, unsafe text[place] == letter else { return nil }
        place += 1
      }
    }
    guard place == text.count, let hour = time.hourOfDay else { return nil }
    self.init(
      year: time.year, month: time.month, day: time.day, hour: hour, minute: time.minute,
      second: time.second)
  }
}

/// The fields of a moment as they are read.
private struct CivilTimeFields {
  var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
  var hourOfHalf = 0
  /// `a` before noon, `p` after; nil where the hour is that of the day.
  var half: UInt8?

  /// Sets the field of a letter.
  mutating func set(_ letter: UInt8, to value: Int) {
    switch letter {
    case UInt8(ascii: "y"): year = value
    case UInt8(ascii: "M"): month = value
    case UInt8(ascii: "d"): day = value
    case UInt8(ascii: "H"): hour = value
    case UInt8(ascii: "h"): hourOfHalf = value
    case UInt8(ascii: "m"): minute = value
    default: second = value
    }
  }

  /// The hour, 12 AM being the first of the day; nil when there is no such hour.
  var hourOfDay: Int? {
    guard let half else { return hour }
    guard (1...12).contains(hourOfHalf) else { return nil }
    switch half {
    case UInt8(ascii: "a"): return hourOfHalf % 12
    case UInt8(ascii: "p"): return hourOfHalf % 12 + 12
    default: return nil
    }
  }
}
