/// A table of factors on the odds, coloured by their size.
struct HeatTable {
  struct Cell {
    /// The effect in log odds.
    let effect: Double
    /// Whether its 95 % interval leaves out 0.
    let isClear: Bool
    /// Whether training had no lead there.
    let isEmpty: Bool
  }

  /// What the table shows, as its caption and for readers who cannot see it.
  let caption: String
  /// What the rows and the columns are.
  let corner: String
  let rows, columns: [String]
  /// One array of cells per row.
  let cells: [[Cell]]

  /// The table in a box that scrolls by itself.
  var markup: Markup {
    HeatTable.table.render(
      View(
        caption: caption, corner: corner, columns: columns,
        rows: zip(rows, cells).map { Row(name: $0, cells: $1.map(HeatTable.view)) }))
  }

  /// What the colours stand for, from the lowest factor to the highest.
  static var key: Markup {
    keyTemplate.render(
      Key(
        entries: HeatLevel.all.map { KeyEntry(look: $0.name, text: $0.text) }))
  }

  private static func view(_ cell: Cell) -> CellView {
    CellView(
      look: HeatLevel(effect: cell.effect).name + (cell.isEmpty ? " empty" : ""),
      isClear: cell.isClear, text: cell.effect.oddsRatioText)
  }

  private struct View {
    let caption, corner: String
    let columns: [String]
    let rows: [Row]
  }

  private struct Row {
    let name: String
    let cells: [CellView]
  }

  private struct CellView {
    let look: String
    let isClear: Bool
    let text: String
  }

  private struct Key {
    let entries: [KeyEntry]
  }

  private struct KeyEntry {
    let look, text: String
  }

  private static let table = Template(
    """
    <div class="scroll heat" role="region" tabindex="0" aria-label="{{caption}}">
    <table>
    <caption><span>{{caption}}</span></caption>
    <thead><tr>
    <th scope="col">{{corner}}</th>
    {{#columns}}
    <th scope="col" class="number">{{.}}</th>
    {{/columns}}
    </tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{name}}</th>{{#cells}}<td class="{{look}}">{{#isClear}}<strong>{{text}}\
    </strong>{{/isClear}}{{^isClear}}{{text}}{{/isClear}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>

    """)

  private static let keyTemplate = Template(
    """
    <ul class="heat-key" aria-label="Colours of factors on the odds">
    {{#entries}}
    <li class="{{look}}">{{text}}</li>
    {{/entries}}
    </ul>

    """)
}
