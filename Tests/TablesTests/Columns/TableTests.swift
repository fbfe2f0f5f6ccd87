import Testing

@testable import Tables

@Suite("Tables and columns")
struct TableTests {
  private let table = Table(
    source: "leads.csv",
    columns: [
      Column(name: "n", values: .numbers([1, .nan, 2.5])),
      Column(name: "c", values: .categories(Categories(["x", nil, "x"]))),
      Column(name: "t", values: .timestamps([Timestamp(seconds: 0), nil, Timestamp(seconds: 1)])),
      Column(name: "s", values: .text(PackedStrings(["p", "", "q"]))),
    ], lines: [2, 3, 5])

  @Test("values are texts, or nil where they are missing")
  func texts() {
    #expect(
      table.rowTexts == [
        ["1", "x", "1970-01-01T00:00:00Z", "p"], [nil, nil, nil, nil],
        ["2.5", "x", "1970-01-01T00:00:01Z", "q"],
      ])
    #expect(table.columns.allSatisfy { $0.count == 3 && $0.isMissing(1) && !$0.isMissing(0) })
  }

  @Test("rows are chosen in the given order, with their lines")
  func rows() {
    let chosen = table.rows([2, 0, 2])
    #expect(chosen.rowTexts == [table.rowTexts[2], table.rowTexts[0], table.rowTexts[2]])
    #expect(chosen.lines == [5, 2, 5])
    #expect(table.rows([]).rowCount == 0)
  }

  @Test("columns are found by name, added at the end, and take the place of others")
  func adding() {
    let more = table.adding([
      Column(name: "c", values: .numbers([7, 8, 9])),
      Column(name: "z", values: .numbers([0, 0, 0])),
    ])
    #expect(more.columns.map(\.name) == ["n", "t", "s", "c", "z"])
    #expect(more["c"]?.text(0) == "7")
    #expect(more["q"] == nil)
    #expect(table["n"]?.named("m").name == "m")
  }

  @Test("a row's place is its line, or counted from the header where there are no lines")
  func places() {
    #expect(table.place(ofRow: 2).description == "leads.csv:5:1")
    #expect(Table(source: "x", columns: [], rowCount: 3).place(ofRow: 2).line == 4)
  }

  @Test("missing values are equal to each other, and kinds are not mixed up")
  func equality() {
    #expect(ColumnValues.numbers([.nan, 0]) == .numbers([.nan, -0.0]))
    #expect(ColumnValues.numbers([.nan]) != .numbers([0]))
    #expect(ColumnValues.numbers([]) != .text(PackedStrings()))
  }

  @Test("categories of texts go by first appearance")
  func categories() {
    let categories = Categories(["b", nil, "a", "b"])
    #expect(categories.codes == [0, -1, 1, 0])
    #expect(categories.levels == PackedStrings(["b", "a"]))
  }
}
