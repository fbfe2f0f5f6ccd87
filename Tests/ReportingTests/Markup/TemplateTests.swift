import Testing

@testable import Reporting

struct TemplateTests {
  private struct View {
    let text: String
    let part: Markup
    let items: [String]
  }

  @Test("Two braces escape by scalar, in sections too; three insert finished markup")
  func escaping() {
    let template = Template("<p title=\"{{text}}\">{{#items}}{{.}}{{/items}}</p>{{{part}}}")
    let view = View(
      text: "\"\u{0301}<", part: Markup(finished: "<hr>"), items: ["\u{0600}<", "&"])
    let rendered = template.render(view).text
    #expect(
      Array(rendered.unicodeScalars)
        == Array("<p title=\"&quot;\u{0301}&lt;\">\u{0600}&lt;&amp;</p><hr>".unicodeScalars))
  }
}
