extension Timestamp {
  /// The moment of a text such as `2026-03-04T09:12:00`, in UTC and with anything behind it.
  ///
  /// This is how nearly all moments are written. Nil only means that the text needs a closer look.
  ///
  /// Whoever reads many moments looks up ``monthStarts`` once.
  ///
  /// - Precondition: the text has 19 bytes or more.
  @inline(__always)
  init?(plain text: UnsafeBufferPointer<UInt8>, _ starts: [Int32] = monthStarts) {
    guard let base = text.baseAddress else { return nil }
    // What remains of `YYYY-MM-` and `hh:mm:ss`: digits as numbers, marks as zeros.
    let date = unsafe ByteWord(base, at: 0).bits ^ 0x2D30_302D_3030_3030
    let clock = unsafe ByteWord(base, at: 11).bits ^ 0x3030_3A30_303A_3030
    // The addition reaches the top bit of a byte where a digit is above 9 or a mark another one.
    let strange =
      (date &+ 0x7F76_767F_7676_7676) | date | (clock &+ 0x7676_7F76_767F_7676) | clock
    let (tens, ones) = unsafe (Int(text[8]) - 48, Int(text[9]) - 48)
    guard strange & 0x8080_8080_8080_8080 == 0, (0...3).contains(tens), (0...9).contains(ones),
      unsafe text[10] | 0x20 == UInt8(ascii: "t") || text[10] == Byte.space
    else { return nil }
    // Each byte becomes the number of two digits that begins there.
    let dates = date &* 10 &+ date >> 8
    let clocks = clock &* 10 &+ clock >> 8
    func number(_ word: UInt64, at place: UInt64) -> Int {
      Int(truncatingIfNeeded: word &>> (8 * place) & 0xFF)
    }
    let (hour, minute, second) = (
      number(clocks, at: 0), number(clocks, at: 3), number(clocks, at: 6)
    )
    let month = number(dates, at: 5)
    let years = number(dates, at: 0) &* 100 &+ number(dates, at: 2) &- Timestamp.firstYear
    guard years >= 0, years < Timestamp.yearCount, month >= 1, month <= 12, hour < 24, minute < 60,
      second < 60
    else { return nil }
    let index = years &* 12 &+ month &- 1
    let (start, next) = (Int(starts[index]), Int(starts[index &+ 1]))
    let day = start &+ tens &* 10 &+ ones &- 1
    guard day >= start, day < next else { return nil }
    let seconds = day &* 86_400 &+ hour &* 3600 &+ minute &* 60 &+ second
    self.init(microseconds: Int64(seconds) &* 1_000_000)
  }

  private static let firstYear = 1900
  private static let yearCount = 201

  /// The day, counted from 1970-01-01, on which each month from 1900 to 2100 begins, and the next.
  static let monthStarts: [Int32] = (0...yearCount * 12).map { month in
    Int32(daysFromCivil(firstYear + month / 12, month % 12 + 1, 1))
  }
}
