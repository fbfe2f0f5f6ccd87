/// Reads dates and times from bytes, piece by piece; must not outlive the bytes.
@safe struct ByteScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var index = 0

  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = unsafe bytes }

  @inline(__always)
  var isAtEnd: Bool { unsafe index == bytes.count }

  @inline(__always)
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard unsafe index < bytes.count, unsafe bytes[index] == UInt8(ascii: character) else {
      return false
    }
    index += 1
    return true
  }

  @inline(__always)
  private mutating func digit() -> Int? {
    guard unsafe index < bytes.count else { return nil }
    let digit = unsafe bytes[index] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    index += 1
    return Int(digit)
  }

  @inline(__always)
  private mutating func twoDigits() -> Int? {
    guard let tens = digit(), let ones = digit() else { return nil }
    return tens * 10 + ones
  }

  /// A date such as `2026-03-04`.
  @inline(__always)
  mutating func date() -> CivilTime? {
    guard let century = twoDigits(), let year = twoDigits(), take("-"), let month = twoDigits(),
      take("-"), let day = twoDigits()
    else { return nil }
    return CivilTime(year: century * 100 + year, month: month, day: day)
  }

  /// `09:12`, `09:12:00` or `09:12:00.123456789`; digits beyond microseconds are dropped.
  @inline(__always)
  mutating func time(on date: CivilTime) -> CivilTime? {
    var time = date
    guard let hour = twoDigits(), take(":"), let minute = twoDigits() else { return nil }
    (time.hour, time.minute) = (hour, minute)
    guard take(":") else { return time }
    guard let second = twoDigits() else { return nil }
    time.second = second
    guard take(".") else { return time }
    var count = 0
    while let digit = digit() {
      if count < 6 { time.microsecond = time.microsecond * 10 + digit }
      count += 1
    }
    guard (1...9).contains(count) else { return nil }
    for _ in 0..<max(0, 6 - count) { time.microsecond *= 10 }
    return time
  }

  /// `Z`, `+01:00`, `+0100` or `+01`, in seconds east of UTC.
  @inline(__always)
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isEast = take("+")
    guard isEast || take("-"), let hours = twoDigits() else { return nil }
    var minutes = 0
    if !isAtEnd {
      _ = take(":")
      guard let written = twoDigits() else { return nil }
      minutes = written
    }
    guard hours <= 14, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (isEast ? 1 : -1)
  }
}
