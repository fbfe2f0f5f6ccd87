import Mustache

/// Finished HTML or SVG: foreign text in it is escaped.
///
/// Only a ``Template`` and a ``Drawing`` make it; templates insert it with three braces.
struct Markup: Sendable, Equatable, MustacheCustomRenderable {
  let text: String

  init(finished text: String) { self.text = text }

  var renderText: String { text }
  var isNull: Bool { false }
}

extension Markup {
  /// Finished parts, one after the other.
  init(joining parts: [Markup]) { self.init(finished: parts.map(\.text).joined()) }

  static let empty = Markup(finished: "")
}
