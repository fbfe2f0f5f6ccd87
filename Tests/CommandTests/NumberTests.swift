import Testing

@Suite("D: numbers")
struct NumberTests {
  static let refused: [BadInput] = [
    BadInput("D03", number: "NaN", "not a finite number", "--missing"),
    BadInput("D03", number: "nan", "not a finite number", "--missing"),
    BadInput("D03", number: "nan(0x1)", "not a finite number"),
    BadInput("D04", number: "inf", "not a finite number"),
    BadInput("D04", number: "-Infinity", "not a finite number"),
    BadInput("D05", number: "1e999", "out of range", "1e15"),
    BadInput("D08", number: "1e308", "out of range", "1e15"),
    BadInput("D09", number: "0x1p3", "hexadecimal"),
    BadInput("D09", number: "0X10", "hexadecimal"),
    BadInput("D10", number: "\"1,234\"", "grouped thousands"),
    BadInput("D11", number: "\"1.234,56\"", "decimal comma? use --decimal ,"),
    BadInput("D11", number: "\"3,5\"", "decimal comma? use --decimal ,"),
    BadInput("D11", number: "1 234", "grouped thousands"),
    BadInput("D11", number: "1'234", "grouped thousands"),
    BadInput("D11", number: "\"1,23,456\"", "grouped thousands"),
    BadInput("D12", number: "1\u{A0}234", "\"1\\u{a0}234\"", "grouped thousands"),
    BadInput("D12", number: "1\u{202F}234", "\"1\\u{202f}234\"", "grouped thousands"),
    BadInput("D13", number: "\"$1,200\"", "remove the currency"),
    BadInput("D13", number: "€1.200", "remove the currency"),
    BadInput("D13", number: "1200 USD", "remove the currency"),
    BadInput("D14", number: "12%", "remove the percent sign"),
    BadInput("D15", number: "(123)", "write negative numbers with a minus sign"),
    BadInput("D16", number: "\u{2212}5", "U+2212 MINUS SIGN", "plain hyphen"),
    BadInput("D17", number: "１２", "digits outside 0-9"),
    BadInput("D17", number: "١٢", "digits outside 0-9"),
    BadInput("D18", number: "1_000", "\"1_000\" is not a number"),
    BadInput("D18", number: "1e", "\"1e\" is not a number"),
    BadInput("D18", number: "12abc", "\"12abc\" is not a number"),
    BadInput("D18", number: "--5", "\"--5\" is not a number"),
    BadInput("D18", number: "1.2.3", "\"1.2.3\" is not a number"),
    BadInput("D21", number: "9223372036854775808", "out of range"),
    BadInput("D25", number: "#DIV/0!", "spreadsheet error"),
    BadInput("D25", number: "#REF!", "spreadsheet error"),
    BadInput("D25", number: "#VALUE!", "spreadsheet error"),
    BadInput("D27", number: "soon", "\"soon\" is not a number", "--missing"),
    BadInput(
      "D28", number: String(repeating: "9", count: 400),
      "\"\(String(repeating: "9", count: 40))…\" is out of range"),
    BadInput("F09", number: "\u{1B}[31mred", "\"\\u{1b}[31mred\" is not a number"),
  ]

  @Test("is refused at its place, nothing written", arguments: refused)
  func isRefused(_ input: BadInput) throws {
    try expectRefused(input, by: .score)
  }

  @Test(
    "is refused in a column that nearly always holds numbers",
    arguments: refused.filter { ["D05", "D11", "D13", "D17", "D27"].contains($0.id) })
  func isRefusedWhereInferred(_ input: BadInput) throws {
    try expectRefused(input, by: .train)
  }

  @Test(
    "is refused in a column that is declared to hold numbers",
    arguments: refused.filter { ["D09", "D25", "D27"].contains($0.id) })
  func isRefusedWhereDeclared(_ input: BadInput) throws {
    var declared = input
    declared.options = ["--numeric", "visits"]
    try expectRefused(declared, by: .train)
  }

  @Test("is refused by every command that reads leads", arguments: Reader.allCases)
  func isRefusedByAll(_ reader: Reader) throws {
    try expectRefused(
      BadInput("D14", number: "12%", "\"12%\" is not a number", "remove the percent sign"),
      by: reader)
  }

  @Test(
    "reads the same number from another spelling of it",
    arguments: [
      ("D01", "", "   "), ("D02", "", "NA"), ("D02", "", "N/A"), ("D02", "", "NULL"),
      ("D02", "", "null"), ("D02", "", "None"), ("D02", "", "-"), ("D02", "", "#N/A"),
      ("D06", "0", "1e-400"), ("D07", "0", "4.9e-324"), ("D19", "1", "+1"), ("D19", "0.5", ".5"),
      ("D19", "5", "5."), ("D19", "12", " 12 "), ("D20", "1", "1E+00"), ("D23", "0", "-0"),
      ("D28", "0.33333333333333333", "0." + String(repeating: "3", count: 400)),
    ])
  func sameNumber(_ id: String, _ plain: String, _ other: String) throws {
    var file = LeadsFile()
    for (row, text) in [(3, plain), (4, other)] { file.rows[row][1...2] = [text, "Retail"] }
    let folder = try TrainedModel.folder(leads: file.bytes())
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--quiet"], in: folder)
    #expect(run.status == 0, "\(id): \(run.errors)")
    let lines = try folder.text("scores.csv").split(separator: "\n")[4...5].map {
      // Between the identifier and the reasons, in which the value itself stands.
      $0.split(separator: ",", omittingEmptySubsequences: false)[1...8]
    }
    #expect(lines[0] == lines[1], "\(id)")
  }

  @Test("D02 Another spelling of a missing value has to be declared")
  func declaredMissing() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(cell: 3, 1, "Select").bytes())
    let arguments = ["score", "leads.csv", "--model", "leads", "--quiet"]
    #expect(try Leadscore.run(arguments, in: folder).status == 65)
    #expect(
      try Leadscore.run(arguments + ["--missing", "Select,unknown"], in: folder).status == 0)
  }

  @Test("D11 A decimal comma is read where it is declared")
  func decimalComma() throws {
    var file = LeadsFile()
    for row in file.rows.indices { file.rows[row][1] = "\"\(file.rows[row][1]),0\"" }
    let folder = try TrainedModel.folder(leads: file.bytes())
    let arguments = ["score", "leads.csv", "--model", "leads", "--quiet"]
    #expect(try Leadscore.run(arguments + ["--decimal", ","], in: folder).status == 0)
    #expect(try folder.bytes("scores.csv") == TrainedModel.scores.get())
  }

  @Test(
    "D22 Whole numbers that 64 bits cannot tell apart are never numbers: refused, or categories")
  func beyondPrecision() throws {
    let large = LeadsFile(column: "account") { row, _ in "900719925474099\(2 + row % 3)" }
    let folder = try TrainedModel.folder(leads: large.bytes())
    let arguments = Reader.train.arguments + ["--nonlinear", "none"]
    let declared = try Leadscore.run(arguments + ["--numeric", "account"], in: folder)
    #expect(declared.status == 65)
    #expect(
      declared.errors.hasPrefix(
        "error: leads.csv:2:18: column \"account\": \"9007199254740992\" is out of range (numbers up"
          + " to 1e15 in size are accepted)"), "\(declared.errors)")
    let inferred = try Leadscore.run(arguments + ["--json", "-"], in: folder)
    #expect(inferred.status == 0, "\(inferred.errors)")
    for digit in 2...4 { #expect(inferred.output.contains("\"900719925474099\(digit)\"")) }
  }

  @Test("D27 Every damaged cell is told, twenty of them with their places")
  func manyProblems() throws {
    var file = LeadsFile()
    for row in 0..<30 { file.rows[row * 7][1] = "12%" }
    let folder = try TrainedModel.folder(leads: file.bytes())
    let run = try Leadscore.run(Reader.score.arguments, in: folder)
    #expect(run.status == 65)
    #expect(run.errorLines.count == 21)
    #expect(run.errorLines.last == "error: 30 problems in all")
    #expect(run.errorLines.prefix(20).allSatisfy { $0.contains("\"12%\" is not a number") })
  }
}
