import Tables

/// Text in which the mark 📍 shows the place an error is expected at.
struct MarkedText {
  let text: String
  let place: Place

  init(_ marked: String, file: String) {
    let parts = marked.split(separator: "📍", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    text = parts.joined()
    place = Place(
      file: file, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}
