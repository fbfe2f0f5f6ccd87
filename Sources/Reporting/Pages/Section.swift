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
}
