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

  /// A zone by its IANA name; nil when the database does not know it.
  public init?(_ identifier: String) {
    if ["UTC", "Etc/UTC", "Z"].contains(identifier) {
      self = .utc
    } else {
      guard TimeZone.knownTimeZoneIdentifiers.contains(identifier),
        let zone = TimeZone(identifier: identifier)
      else { return nil }
      self.init(identifier: identifier, zone: zone)
    }
  }

  /// The moment when clocks in the zone show the time; nil when they never do.
  func timestamp(_ civil: CivilTime) -> Timestamp? {
    guard let utc = civil.timestampInUTC else { return nil }
    guard let zone else { return utc }
    // The second occurrence of a doubled hour is the one with the smaller offset from UTC.
    let seconds = utc.microseconds / 1_000_000
    let near = [-86_400, 86_400].map { zone.secondsFromGMT(for: date(seconds + Int64($0))) }
    for offset in Set(near).sorted() {
      let candidate = seconds - Int64(offset)
      if zone.secondsFromGMT(for: date(candidate)) == offset {
        return Timestamp(microseconds: utc.microseconds - Int64(offset) * 1_000_000)
      }
    }
    return nil
  }

  /// Whether a well-formed local time does not exist in this zone.
  func isSkipped(_ text: String) -> Bool {
    TimestampFormat.iso8601.timestamp(text) != nil
  }

  private func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
