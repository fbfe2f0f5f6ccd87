import Testing

@Suite("C: headers and columns")
struct HeaderTests {
  private static func header(_ names: String...) -> [UInt8] {
    var file = LeadsFile()
    file.header = names
    return file.bytes()
  }

  static let refused: [BadInput] = [
    BadInput(
      "C01", "a name twice", header("id", "visits", "visits", "won"), at: "1:11",
      "column name \"visits\" stands at positions 2 and 3"),
    BadInput(
      "C02", "names that differ in case and blanks", header("id", "Visits", "visits ", "won"),
      at: "1:11", "\"Visits\" and \"visits\" differ only in case or blanks"),
    BadInput(
      "C02", "names that differ in how their accent is written",
      header("id", "caf\u{E9}", "cafe\u{301}", "won"), at: "1:9", "positions 2 and 3"),
    BadInput(
      "C03", "a column without a name", header("id", "", "industry", "won"), at: "1:4",
      "column 2 has no name"),
    BadInput(
      "C03", "a column with blanks for a name", header("id", "  ", "industry", "won"), at: "1:4",
      "column 2 has no name"),
    BadInput(
      "C10", "a control character in a name", header("id", "vis\u{7}its", "industry", "won"),
      at: "1:4", "\"vis\\u{7}its\"", "cannot be seen"),
    BadInput(
      "C10", "a change of direction in a name", header("id", "vis\u{202E}its", "industry", "won"),
      at: "1:4", "\"vis\\u{202e}its\"", "cannot be seen"),
    BadInput(
      "C11", "a blank that does not break after a name",
      header("id", "visits\u{A0}", "industry", "won"), at: "1:4", "\"visits\\u{a0}\"",
      "cannot be seen"),
    BadInput(
      "C11", "a blank without width after a name",
      header("id", "visits\u{200B}", "industry", "won"), at: "1:4", "\"visits\\u{200b}\"",
      "cannot be seen"),
    BadInput(
      "C04", "the identifier missing", header("ID number", "visits", "industry", "won"), at: "1:1",
      "no column \"id\"", "there are: ID number, visits, industry, won"),
    BadInput(
      "C07", "no header, words in the first row", Array(LeadsFile().bytes().dropFirst(23)),
      at: "1:1", "no column \"id\"", "first row looks like data"),
    BadInput(
      "C07", "no header, numbers in the first row",
      Array(String(repeating: "1,2,3,4\n", count: 240).utf8), at: "1:1", "no column \"id\"",
      "first row looks like data"),
  ]

  @Test("is refused at its place, nothing written", arguments: refused, Reader.ways)
  func isRefused(_ input: BadInput, by reader: Reader) throws {
    try expectRefused(input, by: reader)
  }

  @Test("C04 A missing column is told with the nearest name", arguments: Reader.allCases)
  func nearestName(_ reader: Reader) throws {
    let isLabelled = reader == .train || reader == .check
    let (wanted, found) = isLabelled ? ("won", "wom") : ("visits", "vists")
    try expectRefused(
      BadInput(
        "C04", "a misspelled column", HeaderTests.header("id", "vists", "industry", "wom"),
        at: "1:1", "no column \"\(wanted)\"; did you mean \"\(found)\"?",
        "There are: id, vists, industry, wom"), by: reader)
  }

  @Test(
    "C04 A column that an option names has to be there",
    arguments: [
      "--exclude", "--only", "--numeric", "--categorical", "--time", "--group", "--weights",
    ])
  func namedColumn(option: String) throws {
    try expectRefused(
      BadInput(
        "C04", option, LeadsFile().bytes(), at: "1:1",
        "no column \"industr\"; did you mean \"industry\"?", options: [option, "industr"]),
      by: .train)
  }

  @Test("C09 A name that looks like SQL is a name")
  func literalName() throws {
    var file = LeadsFile()
    file.header[2] = "\"x\"\"; DROP TABLE leads;--\""
    let folder = try TrainedModel.folder(leads: file.bytes())
    let run = try Leadscore.run(Reader.train.arguments + ["--json", "-"], in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains(#""source" : "x\"; DROP TABLE leads;--""#))
  }

  @Test("C12 Columns of the input that are named as those of the scores do not reach the output")
  func outputNames() throws {
    var file = LeadsFile(column: "score") { row, _ in "\(row % 7)" }
    for name in ["model_version", "rank", "reason_1", "tier"] {
      file.header.append(name)
      file.rows = file.rows.map { $0 + ["old"] }
    }
    let folder = try TrainedModel.folder(leads: file.bytes())
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--quiet"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.bytes("scores.csv") == TrainedModel.scores.get())
  }

  @Test(
    "C14 One file is read: a second one is refused by its name, whatever its header",
    arguments: [Reader.train, .check, .score, .explain])
  func secondFile(_ reader: Reader) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    var other = LeadsFile()
    other.header[1] = "calls"
    try folder.write(other.bytes(), to: "other.csv")
    let before = try folder.contents()
    var arguments = reader.arguments
    arguments.insert("other.csv", at: 2)
    let run = try Leadscore.run(arguments, in: folder)
    #expect(run.status == 64)
    #expect(run.errors.contains("other.csv"), "\(run.errors)")
    #expect(try folder.contents() == before)
  }

  @Test(
    "K12 A file without a feature of the model is refused", arguments: [Reader.score, .explain])
  func featureMissing(_ reader: Reader) throws {
    try expectRefused(
      BadInput(
        "K12", "a feature missing", HeaderTests.header("id", "calls", "sector", "won"), at: "1:1",
        "no column \"visits\"", "no column \"industry\""), by: reader)
  }
}
