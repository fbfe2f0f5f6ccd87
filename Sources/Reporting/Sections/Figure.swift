/// A chart with a heading and the sentence that says how to read it.
struct Figure {
  let chart: Chart
  let caption: String
}

extension Markup {
  /// Charts side by side where there is room, and a table after them.
  init(_ figures: [Figure], beside table: DataTable? = nil) {
    self = Markup.figures.render(
      View(
        table: table?.markup ?? .empty,
        figures: figures.map {
          Item(title: $0.chart.title, picture: $0.chart.markup, caption: $0.caption)
        }))
  }

  private struct View {
    let table: Markup
    let figures: [Item]
  }

  private struct Item {
    let title: String
    let picture: Markup
    let caption: String
  }

  private static let figures = Template(
    """
    <div class="charts">
    {{#figures}}
    <figure>
    <h3>{{title}}</h3>
    {{{picture}}}
    <figcaption>{{caption}}</figcaption>
    </figure>
    {{/figures}}
    {{{table}}}
    </div>

    """)
}
