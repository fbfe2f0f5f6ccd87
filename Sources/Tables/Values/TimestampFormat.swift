/// How moments are written in a column, and in which time zone when they do not say.
public struct TimestampFormat: Sendable, Equatable {
  /// The written form.
  public enum Style: Sendable, Equatable {
    /// RFC 3339 and its short forms: `2026-03-04`, `2026-03-04 09:12`, `2026-03-04T09:12:00.5+01:00`.
    case iso8601
    /// Fields as in `dd-MM-yyyy HH:mm` or `M/d/yyyy h:mm a`; letters y M d H h m s a, all else literal.
    case pattern(String)
    /// Whole seconds since 1970, from 1990 to 2099.
    case epochSeconds
    /// Whole milliseconds since 1970, from 1990 to 2099.
    case epochMilliseconds
  }

  /// The written form.
  public let style: Style
  /// The zone of moments that carry no offset.
  public let zone: CivilTimeZone
  private let pattern: [UInt8]
  /// Whether all fields of the pattern are as long as their letters.
  private let isFixed: Bool

  /// RFC 3339 or its short forms, in UTC where no offset is written.
  public static let iso8601 = TimestampFormat(style: .iso8601, zone: .utc)

  /// A form and the zone of moments without an offset.
  public init(style: Style, zone: CivilTimeZone = .utc) {
    self.style = style
    self.zone = zone
    pattern = if case .pattern(let text) = style { Array(text.utf8) } else { [] }
    isFixed = CivilTime.areFixed(pattern)
  }

  /// A form as a project file names it: `iso8601`, `epoch_s`, `epoch_ms` or a pattern.
  ///
  /// A field of two letters has two digits, one of one letter has one or two. `h` is the hour of a clock
  /// of twelve hours and goes with `a`, which is AM or PM in any case.
  ///
  /// Returns nil for a pattern without year, month and day, with a repeated field, with hours of both
  /// clocks, or with a letter that means something else in other programs, such as `S`.
  public init?(_ text: String, zone: CivilTimeZone = .utc) {
    switch text {
    case "iso8601": self.init(style: .iso8601, zone: zone)
    case "epoch_s": self.init(style: .epochSeconds, zone: zone)
    case "epoch_ms": self.init(style: .epochMilliseconds, zone: zone)
    default:
      func lengths(_ letter: Character) -> [Int] { text.split { $0 != letter }.map(\.count) }
      guard lengths("y") == [4], "Md".allSatisfy({ [[1], [2]].contains(lengths($0)) }),
        "Hhms".allSatisfy({ [[], [1], [2]].contains(lengths($0)) }),
        lengths("a") == (lengths("h").isEmpty ? [] : [1]),
        lengths("H").isEmpty || lengths("h").isEmpty,
        text.allSatisfy({ !$0.isLetter || "yMdHhmsaTZ".contains($0) })
      else { return nil }
      self.init(style: .pattern(text), zone: zone)
    }
  }

  /// The form as a project file names it.
  public var name: String {
    switch style {
    case .iso8601: "yyyy-MM-ddTHH:mm:ssZ"
    case .pattern(let pattern): pattern
    case .epochSeconds: "epoch_s"
    case .epochMilliseconds: "epoch_ms"
    }
  }

  /// The moment that a text is, nil when it is none.
  public func timestamp(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { unsafe timestamp($0) }
  }

  @inline(__always)
  func timestamp(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    switch style {
    case .iso8601: return unsafe iso8601(text)
    case .pattern:
      let time =
        unsafe isFixed
        ? CivilTime(text, pattern: pattern) : CivilTime(text, flexible: pattern)
      return time.flatMap(zone.timestamp)
    case .epochSeconds:
      return unsafe TimestampFormat.epoch(text).flatMap {
        TimestampFormat.epochRange.contains($0) ? Timestamp(seconds: $0) : nil
      }
    case .epochMilliseconds:
      return unsafe TimestampFormat.epoch(text).flatMap {
        TimestampFormat.epochRange.contains($0 / 1000) ? Timestamp(microseconds: $0 * 1000) : nil
      }
    }
  }

  /// The seconds from 1990 to 2099: read in the wrong unit, a number of today falls out of it.
  private static let epochRange: Range<Int64> = 631_152_000..<4_102_444_800

  /// A whole number of at most 13 digits.
  private static func epoch(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard (1...13).contains(text.count) else { return nil }
    var value: Int64 = 0
    for index in 0..<text.count {
      let digit = unsafe text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  @inline(__always)
  private func iso8601(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    if let moment = unsafe plain?.moment(text) { return moment }
    return unsafe anyISO8601(text)
  }

  /// Reads the moments that are written as nearly all are; nil for another style.
  var plain: PlainMoments? {
    style == .iso8601 ? PlainMoments(starts: Timestamp.monthStarts, isUTC: zone.isUTC) : nil
  }

  /// A reader of moments such as `2026-03-04T09:12:00Z`, or without the `Z` where they are in UTC.
  struct PlainMoments {
    fileprivate let starts: [Int32]
    fileprivate let isUTC: Bool

    /// The moment of a text; nil when it needs a closer look.
    @inline(__always)
    func moment(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
      let isPlain =
        unsafe text.count == 20 ? text[19] == UInt8(ascii: "Z") : text.count == 19 && isUTC
      return unsafe isPlain ? Timestamp(plain: text, starts) : nil
    }
  }

  @inline(never)
  private func anyISO8601(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var scanner = unsafe ByteScanner(text)
    guard let date = scanner.date() else { return nil }
    guard !scanner.isAtEnd else { return zone.timestamp(date) }
    guard scanner.take("T") || scanner.take(" ") || scanner.take("t"),
      let time = scanner.time(on: date)
    else { return nil }
    if scanner.isAtEnd { return zone.timestamp(time) }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    return time.timestamp(secondsEast: offset)
  }
}
