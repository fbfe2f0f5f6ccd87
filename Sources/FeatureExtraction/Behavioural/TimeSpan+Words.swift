internal import Tables

extension TimeSpan {
  /// The span in words: `7 days`, `36 hours`, `1 day`.
  var words: String {
    let text = description
    let units: [Character: String] = ["d": "day", "h": "hour", "m": "minute", "s": "second"]
    guard let letter = text.last, let unit = units[letter] else { return text }
    let count = text.dropLast()
    return "\(count) \(unit)" + (count == "1" ? "" : "s")
  }
}
