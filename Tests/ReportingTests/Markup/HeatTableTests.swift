import Testing

@testable import Reporting

struct HeatTableTests {
  private func table(named name: String) -> HeatTable {
    HeatTable(
      caption: name, corner: name, rows: [name, "b"], columns: [name, "y", "z"],
      cells: [
        [(0.5, true, false), (0, false, true), (-0.1, false, false)],
        [(.nan, false, false), (-3, true, false), (0.1, false, false)],
      ].map { $0.map { HeatTable.Cell(effect: $0.0, isClear: $0.1, isEmpty: $0.2) } })
  }

  @Test("Cells say their factor in words, colour, and weight; headings carry their scope")
  func structure() {
    let text = table(named: "a").markup.text
    let reader = MarkupReader(text)
    #expect(reader.flaws.isEmpty)
    #expect(reader.attributes("scope") == ["col", "col", "col", "col", "row", "row"])
    #expect(
      reader.attributes("class").filter { !["scroll heat", "number"].contains($0) }
        == ["high-3", "even empty", "low-1", "even", "low-4", "high-1"])
    #expect(text.contains("<td class=\"high-3\"><strong>1.65</strong></td>"))
    #expect(text.contains("<td class=\"low-1\">0.90</td>"))
    #expect(text.contains("<td class=\"even\">n/a</td>"))
  }

  @Test("Nothing in names becomes markup", arguments: Hostile.texts)
  func hostile(name: String) {
    let reader = MarkupReader(table(named: name).markup.text)
    #expect(reader.flaws.isEmpty)
    #expect(
      Set(reader.elements.map(\.name))
        == ["div", "table", "caption", "span", "thead", "tbody", "tr", "th", "td", "strong"])
  }

  @Test("The key names every colour once")
  func key() {
    let reader = MarkupReader(HeatTable.key.text)
    #expect(reader.flaws.isEmpty)
    #expect(reader.attributes("class") == ["heat-key"] + HeatLevel.all.map(\.name))
  }
}
