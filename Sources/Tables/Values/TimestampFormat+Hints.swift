extension TimestampFormat {
  /// What is wrong with a text that is no moment of this form.
  func problem(_ text: String) -> DataProblem.Kind {
    .notATimestamp(found: text, format: name, hint: hint(text))
  }

  /// Whether a text starts as an ISO 8601 date does: `2026-`.
  func looksLikeDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe text.count >= 10 && text[4] == UInt8(ascii: "-") && text[0] &- UInt8(ascii: "0") < 10
  }

  private func hint(_ text: String) -> TimestampHint? {
    let isNumber = text.allSatisfy { $0.isASCII && $0.isNumber }
    switch style {
    case .epochSeconds, .epochMilliseconds: return isNumber ? .epochOutOfRange : nil
    case .iso8601, .pattern:
      if isNumber, text.count == 5 { return .serialNumber }
      if zone.isSkipped(text, in: self) { return .skippedHour }
      guard style == .iso8601 else { return nil }
      if text.split(separator: "/").count == 3 { return .ambiguousOrder }
      var copy = text
      return copy.withUTF8 { unsafe TimestampFormat.isoHint($0) }
    }
  }

  /// Where the reading of an ISO 8601 moment stops, and what that means.
  private static func isoHint(_ text: UnsafeBufferPointer<UInt8>) -> TimestampHint? {
    var scanner = unsafe ByteScanner(text)
    guard let date = scanner.date() else { return nil }
    guard date.timestampInUTC != nil else { return .noSuchDay }
    guard scanner.take("T") || scanner.take(" ") || scanner.take("t") else { return .trailingText }
    guard let time = scanner.time(on: date) else { return .noSuchDay }
    if time.hour >= 24 { return .twelveOrTwentyFour }
    if time.minute >= 60 || time.second > 60 { return .noSuchDay }
    let isOffset = scanner.take("+") || scanner.take("-")
    if isOffset { return .badOffset }
    return scanner.isAtEnd || time.second == 60 ? .noSuchDay : .trailingText
  }
}
