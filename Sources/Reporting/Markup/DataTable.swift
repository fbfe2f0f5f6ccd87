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
        caption: caption, isTall: rows.count > DataTable.tallest,
        isDense: columns.count > DataTable.widest,
        isShort: rows.allSatisfy { ($0.first ?? "").count <= DataTable.shortest }, columns: columns,
        rows: rows.indices.map(cells)))
  }

  /// The number of rows from which a table scrolls under its headings.
  private static let tallest = 40
  /// The number of columns from which they stand closer together.
  private static let widest = 10
  /// The length up to which names of rows are kept on one line.
  private static let shortest = 24

  private func cells(ofRow row: Int) -> [Cell] {
    zip(rows[row], columns).enumerated().map { index, cell in
      Cell(
        text: cell.0, isNumeric: cell.1.isNumeric, isHeading: index == 0,
        isAgain: index == 0 && row > 0 && rows[row - 1].first == cell.0)
    }
  }

  private struct View {
    let caption: String
    let isTall, isDense, isShort: Bool
    let columns: [Column]
    let rows: [[Cell]]
  }

  private struct Cell {
    let text: String
    let isNumeric, isHeading: Bool
    /// Whether the heading is that of the row above.
    let isAgain: Bool
  }

  private static let template = Template(
    """
    <div class="scroll{{#isTall}} tall{{/isTall}}{{#isDense}} dense{{/isDense}}\
    {{#isShort}} short{{/isShort}}" role="region" tabindex="0" aria-label="{{caption}}">
    <table>
    <caption><span>{{caption}}</span></caption>
    <thead><tr>
    {{#columns}}
    <th scope="col"{{#isNumeric}} class="number"{{/isNumeric}}>{{heading}}</th>
    {{/columns}}
    </tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#.}}{{#isHeading}}<th scope="row" \
    class="{{#isNumeric}}number{{/isNumeric}}{{#isAgain}} again{{/isAgain}}">{{text}}</th>\
    {{/isHeading}}{{^isHeading}}<td{{#isNumeric}} class="number"{{/isNumeric}}>{{text}}</td>\
    {{/isHeading}}{{/.}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>

    """)
}
