extension String {
  /// The text as it may be shown in a message: cut at `limit` scalars, with control and
  /// direction-changing characters escaped, so that data never drives the terminal.
  public func displayed(limit: Int = 40) -> String {
    var shown = ""
    var count = 0
    for scalar in unicodeScalars {
      guard count < limit else { return shown + "…" }
      count += 1
      if let byte = PathBytes.byte(of: scalar) {
        shown += "\\x" + String(byte, radix: 16)
      } else if scalar.isUnsafeToShow {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

extension Unicode.Scalar {
  /// Whether a terminal or an editor would act on the scalar instead of showing it: C0 and C1
  /// controls, zero-width and bidirectional formatting, non-breaking blanks, line separators.
  var isUnsafeToShow: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0xA0, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202F,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFF:
      true
    default: false
    }
  }
}
