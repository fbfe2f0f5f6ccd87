import Testing

@testable import Simulation

@Suite("CSV documents")
struct CSVDocumentTests {
  @Test(
    "a field is quoted only when it must be",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("Zoë", "Zoë"), ("back\rfeed", "\"back\rfeed\""),
      ("a; b", "a; b"),
    ])
  func quoting(field: String, expected: String) {
    var document = CSVDocument(header: ["x", "y"])
    document.append([field, "1"])
    #expect(String(decoding: document.bytes, as: UTF8.self) == "x,y\n\(expected),1\n")
  }

  @Test("what was written reads back the same")
  func roundTrip() {
    let rows = [["Hansen, Olsen", "1\"2"], ["", "\n"]]
    var document = CSVDocument(header: ["company", "size"])
    for row in rows { document.append(row) }
    let parsed = ParsedCSV(document.bytes)
    #expect(parsed.header == ["company", "size"])
    #expect(parsed.rows == rows)
  }

  @Test("a row as wide as the header is a must")
  func widthIsChecked() async {
    await #expect(processExitsWith: .failure) {
      var document = CSVDocument(header: ["x", "y"])
      document.append(["1"])
    }
  }
}
