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
  var timestampInUTC: Timestamp? {
    guard isValid else { return nil }
    let days = Timestamp.daysFromCivil(year, month, day)
    let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Timestamp(microseconds: seconds * 1_000_000 + Int64(microsecond))
  }

  private var isValid: Bool {
    guard (1900...2100).contains(year), (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1], hour < 24, minute < 60 else { return false }
    return second < 60 || (second == 60 && minute == 59 && hour == 23)
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
      guard "yMdHms".utf8.contains(letter) else {
        guard byte == letter else { return nil }
        continue
      }
      guard (0...9).contains(digit) else { return nil }
      switch letter {
      case UInt8(ascii: "y"): year = year * 10 + digit
      case UInt8(ascii: "M"): month = month * 10 + digit
      case UInt8(ascii: "d"): day = day * 10 + digit
      case UInt8(ascii: "H"): hour = hour * 10 + digit
      case UInt8(ascii: "m"): minute = minute * 10 + digit
      default: second = second * 10 + digit
      }
    }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }
}

/// Reads dates and times from bytes, piece by piece; must not outlive the bytes.
@safe struct ByteScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = bytes }

  var isAtEnd: Bool { unsafe index == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard unsafe index < bytes.count, unsafe bytes[index] == UInt8(ascii: character) else {
      return false
    }
    index += 1
    return true
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard unsafe index + count <= bytes.count else { return nil }
    var value = 0
    for _ in 0..<count {
      let digit = unsafe Int(bytes[index]) - 48
      guard (0...9).contains(digit) else { return nil }
      value = value * 10 + digit
      index += 1
    }
    return value
  }

  mutating func date() -> CivilTime? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2)
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  /// `09:12`, `09:12:00` or `09:12:00.123456789`; digits beyond microseconds are dropped.
  mutating func time(on date: CivilTime) -> CivilTime? {
    var time = date
    guard let hour = digits(2), take(":"), let minute = digits(2) else { return nil }
    (time.hour, time.minute) = (hour, minute)
    guard take(":") else { return time }
    guard let second = digits(2) else { return nil }
    time.second = second
    guard take(".") else { return time }
    var count = 0
    while let digit = digits(1) {
      if count < 6 { time.microsecond = time.microsecond * 10 + digit }
      count += 1
    }
    guard (1...9).contains(count) else { return nil }
    for _ in 0..<max(0, 6 - count) { time.microsecond *= 10 }
    return time
  }

  /// `Z`, `+01:00` or `+0100`, in seconds east of UTC.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isEast = take("+")
    guard isEast || take("-"), let hours = digits(2) else { return nil }
    _ = take(":")
    guard let minutes = digits(2), hours <= 14, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (isEast ? 1 : -1)
  }
}
