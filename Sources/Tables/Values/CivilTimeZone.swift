import Foundation

/// A time zone of the IANA database, or UTC.
///
/// A local time that was skipped by the change to summer time is no moment; one that occurred
/// twice means the second occurrence, as in Foundation and PostgreSQL.
public struct CivilTimeZone: Sendable, Equatable {
  /// The identifier, for instance `Europe/Berlin`.
  public let identifier: String
  /// Stretches of time with the same distance from UTC, in order; none for UTC.
  private let stretches: [Stretch]

  /// From one change of the clocks to the next.
  private struct Stretch: Sendable, Equatable {
    /// The first second, since 1970 in UTC.
    let start: Int64
    let secondsEast: Int
  }

  /// Coordinated universal time.
  public static let utc = CivilTimeZone(identifier: "UTC", stretches: [])

  private init(identifier: String, stretches: [Stretch]) {
    self.identifier = identifier
    self.stretches = stretches
  }

  /// A zone by its IANA name, former ones included; nil when the database does not know it.
  public init?(_ identifier: String) {
    if ["UTC", "Etc/UTC", "Z"].contains(identifier) {
      self = .utc
      return
    }
    // Foundation also makes zones of texts such as `GMT+1`, under another name.
    guard let zone = TimeZone(identifier: identifier), zone.identifier == identifier else {
      return nil
    }
    self.init(identifier: identifier, stretches: CivilTimeZone.stretches(of: zone))
  }

  /// Whether clocks in the zone show UTC at all times.
  @inline(__always)
  var isUTC: Bool { stretches.isEmpty }

  /// The moment when clocks in the zone show the time; nil when they never do.
  @inline(__always)
  func timestamp(_ civil: CivilTime) -> Timestamp? {
    isUTC ? civil.timestampInUTC : localTimestamp(civil)
  }

  private func localTimestamp(_ civil: CivilTime) -> Timestamp? {
    var shown = civil
    shown.second = min(civil.second, 59)
    guard let utc = shown.timestampInUTC else { return nil }
    let seconds = utc.microseconds / 1_000_000
    // No zone is a day or more from UTC; the latest stretch that fits has the second occurrence.
    var index = firstStretch(after: seconds + 86_400) - 1
    while index >= 0 {
      let stretch = stretches[index]
      let moment = seconds - Int64(stretch.secondsEast)
      let end = index + 1 < stretches.count ? stretches[index + 1].start : .max
      if moment >= stretch.start && moment < end {
        return civil.timestamp(secondsEast: stretch.secondsEast)
      }
      if stretch.start < seconds - 86_400 { return nil }
      index -= 1
    }
    return nil
  }

  /// How many seconds clocks in the zone are ahead of UTC at a moment.
  func secondsEast(at moment: Timestamp) -> Int {
    guard !stretches.isEmpty else { return 0 }
    let (second, rest) = moment.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return stretches[max(0, firstStretch(after: rest < 0 ? second - 1 : second) - 1)].secondsEast
  }

  /// The position of the first stretch that starts after a moment.
  private func firstStretch(after second: Int64) -> Int {
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].start <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The stretches between 1900 and 2100, found day by day: asking Foundation for every row would
  /// cost more than reading it.
  private static func stretches(of zone: TimeZone) -> [Stretch] {
    func secondsEast(_ second: Int64) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
    }
    let first = Timestamp(year: 1899, month: 12, day: 30).microseconds / 1_000_000
    let last = Timestamp(year: 2101, month: 1, day: 2).microseconds / 1_000_000
    var stretches = [Stretch(start: .min, secondsEast: secondsEast(first))]
    for day in stride(from: first + 86_400, through: last, by: 86_400) {
      let offset = secondsEast(day)
      guard offset != stretches[stretches.count - 1].secondsEast else { continue }
      var (before, after) = (day - 86_400, day)
      while after - before > 1 {
        let middle = (before + after) / 2
        if secondsEast(middle) == offset { after = middle } else { before = middle }
      }
      stretches.append(Stretch(start: after, secondsEast: offset))
    }
    return stretches
  }

  /// Whether a text is a local time that the zone skipped.
  func isSkipped(_ text: String, in format: TimestampFormat) -> Bool {
    guard !stretches.isEmpty, format.timestamp(text) == nil else { return false }
    return TimestampFormat(style: format.style, zone: .utc).timestamp(text) != nil
  }
}
