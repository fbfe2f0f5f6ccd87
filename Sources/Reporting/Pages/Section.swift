/// A part of a page with a heading of its own.
struct Section {
  /// The anchor that the contents point to.
  let identifier: String
  let heading: String
  let body: Markup

  init(_ identifier: StaticString, heading: String, _ parts: Markup...) {
    self.identifier = "\(identifier)"
    self.heading = heading
    body = Markup(joining: parts)
  }

  /// A part whose anchor is made of a name, of which only letters, digits and dashes are kept.
  init(anchor: String, heading: String, _ parts: Markup...) {
    identifier = String(
      anchor.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" ? $0 : "_" })
    self.heading = heading
    body = Markup(joining: parts)
  }
}
