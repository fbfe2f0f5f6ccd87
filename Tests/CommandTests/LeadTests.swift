import Testing

@Suite("G, H: identifiers and outcomes")
struct LeadTests {
  @Test(
    "G01 A repeated identifier is refused with both lines",
    arguments: [Reader.train, .check, .score])
  func repeatedIdentifier(_ reader: Reader) throws {
    try expectRefused(
      BadInput(
        "G01", "a lead twice", LeadsFile().bytes(inserting: "L3,1,Software,no", at: 6), at: "6:1",
        "column \"id\": identifier \"L3\" already stands in line 5"), by: reader)
  }

  @Test("G01 Of many repeated identifiers twenty are told, and how many there are")
  func manyRepeats() throws {
    let count = 6000
    var file = LeadsFile(count: count)
    file.rows += file.rows
    let folder = try TrainedModel.folder(leads: file.bytes())
    let run = try Leadscore.run(Reader.score.arguments, in: folder)
    #expect(run.status == 65)
    #expect(run.errorLines.count == 21)
    for (row, line) in run.errorLines.prefix(20).enumerated() {
      #expect(
        line
          == "error: leads.csv:\(count + row + 2):1: column \"id\": identifier \"L\(row)\" already"
          + " stands in line \(row + 2)")
    }
    #expect(run.errorLines.last == "error: \(count) problems in all")
    #expect(try folder.names() == ["leads.csv", "models"])
  }

  @Test(
    "G06 An identifier with the name of a column of the scores is refused",
    arguments: [
      ("probability", []), ("Rank", []), ("reason_2", []), ("value", ["--contributions", "c.csv"]),
    ])
  func nameOfOutput(_ name: String, _ options: [String]) throws {
    let folder = try TrainedModel.folder()
    var file = LeadsFile()
    file.header[0] = name
    try folder.write(file.bytes(), to: "leads.csv")
    let train = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", name, "--name", "named"], in: folder)
    #expect(train.status == 0, "\(train.errors)")
    try expectRefused(
      ["score", "leads.csv", "--model", "named"] + options, in: folder, status: 65,
      [
        "error: leads.csv:1:1: column \"\(name)\": the identifier has the name of a column that score"
          + " writes; rename it"
      ])
    let allowed = try Leadscore.run(
      ["score", "leads.csv", "--model", "named", "--reasons", "1"], in: folder)
    #expect(allowed.status == (["reason_2", "value"].contains(name) ? 0 : 65))
  }

  @Test("G03 A missing identifier is refused", arguments: [Reader.train, .check, .score])
  func missingIdentifier(_ reader: Reader) throws {
    try expectRefused(
      BadInput(
        "G03", "no identifier", LeadsFile(cell: 3, 0, "").bytes(), at: "5:1",
        "column \"id\": the identifier is missing"), by: reader)
  }

  @Test("G05 An identifier of ten kilobytes is refused", arguments: [Reader.train, .check, .score])
  func longIdentifier(_ reader: Reader) throws {
    try expectRefused(
      BadInput(
        "G05", "a long identifier",
        LeadsFile(cell: 3, 0, String(repeating: "x", count: 10_000)).bytes(), at: "5:1",
        "identifier of 10000 bytes; at most 255 are accepted"), by: reader)
  }

  @Test(
    "G04 An identifier stays as it is written",
    arguments: ["007", "1.23457E+11", "Ünï 🦊", "cafe\u{301}"])
  func identifierStays(_ identifier: String) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(cell: 3, 0, identifier).bytes())
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--quiet"], in: folder)
    #expect(run.status == 0)
    #expect(try folder.text("scores.csv").utf8.contains(Array("\n\(identifier),0.".utf8)))
  }

  @Test(
    "F09 An identifier that a spreadsheet would run is made harmless",
    arguments: ["=1+1", "@x", "-x"])
  func formula(_ identifier: String) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(cell: 3, 0, identifier).bytes())
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--quiet"], in: folder)
    #expect(run.status == 0)
    #expect(try folder.text("scores.csv").contains("\n'\(identifier),0."))
  }

  @Test("F01 A category unseen in training is scored and named")
  func unseenCategory() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(cell: 3, 2, "Mining").bytes())
    let run = try Leadscore.run(Reader.explain.arguments + ["--json", "-"], in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("\"(not seen in training)\""))
  }

  /// Outcomes that cannot be learned from: the file, more options, the words of the message.
  static let outcomes: [(String, [UInt8], [String], [String])] = [
    (
      "H01 a value besides yes and no", LeadsFile(cell: 3, 3, "won?").bytes(), [],
      [
        "which value is a conversion is not clear in column \"won\"",
        "--positive with one of: \"no\", \"won?\", \"yes\"",
      ]
    ),
    (
      "H01 no lead with the value named", LeadsFile().bytes(), ["--positive", "signed"],
      ["no lead has \"signed\" in column \"won\"", "--positive with one of: \"no\", \"yes\""]
    ),
    ("H03 no conversions", converted { _ in "no" }, [], ["all 240 leads did not convert"]),
    ("H03 nothing but conversions", converted { _ in "yes" }, [], ["all 240 leads converted"]),
    (
      "H04 too few conversions", converted { $0 % 7 == 0 ? "yes" : "no" }, [],
      ["35 conversions and 205 other leads are too few", "at least 40 of each", "--allow-small"]
    ),
    (
      "H04 too few other leads", converted { $0 % 7 == 0 ? "no" : "yes" }, [],
      ["205 conversions and 35 other leads are too few"]
    ),
    (
      "H11 a column filled only for lost leads",
      LeadsFile(column: "reason") { $1[3] == "no" ? "lost" : "" }.bytes(), [],
      [
        "refused to train: columns know the outcome",
        "reason: filled for 168 leads, and only for leads that did not convert",
        "--exclude \"reason\"", "--allow-leak",
      ]
    ),
    (
      "H11 a number that ranks the leads alone",
      LeadsFile(column: "amount") { $1[3] == "yes" ? "\($0 + 1)" : "-\($0 + 1)" }.bytes(), [],
      ["amount: alone it ranks leads with AUC 1.000", "--allow-leak"]
    ),
    (
      "H15 weights that are all 0", LeadsFile(column: "w") { _, _ in "0" }.bytes(),
      ["--weights", "w"], ["by their weights", "too few to learn from"]
    ),
    (
      "H15 a negative weight", LeadsFile(column: "w") { row, _ in row == 3 ? "-1" : "1" }.bytes(),
      ["--weights", "w"], ["leads.csv:5:", "column \"w\": weight -1 is negative"]
    ),
    (
      "H15 a missing weight", LeadsFile(column: "w") { row, _ in row == 3 ? "" : "1" }.bytes(),
      ["--weights", "w"], ["leads.csv:5:", "column \"w\": weight"]
    ),
    (
      "H15 a weight that is no number",
      LeadsFile(column: "w") { row, _ in row == 3 ? "nan" : "1" }.bytes(), ["--weights", "w"],
      ["leads.csv:5:18: column \"w\": \"nan\" is not a number"]
    ),
    (
      "H16 weight on one lead only",
      LeadsFile(column: "w") { row, _ in row == 3 ? "1" : "0" }.bytes(), ["--weights", "w"],
      ["0 conversions and 1 other leads of equal weight", "too few to learn from"]
    ),
    (
      "H21 no conversion among the newest", sorted.bytes(), ["--in-time-order"],
      ["the holdout of 48 leads has 0 conversions", "choose another --holdout"]
    ),
    ("H21 nothing left to learn from", LeadsFile().bytes(), ["--holdout", "0.999"], ["--holdout"]),
    (
      "H13 all leads in one group", LeadsFile(column: "company") { _, _ in "one" }.bytes(),
      ["--group", "company"], []
    ),
    (
      "H04 no column left", LeadsFile().bytes(), ["--exclude", "visits,industry"],
      ["no column is left to learn from"]
    ),
    (
      "E03 a day that is none in the column of time",
      LeadsFile(column: "day") { row, _ in row == 3 ? "2026-02-30" : "2026-02-1\(row % 9)" }
        .bytes(), ["--time", "day"],
      ["leads.csv:5:18: column \"day\": \"2026-02-30\" is not a moment", "no such day"]
    ),
  ]

  private static func converted(_ outcome: (Int) -> String) -> [UInt8] {
    var file = LeadsFile()
    for row in file.rows.indices { file.rows[row][3] = outcome(row) }
    return file.bytes()
  }

  private static var sorted: LeadsFile {
    var file = LeadsFile()
    file.rows = file.rows.filter { $0[3] == "yes" } + file.rows.filter { $0[3] == "no" }
    return file
  }

  @Test("cannot be learned from, and nothing is stored", arguments: outcomes)
  func unlearnable(_ prose: String, _ bytes: [UInt8], _ options: [String], _ words: [String]) throws
  {
    let folder = try TrainedModel.folder(leads: bytes)
    try expectRefused(Reader.train.arguments + options, in: folder, status: 65, words)
  }

  /// What training accepts although it looks odd, with a line of its summary.
  static let accepted: [(String, [UInt8], [String], String)] = [
    ("H02 a missing outcome", LeadsFile(cell: 3, 3, "").bytes(), [], "1 left out: no outcome"),
    (
      "H04 few leads, allowed", converted { $0 % 7 == 0 ? "yes" : "no" }, ["--allow-small"],
      "35 converted"
    ),
    (
      "H07 a constant column", LeadsFile(column: "k") { _, _ in "1" }.bytes(), [],
      "k: constant: every lead has \"1\""
    ),
    (
      "H07 an empty column", LeadsFile(column: "k") { _, _ in "" }.bytes(), [],
      "k: empty: no lead has a value"
    ),
    (
      "F05 a column of nothing but different values",
      LeadsFile(column: "email") { row, _ in "a\(row)@x.example" }.bytes(), [],
      "email: looks like an identifier"
    ),
    (
      "H11 a leak, allowed",
      LeadsFile(column: "amount") { $1[3] == "yes" ? "\($0 + 1)" : "-\($0 + 1)" }.bytes(),
      ["--allow-leak", "amount"], "(allowed)"
    ),
    (
      "H08 a column twice, without a penalty", LeadsFile(column: "again") { $1[1] }.bytes(),
      ["--penalty", "none"], "no penalty"
    ),
    (
      "H02 a third value, left out", LeadsFile(cell: 3, 3, "open").bytes(),
      ["--positive", "yes", "--negative", "no"], "1 left out"
    ),
  ]

  @Test("is learned from, and the summary says so", arguments: accepted)
  func learned(_ prose: String, _ bytes: [UInt8], _ options: [String], _ words: String) throws {
    let folder = try TrainedModel.folder(leads: bytes)
    let run = try Leadscore.run(Reader.train.arguments + options, in: folder)
    #expect(run.status == 0, "\(prose): \(run.errors)")
    #expect(run.output.contains(words), "\(prose): \(run.output)")
    #expect(folder.has("models/other/1/model.json"))
  }
}

extension Sequence where Element == UInt8 {
  /// Whether some bytes occur in a row.
  func contains(_ part: [UInt8]) -> Bool {
    let all = Array(self)
    return (0...Swift.max(0, all.count - part.count)).contains { all[$0...].starts(with: part) }
  }
}
