import Testing

@Suite("B: the structure of CSV")
struct RecordTests {
  private static func cell(_ text: String) -> [UInt8] { LeadsFile(cell: 3, 2, text).bytes() }

  private static let long = String(repeating: "x", count: 1 << 20)

  static let refused: [BadInput] = [
    BadInput("B01", "a quote that never ends", cell("\"open"), at: "5:6", "never closed"),
    BadInput(
      "B01", "a quote that never ends in the last record",
      LeadsFile(cell: 239, 2, "\"open").bytes(), at: "241:8", "never closed"),
    BadInput(
      "B02", "a quote inside a field", cell("ab\"c"), at: "5:8", "quote inside an unquoted field",
      "quote the whole field"),
    BadInput(
      "B03", "text after a quote", cell("\"ab\"c"), at: "5:10", "text after a closing quote"),
    BadInput(
      "B05", "a quote escaped by a backslash", cell("\"a\\\"b\""), at: "5:10",
      "text after a closing quote", "doubling", "not by a backslash"),
    BadInput(
      "B06", "a bad number after a line feed in quotes", shifted("\"a\nb\""), at: "6:4",
      "\"1x\" is not a number"),
    BadInput(
      "B06", "a bad number after CRLF in quotes", shifted("\"a\r\nb\""), at: "6:4",
      "\"1x\" is not a number"),
    BadInput(
      "B07", "too few fields", LeadsFile().bytes(replacing: 5, with: "L3,1"), at: "5:1",
      "expected 4 fields, got 2"),
    BadInput(
      "B08", "too many fields", LeadsFile().bytes(replacing: 5, with: "L3,1,Retail,no,extra,more"),
      at: "5:1", "expected 4 fields, got 6", "first extra field \"extra\""),
    BadInput(
      "B09", "a comma at the end of every line",
      LeadsFile().bytes(lineEnd: ",\n"), at: "1:24", "column 5 has no name",
      "a delimiter too many at the end of the line?"),
    BadInput(
      "B11", "a line of blanks", LeadsFile().bytes(inserting: "    ", at: 5), at: "5:1",
      "expected 4 fields, got 1"),
    BadInput(
      "B12", "semicolons read as commas", LeadsFile().bytes(delimiter: ";"), at: "1:1",
      "no column \"id\"", "one column containing 3 ';'", "use --delimiter",
      options: ["--delimiter", ","]),
    BadInput(
      "B14", "a comment inside", LeadsFile().bytes(inserting: "# exported", at: 5), at: "5:1",
      "comment line", "remove lines that start with #"),
    BadInput(
      "B14", "a comment before the header", LeadsFile().bytes(inserting: "# exported", at: 1),
      at: "1:1", "no column \"id\"", "looks like a comment"),
    BadInput(
      "B15", "a field of more than a mebibyte", cell(long + "x"), at: "5:6",
      "field longer than 1048576 bytes", "is a quote missing?"),
    BadInput(
      "B16", "a record of more than eight mebibytes",
      LeadsFile().bytes(
        inserting: (0..<10).map { _ in String(long.dropLast()) }.joined(separator: ","), at: 5),
      at: "5:1", "record longer than 8388608 bytes"),
    BadInput(
      "B17", "more than 4096 columns",
      Array(((0..<4097).map { "c\($0)" }.joined(separator: ",") + "\n").utf8), at: "1:23467",
      "more than 4096 columns"),
    BadInput(
      "B18", "a quote that swallows the rest of a large file",
      cell("\"open") + Array(String(repeating: "L,1,x,no\n", count: 1_000_000).utf8), at: "5:6",
      "is a quote missing?"),
    BadInput(
      "B19", "the header repeated", LeadsFile().bytes(inserting: "id,visits,industry,won", at: 50),
      at: "50:1", "repeats the header", "two exports joined"),
  ]

  /// A field with a line end in line 3, and a bad number in what is then line 6.
  private static func shifted(_ field: String) -> [UInt8] {
    var file = LeadsFile(cell: 3, 1, "1x")
    file.rows[1][2] = field
    return file.bytes()
  }

  @Test("is refused at its place, nothing written", arguments: refused, Reader.ways)
  func isRefused(_ input: BadInput, by reader: Reader) throws {
    try expectRefused(input, by: reader)
  }

  @Test("B04 A doubled quote is one quote, and a line end in quotes stays")
  func quotesAreKept() throws {
    var file = LeadsFile()
    file.rows[3][0] = "\"a \"\"b\"\",\nc\""
    let folder = try TrainedModel.folder(leads: file.bytes())
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--quiet"], in: folder)
    #expect(run.status == 0)
    #expect(try folder.text("scores.csv").contains("\n\"a \"\"b\"\",\nc\",0."))
  }

  @Test("B20 A footer with a total is refused with the values of the target")
  func footer() throws {
    let folder = try TrainedModel.folder(
      leads: LeadsFile().bytes() + Array("Total,,,12345\n".utf8))
    try expectRefused(
      Reader.train.arguments, in: folder, status: 65,
      ["which value is a conversion is not clear in column \"won\"", "\"12345\", \"no\", \"yes\""])
  }

  @Test("B20 A footer without an identifier is refused", arguments: [Reader.score])
  func footerWithoutIdentifier(_ reader: Reader) throws {
    try expectRefused(
      BadInput(
        "B20", "a footer", LeadsFile().bytes() + Array(",,,12345\n".utf8), at: "242:1",
        "column \"id\": the identifier is missing"), by: reader)
  }

  @Test(
    "B21 A delimiter that is a quote, a letter or several bytes is refused",
    arguments: ["\"", "€", "a", "7", ";;"], Reader.allCases)
  func delimiter(_ delimiter: String, by reader: Reader) throws {
    try expectRefused(
      reader.arguments + ["--delimiter", delimiter],
      in: try TrainedModel.folder(leads: LeadsFile().bytes()), status: 64,
      ["--delimiter takes one character that is no quote, letter or digit, or tab"])
  }
}
