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

  /// One of several sections of a kind; the identifier must not come from data.
  init(identifier: String, heading: String, _ parts: Markup...) {
    self.identifier = identifier
    self.heading = heading
    body = Markup(joining: parts)
  }
}
