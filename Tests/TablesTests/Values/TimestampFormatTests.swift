import Testing

@testable import Tables

@Suite("Moments in text")
struct TimestampFormatTests {
  @Test(
    "reads RFC 3339 and its short forms",
    arguments: [
      ("2026-03-04T09:12:00Z", "2026-03-04T09:12:00Z"), ("2026-03-04", "2026-03-04T00:00:00Z"),
      ("2026-03-04 09:12", "2026-03-04T09:12:00Z"),
      ("2026-03-04t09:12:00z", "2026-03-04T09:12:00Z"),
      ("2026-03-04T09:12:00+01:00", "2026-03-04T08:12:00Z"),
      ("2026-03-04T09:12:00-0530", "2026-03-04T14:42:00Z"),
      ("2026-03-04 09:12:00+00", "2026-03-04T09:12:00Z"),
      ("2026-03-04T23:30:00-14:00", "2026-03-05T13:30:00Z"),
      ("2026-03-04T09:12:00.5Z", "2026-03-04T09:12:00.500000Z"),
      ("2026-03-04T09:12:00.123456789Z", "2026-03-04T09:12:00.123456Z"),
      ("2024-02-29", "2024-02-29T00:00:00Z"), ("2000-02-29", "2000-02-29T00:00:00Z"),
      ("1900-01-01", "1900-01-01T00:00:00Z"), ("2100-12-31", "2100-12-31T00:00:00Z"),
      ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"),
      ("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"),
      ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ])
  func reads(text: String, moment: String) {
    #expect(TimestampFormat.iso8601.timestamp(text)?.description == moment)
  }

  @Test(
    "reads the plain form as it reads one with a fraction, whatever stands there",
    arguments: 1...20 as ClosedRange<UInt64>)
  func plain(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func two(_ range: ClosedRange<Int>) -> String {
      padded(Int.random(in: range, using: &random), 2)
    }
    for _ in 0..<500 {
      let year = Int.random(in: 1890...2110, using: &random)
      let mark = ["T", " ", "t"].randomElement(using: &random) ?? "T"
      var text = Array(
        "\(year)-\(two(0...13))-\(two(0...32))\(mark)\(two(0...25)):\(two(0...61)):\(two(0...61))"
          .utf8)
      if Int.random(in: 0..<3, using: &random) == 0 {
        let place = Int.random(in: 0..<19, using: &random)
        text[place] = UInt8.random(in: 1...127, using: &random)
      }
      let written = String(decoding: text, as: UTF8.self)
      let long = TimestampFormat.iso8601.timestamp(written + ".0Z")
      #expect(TimestampFormat.iso8601.timestamp(written + "Z") == long, "\(written)")
      #expect(TimestampFormat.iso8601.timestamp(written) == long, "\(written)")
    }
  }

  @Test(
    "refuses, with a hint",
    arguments: [
      ("", nil), ("2026-02-30", .noSuchDay), ("2025-02-29", .noSuchDay), ("1900-02-29", .noSuchDay),
      ("2026-13-01", .noSuchDay), ("2026-00-01", .noSuchDay), ("2026-01-00", .noSuchDay),
      ("1899-12-31", .noSuchDay),
      ("2026-01-01T10:00:00Zjunk", .trailingText), ("2026-01-01x", .trailingText),
      ("2026-01-01T10:24:00 junk", .trailingText), (" 2026-01-01", nil), ("12026-01-01", nil),
      ("26-01-02", nil),
      ("2026-01-01T24:00:00", .twelveOrTwentyFour), ("2026-01-01 25:61", .twelveOrTwentyFour),
      ("2026-01-01T10:61:00Z", .noSuchDay), ("2026-01-01T10:00:61Z", .noSuchDay),
      ("2026-01-01T12:34:60Z", .noSuchDay),
      ("2026-01-01T10:00:00+25:00", .badOffset), ("2026-01-01T10:00:00+01:75", .badOffset),
      ("2026-01-01T10:00:00.Z", .noSuchDay), ("2026-01-01T10:00:00.1234567890Z", .noSuchDay),
      ("2026-01-01T1:00", .noSuchDay), ("03/04/2026", .ambiguousOrder), ("45700", .serialNumber),
      ("soon", nil),
      ("2026-01-01T", .noSuchDay), ("infinity", nil), ("2026-1-1", nil), ("２０26-01-01", nil),
    ] as [(String, TimestampHint?)])
  func refuses(text: String, hint: TimestampHint?) {
    #expect(TimestampFormat.iso8601.timestamp(text) == nil)
    let name = TimestampFormat.iso8601.name
    #expect(
      TimestampFormat.iso8601.problem(text) == .notATimestamp(found: text, format: name, hint: hint)
    )
  }

  @Test(
    "reads a declared pattern and nothing else",
    arguments: [
      ("dd.MM.yyyy", "04.03.2026", "2026-03-04T00:00:00Z"),
      ("MM/dd/yyyy", "03/04/2026", "2026-03-04T00:00:00Z"),
      ("dd-MM-yyyy HH:mm", "04-03-2026 09:12", "2026-03-04T09:12:00Z"),
      ("yyyyMMddHHmmss", "20260304091200", "2026-03-04T09:12:00Z"),
      ("yyyy-MM-ddTHH:mm:ssZ", "2026-03-04T09:12:00Z", "2026-03-04T09:12:00Z"),
      ("dd.MM.yyyy", "4.3.2026", nil), ("dd.MM.yyyy", "2026-03-04", nil),
      ("dd.MM.yyyy", "04.13.2026", nil),
      ("dd.MM.yyyy", "30.02.2026", nil), ("dd.MM.yyyy", "04.03.2026 ", nil),
      ("dd.MM.yyyy", "04.03.20a6", nil),
      ("d.M.yyyy", "4.3.2026", "2026-03-04T00:00:00Z"),
      ("d.M.yyyy", "14.03.2026", "2026-03-14T00:00:00Z"), ("d.M.yyyy", "004.3.2026", nil),
      ("d.M.yyyy", ".3.2026", nil), ("d.M.yyyy", "4.3.26", nil), ("d.M.yyyy", "4.3.20261", nil),
      ("M/d/yyyy h:mm a", "11/3/2025 2:15 PM", "2025-11-03T14:15:00Z"),
      ("M/d/yyyy h:mm a", "1/13/2025 12:00 AM", "2025-01-13T00:00:00Z"),
      ("M/d/yyyy h:mm a", "1/13/2025 12:59 pm", "2025-01-13T12:59:00Z"),
      ("M/d/yyyy h:mm a", "1/13/2025 11:59 Pm", "2025-01-13T23:59:00Z"),
      ("M/d/yyyy h:mm a", "13/1/2025 2:15 PM", nil), ("M/d/yyyy h:mm a", "1/13/2025 0:15 AM", nil),
      ("M/d/yyyy h:mm a", "1/13/2025 13:15 PM", nil), ("M/d/yyyy h:mm a", "1/13/2025 2:5 PM", nil),
      ("M/d/yyyy h:mm a", "1/13/2025 2:15", nil), ("M/d/yyyy h:mm a", "1/13/2025 2:15 P", nil),
      ("M/d/yyyy h:mm a", "1/13/2025 2:15 XM", nil), ("M/d/yyyy h:mm a", "1/13/2025 2:15 PMx", nil),
      ("MM/dd/yyyy hh:mm:ssa", "11/03/2025 02:15:09PM", "2025-11-03T14:15:09Z"),
      ("M/d/yyyy H:mm", "1/13/2025 9:05", "2025-01-13T09:05:00Z"),
      ("yyyy-MM-dd hh:mm a", "2025-01-13 02:15 pm", "2025-01-13T14:15:00Z"),
    ] as [(String, String, String?)])
  func patterns(pattern: String, text: String, moment: String?) throws {
    let format = try #require(TimestampFormat(pattern))
    #expect(format.name == pattern)
    #expect(format.timestamp(text)?.description == moment)
  }

  @Test(
    "refuses patterns that cannot be meant",
    arguments: [
      "", "yyyy-MM", "yy-MM-dd", "yyyy-MMM-dd", "dd.MM.yyyy dd", "yyyy-MM-dd hh:mm",
      "yyyy-MM-dd HH:mm a", "yyyy-MM-dd H hh a", "yyyy-MM-dd aa hh", "yyyy-MMM-d",
      "yyyy-MM-dd hhh a",
      "yyyy-MM-dd HH:mm:ss.SSS",
      "iso", "epoch", "yyyy-MM-dd yyyy",
    ])
  func badPatterns(pattern: String) { #expect(TimestampFormat(pattern) == nil) }

  @Test(
    "reads seconds and milliseconds since 1970, within 1990 to 2099",
    arguments: [
      ("epoch_s", "1767225600", "2026-01-01T00:00:00Z"),
      ("epoch_s", "631152000", "1990-01-01T00:00:00Z"),
      ("epoch_s", "4102444799", "2099-12-31T23:59:59Z"),
      ("epoch_ms", "1767225600123", "2026-01-01T00:00:00.123000Z"),
      ("epoch_s", "1767225600123", nil), ("epoch_ms", "1767225600", nil),
      ("epoch_s", "631151999", nil),
      ("epoch_s", "4102444800", nil), ("epoch_s", "0", nil), ("epoch_s", "-1767225600", nil),
      ("epoch_s", "1767225600.5", nil), ("epoch_s", "", nil),
      ("epoch_s", "99999999999999999999", nil),
    ] as [(String, String, String?)])
  func epochs(style: String, text: String, moment: String?) throws {
    let format = try #require(TimestampFormat(style))
    #expect(format.timestamp(text)?.description == moment)
    if moment == nil, !text.isEmpty, text.allSatisfy(\.isNumber) {
      #expect(
        format.problem(text) == .notATimestamp(found: text, format: style, hint: .epochOutOfRange))
    }
  }

  @Test("a skipped local hour is told, in the format of the column")
  func skippedHour() throws {
    let zone = try #require(CivilTimeZone("Europe/Berlin"))
    let iso = TimestampFormat(style: .iso8601, zone: zone)
    let pattern = TimestampFormat(style: .pattern("dd.MM.yyyy HH:mm"), zone: zone)
    guard case .notATimestamp(_, _, .skippedHour) = iso.problem("2026-03-29 02:30"),
      case .notATimestamp(_, _, .skippedHour) = pattern.problem("29.03.2026 02:30")
    else {
      Issue.record("no hint")
      return
    }
  }
}
