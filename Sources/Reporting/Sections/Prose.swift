extension Markup {
  /// A paragraph.
  init(paragraph text: String) { self = Markup.paragraph.render(Text(text: text)) }

  /// A paragraph in a quieter tone.
  init(note text: String) { self = Markup.note.render(Text(text: text)) }

  /// A list of points, each with the words that sum it up.
  init(points: [(gist: String, text: String)]) {
    self = Markup.points.render(Points(points: points.map { Point(gist: $0.gist, text: $0.text) }))
  }

  private struct Text {
    let text: String
  }

  private struct Points {
    let points: [Point]
  }

  private struct Point {
    let gist, text: String
  }

  private static let paragraph = Template("<p>{{text}}</p>\n")
  private static let note = Template("<p class=\"note\">{{text}}</p>\n")
  private static let points = Template(
    """
    <ul>
    {{#points}}
    <li><strong>{{gist}}</strong> {{text}}</li>
    {{/points}}
    </ul>

    """)
}
