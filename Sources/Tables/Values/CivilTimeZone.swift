import Foundation

/// A time zone of the IANA database, or UTC.
///
/// A local time that was skipped by the change to summer time is no moment; one that occurred
/// twice means the second occurrence, as in Foundation and PostgreSQL.
public struct CivilTimeZone: Sendable, Equatable {
  /// The identifier, for instance `Europe/Berlin`.
  public let identifier: String
  private let zone: TimeZone?

  /// Coordinated universal time.
  public static let utc = CivilTimeZone(identifier: "UTC", zone: nil)

  private init(identifier: String, zone: TimeZone?) {
    self.identifier = identifier
    self.zone = zone
  }

  /// A zone by its IANA name, former ones included; nil when the database does not know it.
  public init?(_ identifier: String) {
    if ["UTC", "Etc/UTC", "Z"].contains(identifier) {
      self = .utc
    } else {
      // Foundation also makes zones of texts such as `GMT+1`, under another name.
      guard let zone = TimeZone(identifier: identifier), zone.identifier == identifier else {
        return nil
      }
      self.init(identifier: identifier, zone: zone)
    }
  }

  /// The moment when clocks in the zone show the time; nil when they never do.
  @inline(__always)
  func timestamp(_ civil: CivilTime) -> Timestamp? {
    guard let zone else { return civil.timestampInUTC }
    return timestamp(civil, in: zone)
  }

  private func timestamp(_ civil: CivilTime, in zone: TimeZone) -> Timestamp? {
    var rounded = civil
    rounded.second = min(civil.second, 59)
    guard let utc = rounded.timestampInUTC else { return nil }
    // The second occurrence of a doubled hour is the one with the smaller offset from UTC.
    let seconds = utc.microseconds / 1_000_000
    let near = [-86_400, 86_400].map { zone.secondsFromGMT(for: date(seconds + Int64($0))) }
    for offset in near.sorted()
    where zone.secondsFromGMT(for: date(seconds - Int64(offset))) == offset {
      return civil.timestamp(secondsEast: offset)
    }
    return nil
  }

  /// Whether a text is a local time that the zone skipped.
  func isSkipped(_ text: String, in format: TimestampFormat) -> Bool {
    zone != nil && TimestampFormat(style: format.style, zone: .utc).timestamp(text) != nil
  }

  private func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
