/// A table whose first column names the row.
struct DataTable {
  struct Column {
    let heading: String
    let isNumeric: Bool

    static func text(_ heading: String) -> Column { Column(heading: heading, isNumeric: false) }
    static func number(_ heading: String) -> Column { Column(heading: heading, isNumeric: true) }
  }

  /// What the table shows, as its caption and for readers who cannot see it.
  let caption: String
  let columns: [Column]
  /// One text per column.
  let rows: [[String]]

  /// The table in a box that scrolls by itself, so that the page never does.
  var markup: Markup {
    DataTable.template.render(
      View(
        caption: caption, columns: columns,
        rows: rows.map { row in
          zip(row, columns).enumerated().map { index, cell in
            Cell(text: cell.0, isNumeric: cell.1.isNumeric, isHeading: index == 0)
          }
        }))
  }

  private struct View {
    let caption: String
    let columns: [Column]
    let rows: [[Cell]]
  }

  private struct Cell {
    let text: String
    let isNumeric, isHeading: Bool
  }

  private static let template = Template(
    """
    <div class="scroll" role="region" tabindex="0" aria-label="{{caption}}">
    <table>
    <caption>{{caption}}</caption>
    <thead><tr>
    {{#columns}}
    <th scope="col"{{#isNumeric}} class="number"{{/isNumeric}}>{{heading}}</th>
    {{/columns}}
    </tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#.}}{{#isHeading}}<th scope="row"{{#isNumeric}} class="number"{{/isNumeric}}>{{text}}</th>\
    {{/isHeading}}{{^isHeading}}<td{{#isNumeric}} class="number"{{/isNumeric}}>{{text}}</td>\
    {{/isHeading}}{{/.}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>

    """)
}
