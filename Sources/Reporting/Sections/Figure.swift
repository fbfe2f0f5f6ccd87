/// A chart with a heading and the sentence that says how to read it.
struct Figure {
  let chart: Chart
  let caption: String
}

extension Markup {
  /// Charts side by side where there is room.
  init(_ figures: [Figure]) {
    self = Markup.figures.render(
      View(
        figures: figures.map {
          Item(title: $0.chart.title, picture: $0.chart.markup, caption: $0.caption)
        }))
  }

  private struct View {
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
    </div>

    """)
}
