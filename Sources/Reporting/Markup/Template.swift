import Mustache

/// A Mustache template in the program's text, whose values are escaped by ``HTMLText``.
struct Template: Sendable {
  private let template: MustacheTemplate

  /// A template; its text is a literal, so that data can never be one.
  init(_ text: StaticString) {
    do {
      template = try MustacheTemplate(string: Template.escaping + "\(text)")
    } catch {
      preconditionFailure("a template does not parse: \(error)")
    }
  }

  /// Fills the template with a view's properties, by name.
  func render(_ view: Any) -> Markup { Markup(finished: template.render(view)) }

  /// The line that makes a template escape by ``HTMLText``.
  private static let escaping: String = {
    MustacheContentTypes.register(HTMLText(), named: "LEADSCORE")
    return "{{% CONTENT_TYPE:LEADSCORE}}\n"
  }()
}
