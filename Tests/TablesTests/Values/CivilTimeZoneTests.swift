import Foundation
import Testing

@testable import Tables

@Suite("Time zones")
struct CivilTimeZoneTests {
  @Test(
    "local times, also where clocks change",
    arguments: [
      ("Europe/Berlin", "2026-01-15 12:00", "2026-01-15T11:00:00Z"),
      ("Europe/Berlin", "2026-07-15 12:00", "2026-07-15T10:00:00Z"),
      ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29T00:59:00Z"),
      ("Europe/Berlin", "2026-03-29 02:00", nil), ("Europe/Berlin", "2026-03-29 02:30", nil),
      ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z"),
      // The second of the two, as Foundation and PostgreSQL choose.
      ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T01:30:00Z"),
      ("America/New_York", "2026-03-08 02:30", nil),
      ("America/New_York", "2026-11-01 01:30", "2026-11-01T06:30:00Z"),
      ("America/New_York", "2026-11-01 00:30", "2026-11-01T04:30:00Z"),
      ("Asia/Kolkata", "2026-01-01", "2025-12-31T18:30:00Z"),
      ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T15:15:00Z"),
      ("UTC", "2026-03-29 02:30", "2026-03-29T02:30:00Z"),
      ("Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T02:30:00Z"),
      ("Asia/Tokyo", "2017-01-01 08:59:60", "2017-01-01T00:00:00Z"),
    ] as [(String, String, String?)])
  func local(zone: String, text: String, moment: String?) throws {
    let format = TimestampFormat(style: .iso8601, zone: try #require(CivilTimeZone(zone)))
    #expect(format.timestamp(text)?.description == moment)
  }

  @Test(
    "unknown names are refused",
    arguments: ["", "Nonsense/Zone", "europe/berlin", "CEST", "+01:00", "../etc"])
  func unknown(name: String) { #expect(CivilTimeZone(name) == nil) }

  @Test("the names of UTC", arguments: ["UTC", "Etc/UTC", "Z"])
  func utc(name: String) { #expect(CivilTimeZone(name) == .utc) }

  @Test(
    "hours of a whole year map back to themselves",
    arguments: ["Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo"])
  func wholeYear(name: String) throws {
    let format = TimestampFormat(style: .iso8601, zone: try #require(CivilTimeZone(name)))
    var last = Timestamp(year: 2024, month: 12, day: 31)
    for hour in 0..<8760 {
      let local =
        Timestamp(year: 2025, month: 1, day: 1)
        + TimeSpan(microseconds: Int64(hour) * 3_600_000_000)
      guard let moment = format.timestamp(String(local.description.dropLast())) else { continue }
      #expect(moment > last)
      last = moment
    }
  }

  @Test(
    "agrees with Foundation at random moments from 1900 to 2100",
    arguments: [
      "Europe/Berlin", "America/New_York", "Africa/Casablanca", "Asia/Gaza", "Pacific/Apia",
      "Australia/Lord_Howe", "Asia/Tehran", "Europe/Dublin", "Antarctica/Troll", "Asia/Kolkata",
    ])
  func foundation(name: String) throws {
    let format = TimestampFormat(style: .iso8601, zone: try #require(CivilTimeZone(name)))
    let zone = try #require(TimeZone(identifier: name))
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -2_208_800_000...4_102_400_000, using: &random)
      let east = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      let local = Timestamp(seconds: seconds + Int64(east))
      let moment = try #require(format.timestamp(String(local.description.dropLast())))
      // The first of two occurrences reads as the second, half an hour to some hours later.
      let later = moment - Timestamp(seconds: seconds)
      let isDoubled = later.microseconds > 0 && later.days <= 1
      #expect(later.microseconds == 0 || isDoubled, "\(local)")
      let eastThen = zone.secondsFromGMT(
        for: Date(timeIntervalSince1970: Double(moment.microseconds / 1_000_000)))
      #expect(moment + TimeSpan(microseconds: Int64(eastThen) * 1_000_000) == local)
    }
  }
}
