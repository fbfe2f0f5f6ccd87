extension Markup {
  /// A paragraph.
  init(paragraph text: String) { self = Markup.paragraph.render(Text(text: text)) }

  /// A paragraph in a quieter tone.
  init(note text: String) { self = Markup.note.render(Text(text: text)) }

  /// A list of points, each with the words that sum it up.
  init(points: [(gist: String, text: String)]) {
    self = Markup.points.render(Points(points: points.map { Point(gist: $0.gist, text: $0.text) }))
  }

  /// Lists side by side, each under a heading; nothing of lists without points.
  init(facts lists: [(heading: String, points: [(gist: String, text: String)])]) {
    self = Markup.columns.render(
      Columns(
        columns: lists.map { list in
          Column(
            heading: list.heading,
            points: list.points.map { Point(gist: $0.gist, text: $0.text) })
        }))
  }

  private struct Columns {
    let columns: [Column]
  }

  private struct Column {
    let heading: String
    let points: [Point]
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
  private static let columns = Template(
    """
    <div class="sides">
    {{#columns}}
    <div>
    <h3>{{heading}}</h3>
    <dl>
    {{#points}}
    <div><dt>{{gist}}</dt><dd>{{text}}</dd></div>
    {{/points}}
    </dl>
    {{^points}}
    <p class="note">Nothing much.</p>
    {{/points}}
    </div>
    {{/columns}}
    </div>

    """)
  private static let points = Template(
    """
    <ul>
    {{#points}}
    <li><strong>{{gist}}</strong> {{text}}</li>
    {{/points}}
    </ul>

    """)
}
