import Testing

@testable import Reporting

struct DataTableTests {
  private func table(rows: Int) -> DataTable {
    DataTable(
      caption: "Tiers", columns: [.text("Tier"), .number("Leads")],
      rows: (0..<rows).map { ["tier \($0 / 2)", "\($0)"] })
  }

  @Test("Headings carry their scope, numbers their class, the box its name and the focus")
  func accessible() {
    let reader = MarkupReader(table(rows: 2).markup.text)
    #expect(reader.flaws.isEmpty)
    #expect(reader.attributes("scope") == ["col", "col", "row", "row"])
    #expect(reader.attributes("aria-label") == ["Tiers"])
    #expect(reader.attributes("tabindex") == ["0"])
    #expect(
      reader.attributes("class") == ["scroll short", "number", "", "number", " again", "number"])
  }

  @Test(
    "A long table scrolls under its headings",
    arguments: [(40, "scroll short"), (41, "scroll tall short")])
  func tall(rows: Int, expected: String) {
    #expect(MarkupReader(table(rows: rows).markup.text).attributes("class").first == expected)
  }
}
