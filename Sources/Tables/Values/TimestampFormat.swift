/// How moments are written in a column, and in which time zone when they do not say.
public struct TimestampFormat: Sendable, Equatable {
  /// The written form.
  public enum Style: Sendable, Equatable {
    /// RFC 3339 and its short forms: `2026-03-04`, `2026-03-04 09:12`, `2026-03-04T09:12:00.5+01:00`.
    case iso8601
    /// Fields at fixed positions, as in `dd-MM-yyyy HH:mm`; letters y M d H m s, all else literal.
    case pattern(String)
    /// Whole seconds since 1970.
    case epochSeconds
    /// Whole milliseconds since 1970.
    case epochMilliseconds
  }

  /// The written form.
  public let style: Style
  /// The zone of moments that carry no offset.
  public let zone: CivilTimeZone

  /// RFC 3339 or its short forms, in UTC where no offset is written.
  public static let iso8601 = TimestampFormat(style: .iso8601, zone: .utc)

  /// A form and the zone of moments without an offset.
  public init(style: Style, zone: CivilTimeZone = .utc) {
    self.style = style
    self.zone = zone
  }

  /// A form as a project file names it: `iso8601`, `epoch_s`, `epoch_ms` or a pattern.
  ///
  /// Returns nil for a pattern without year, month and day, or with a repeated field.
  public init?(_ text: String, zone: CivilTimeZone = .utc) {
    switch text {
    case "iso8601": self.init(style: .iso8601, zone: zone)
    case "epoch_s": self.init(style: .epochSeconds, zone: zone)
    case "epoch_ms": self.init(style: .epochMilliseconds, zone: zone)
    default:
      let fields = "yMdHms".map { letter in text.split { $0 != letter }.map(\.count) }
      guard fields[0] == [4], fields[1] == [2], fields[2] == [2],
        fields[3...].allSatisfy({ $0.isEmpty || $0 == [2] })
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

  func timestamp(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    switch style {
    case .iso8601: return unsafe iso8601(text)
    case .pattern(let pattern):
      guard let civil = unsafe CivilTime(text, pattern: Array(pattern.utf8)) else { return nil }
      return zone.timestamp(civil)
    case .epochSeconds:
      guard let seconds = unsafe wholeNumber(text), seconds.magnitude < 4_102_444_800 else { return nil }
      return Timestamp(seconds: seconds)
    case .epochMilliseconds:
      guard let count = unsafe wholeNumber(text), count.magnitude < 4_102_444_800_000 else { return nil }
      return Timestamp(microseconds: count * 1000)
    }
  }

  private func wholeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    unsafe Int64(String(decoding: text, as: UTF8.self))
  }

  private func iso8601(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var scanner = unsafe ByteScanner(text)
    guard let date = scanner.date() else { return nil }
    guard !scanner.isAtEnd else { return zone.timestamp(date) }
    guard scanner.take("T") || scanner.take(" ") || scanner.take("t"),
      let time = scanner.time(on: date)
    else { return nil }
    if scanner.isAtEnd { return zone.timestamp(time) }
    guard let offset = scanner.offset(), scanner.isAtEnd, let utc = time.timestampInUTC else {
      return nil
    }
    return Timestamp(microseconds: utc.microseconds - Int64(offset) * 1_000_000)
  }

  /// What is wrong with a text that is no moment of this form.
  func problem(_ text: String) -> DataProblem.Kind {
    .notATimestamp(found: text, format: name, hint: hint(text))
  }

  private func hint(_ text: String) -> TimestampHint? {
    let digits = text.count(where: \.isNumber)
    if text.allSatisfy(\.isNumber), text.count == 5 { return .serialNumber }
    if text.split(separator: "/").count == 3 { return .ambiguousOrder }
    if text.contains("24:") { return .twelveOrTwentyFour }
    guard style == .iso8601, text.count >= 10, digits >= 8 else { return nil }
    if timestamp(String(text.prefix(10))) == nil { return .noSuchDay }
    return zone.isSkipped(text) ? .skippedHour : .trailingText
  }
}
