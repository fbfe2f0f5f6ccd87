/// Text in which the mark 📍 shows the place an error is expected at.
struct MarkedText {
  let text: String
  let line: Int
  let column: Int

  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var place = (line: 1, column: 1)
    var found: (line: Int, column: Int)?
    for scalar in marked.unicodeScalars {
      if scalar == "📍" {
        found = place
        continue
      }
      text.append(scalar)
      place = scalar == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
    }
    self.text = String(text)
    (line, column) = found ?? place
  }
}
