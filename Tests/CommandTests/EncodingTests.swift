import Testing

@Suite("A: files and encodings")
struct EncodingTests {
  private static let plain = LeadsFile().bytes()

  static let refused: [BadInput] = [
    BadInput("A04", "an empty file", [], at: "1:1", "empty file, a header line is expected"),
    BadInput(
      "A07", "a byte order mark inside the file",
      LeadsFile().bytes(inserting: "\u{FEFF}L999,3,Retail,no", at: 5), at: "5:1",
      "byte order mark inside the file", "two exports joined"),
    BadInput(
      "A08", "UTF-16, little-endian, with its mark",
      LeadsFile().utf16(bigEndian: false, mark: true), at: "1:1", "UTF-16", "--encoding utf-16",
      "iconv"),
    BadInput(
      "A08", "UTF-16, big-endian, with its mark", LeadsFile().utf16(bigEndian: true, mark: true),
      at: "1:1", "UTF-16", "--encoding utf-16"),
    BadInput(
      "A09", "UTF-16 without a mark", LeadsFile().utf16(bigEndian: false, mark: false), at: "1:2",
      "UTF-16", "--encoding utf-16"),
    BadInput(
      "A10", "an accent in Windows-1252", LeadsFile.damaged(by: [0xE9]), at: "5:7",
      "invalid UTF-8", "E9", "--encoding windows-1252"),
    BadInput(
      "A10", "an apostrophe in Windows-1252", LeadsFile.damaged(by: [0x92]), at: "5:7", "92",
      "--encoding windows-1252"),
    BadInput(
      "A11", "an overlong sequence", LeadsFile.damaged(by: [0xC0, 0x80]), at: "5:7", "C0 80"),
    BadInput(
      "A11", "half a surrogate pair", LeadsFile.damaged(by: [0xED, 0xA0, 0x80]), at: "5:7",
      "ED A0"),
    BadInput(
      "A11", "a scalar beyond Unicode", LeadsFile.damaged(by: [0xF5, 0x80, 0x80, 0x80]),
      at: "5:7", "F5 80"),
    BadInput("A12", "a NUL in a field", LeadsFile.damaged(by: [0]), at: "5:7", "NUL byte"),
    BadInput(
      "A13", "an end inside a character", plain + Array("L999,3,a,".utf8) + [0xE2, 0x82],
      at: "242:10", "E2 82", "the file may be truncated"),
    BadInput(
      "A15", "an end inside a record", plain + Array("L999,3".utf8), at: "242:1",
      "expected 4 fields, got 2", "the file may be truncated"),
    BadInput("A16", "gzip", [0x1F, 0x8B, 8, 0, 65, 10], at: "1:1", "gzip", "unpack it first"),
    BadInput("A16", "a spreadsheet", Array("PK\u{3}\u{4}\n".utf8), at: "1:1", "zip", ".xlsx"),
    BadInput("A16", "Parquet", Array("PAR1\n".utf8), at: "1:1", "Parquet"),
    BadInput("A16", "HTML", Array("<!DOCTYPE html>\n".utf8), at: "1:1", "HTML page"),
    BadInput("A16", "HTML in lower case", Array("<!doctype html>\n".utf8), at: "1:1", "HTML page"),
    BadInput("A16", "HTML without its type", Array("<HTML><body>\n".utf8), at: "1:1", "HTML page"),
    BadInput(
      "A23", "line ends of the classic Mac", LeadsFile().bytes(lineEnd: "\r"), at: "1:23",
      "CR only", "tr '\\r' '\\n'"),
    BadInput(
      "A24", "a tail of zeros", plain + [UInt8](repeating: 0, count: 4096), at: "242:1", "NUL byte",
      "crashed writer"),
  ]

  @Test("is refused at its place, nothing written", arguments: refused, Reader.ways)
  func isRefused(_ input: BadInput, by reader: Reader) throws {
    try expectRefused(input, by: reader)
  }

  @Test("A05 A header without rows cannot be learned from", arguments: [Reader.train, .check])
  func headerOnly(_ reader: Reader) throws {
    try expectRefused(
      BadInput(
        "A05", "a header only", Array("id,visits,industry,won\n".utf8), at: "1:1",
        "a header but no rows"), by: reader)
  }

  @Test("A05 A header without rows is scored to a header without rows", arguments: ["\n", ""])
  func headerOnlyScored(end: String) throws {
    let folder = try TrainedModel.folder(leads: Array(("id,visits,industry" + end).utf8))
    let run = try Leadscore.run(["score", "leads.csv", "--model", "leads"], in: folder)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Scored 0 leads"))
    let scores = try folder.text("scores.csv")
    #expect(scores.hasPrefix("id,probability,"))
    #expect(scores.split(separator: "\n").count == 1)
  }

  @Test("A05 No lead of a header without rows can be explained")
  func headerOnlyExplained() throws {
    let folder = try TrainedModel.folder(leads: Array("id,visits,industry\n".utf8))
    try expectRefused(
      Reader.explain.arguments, in: folder, status: 65, ["leads.csv: no lead \"L3\""])
  }
}

@Suite("A: files that are read as the plain one is")
struct EquivalentFileTests {
  /// A file that says the same, with the options that read it.
  struct Equivalent: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let options: [String]

    init(_ prose: String, _ bytes: some Sequence<UInt8>, _ options: [String] = []) {
      testDescription = prose
      self.bytes = Array(bytes)
      self.options = options
    }
  }

  static let same: [Equivalent] = [
    Equivalent("A06 with a byte order mark", [0xEF, 0xBB, 0xBF] + LeadsFile().bytes()),
    Equivalent(
      "A08 in UTF-16, little-endian", LeadsFile().utf16(bigEndian: false, mark: true),
      ["--encoding", "utf-16"]
    ),
    Equivalent(
      "A08 in UTF-16, big-endian", LeadsFile().utf16(bigEndian: true, mark: true),
      ["--encoding", "utf-16"]
    ),
    Equivalent(
      "A09 in UTF-16 without a mark", LeadsFile().utf16(bigEndian: false, mark: false),
      ["--encoding", "utf-16"]
    ),
    Equivalent("A14 without a final line end", LeadsFile().bytes().dropLast()),
    Equivalent("A22 with CRLF", LeadsFile().bytes(lineEnd: "\r\n")),
    Equivalent(
      "A22 with CRLF but no last line end", LeadsFile().bytes(lineEnd: "\r\n").dropLast(2)),
    Equivalent("A22 with LF and CRLF", LeadsFile().bytes(inserting: "\r", at: 50)),
    Equivalent("B10 with a blank line inside", LeadsFile().bytes(inserting: "", at: 5)),
    Equivalent("B10 with blank lines at the end", LeadsFile().bytes() + [10, 10, 13, 10]),
    Equivalent("B12 with semicolons", LeadsFile().bytes(delimiter: ";")),
    Equivalent(
      "B12 with semicolons, declared", LeadsFile().bytes(delimiter: ";"), ["--delimiter", ";"]),
    Equivalent("B12 with tabs", LeadsFile().bytes(delimiter: "\t"), ["--delimiter", "tab"]),
    Equivalent("B13 with sep=;", Array("sep=;\n".utf8) + LeadsFile().bytes(delimiter: ";")),
    Equivalent("B04 with quotes", Array(quoted.utf8)),
    Equivalent(
      "C05 with a column more", LeadsFile(column: "extra") { row, _ in "x\(row)" }.bytes()),
    Equivalent("C06 with its columns in another order", permuted.bytes()),
    Equivalent("C11 with blanks around the names", spaced.bytes()),
    Equivalent("C13 with other outcomes", withoutOutcomes.bytes()),
  ]

  private static var quoted: String {
    let file = LeadsFile()
    return ([file.header] + file.rows)
      .map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
  }

  private static var permuted: LeadsFile {
    var file = LeadsFile()
    let order = [3, 2, 0, 1]
    file.header = order.map { file.header[$0] }
    file.rows = file.rows.map { row in order.map { row[$0] } }
    return file
  }

  private static var spaced: LeadsFile {
    var file = LeadsFile()
    file.header = file.header.map { " \($0) " }
    return file
  }

  private static var withoutOutcomes: LeadsFile {
    var file = LeadsFile()
    for row in file.rows.indices { file.rows[row][3] = "whatever \(row % 5)" }
    return file
  }

  @Test("gets the same scores, byte by byte", arguments: same)
  func sameScores(_ file: Equivalent) throws {
    let other = try TrainedModel.folder(leads: file.bytes)
    let arguments = ["score", "leads.csv", "--model", "leads", "--quiet"]
    let run = try Leadscore.run(arguments + file.options, in: other)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty && run.output.isEmpty)
    #expect(try other.bytes("scores.csv") == TrainedModel.scores.get())
  }

  @Test("A10 Windows-1252 is read where it is declared")
  func windows1252() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile.damaged(by: [0xE9]))
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--encoding", "windows-1252"],
      in: folder)
    #expect(run.status == 0)
  }
}
