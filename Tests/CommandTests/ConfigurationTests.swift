import Testing

@Suite("J: project files and points tables")
struct ConfigurationTests {
  /// A file with one change in it that makes it wrong.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    let place: String
    let words: [String]

    init(_ prose: String, _ old: String, _ new: String, at place: String, _ words: String...) {
      testDescription = prose
      self.old = old
      self.new = new
      self.place = place
      self.words = words
    }
  }

  private static let nested =
    String(repeating: "[", count: 80) + String(repeating: "]", count: 80)

  static let projects: [Mistake] = [
    Mistake(
      "J01 an unknown key", "purpose:", "purpos:", at: "2:1", "unknown key \"purpos\"",
      "did you mean \"purpose\"?"),
    Mistake(
      "J01 a missing section", "outcome:", "outcom:", at: "2:1", "key \"outcome\" is missing",
      "leadscore.yaml:18:1: unknown key \"outcom\""),
    Mistake(
      "J02 a key twice", "purpose:", "purpose: again\npurpose:", at: "2:1",
      "key \"purpose\" is given more than once"),
    Mistake(
      "J03 an alias", "purpose: order", "purpose: &a [x]\nwrites: *a #", at: "2:10", "aliases",
      "not allowed"),
    Mistake(
      "J03 values nested too deeply", "purpose: order",
      "purpose: \(nested) #", at: "2:74", "64 levels"),
    Mistake(
      "J04 a word for a number", "min_count: 20", "min_count: many", at: "32:46",
      "\"min_count\": wanted a whole number, found \"many\""),
    Mistake(
      "J04 a length of time with a blank", "horizon: 90d", "horizon: 90 d", at: "21:12",
      "\"horizon\": wanted a length of time such as 14d", "found \"90 d\""),
    Mistake(
      "J04 an unknown word", "parse: job_title", "parse: jobtitle", at: "25:37",
      "\"jobtitle\" is not one of", "did you mean \"job_title\"?"),
    Mistake(
      "J05 tiers in the wrong order", "{top: 10%}, warm: {top: 40%}",
      "{top: 40%}, warm: {top: 10%}",
      at: "42:32", "tier \"warm\" is empty"),
    Mistake(
      "J05 edges that do not increase", "[50, 100,", "[50, 50,", at: "31:42",
      "the edges of bins have to increase"),
    Mistake(
      "J07 a feature from a column that is not there", "column: need", "column: nead", at: "28:16",
      "leads.csv has no column \"nead\"", "did you mean \"need\"?"),
    Mistake(
      "J07 an identifier that is not there", "id: lead_id", "id: leadid", at: "5:7",
      "has no column \"leadid\"", "did you mean \"lead_id\"?"),
    Mistake(
      "E18 an unknown time zone", "created: created_at ",
      "created: {column: created_at, timezone: Mars/Olympus} ", at: "6:43",
      "\"Mars/Olympus\" is no time zone"),
    Mistake(
      "S14 a password", "from: events.csv", "from: postgresql://me:S3cr3t@db/crm#events",
      at: "12:9", "a password in an address can be read by everybody"),
    Mistake("J04 no YAML", "leads:\n", "leads: {\n", at: "", "not YAML"),
  ]

  @Test("A project is refused at its place", arguments: projects)
  func project(_ mistake: Mistake) throws {
    let folder = try SimulatedProject.folder()
    let path = "project/leadscore.yaml"
    let text = try folder.text(path)
    try #require(text.contains(mistake.old))
    try folder.write(text.replacing(mistake.old, with: mistake.new, maxReplacements: 1), to: path)
    try expectRefused(
      ["check", "-c", path], in: folder, status: 78,
      ["error: \(path):\(mistake.place)"] + mistake.words)
  }

  static let rules: [Mistake] = [
    Mistake(
      "J01 an unknown key", "cap: 15", "capp: 15", at: "8:5", "unknown key \"capp\"",
      "did you mean \"cap\"?"),
    Mistake("J02 a key twice", "name: SaaS", "name: a\nname: SaaS", at: "3:1", "more than once"),
    Mistake(
      "J04 a quoted true", "first_match: true", "first_match: \"true\"", at: "7:18",
      "wanted true or false, found the quoted text \"true\""),
    Mistake(
      "J05 tiers in the wrong order", "hot: 75, warm: 50", "hot: 50, warm: 75", at: "58:24",
      "tier \"warm\" at 75 is not below \"hot\" at 50"),
    Mistake(
      "J06 bands that overlap", "1-49: 0", "1-50: 0", at: "36:22",
      "bands \"1-50\" and \"50-99\" overlap"),
    Mistake(
      "J07 a column that is not there", "Department: IT", "Departmnt: IT", at: "18:17",
      "no column \"Departmnt\"", "did you mean \"Department\"?"),
    Mistake(
      "J08 points that are no number", "points: 50", "points: lots", at: "52:51",
      "wanted a number, found \"lots\""),
    Mistake(
      "J08 points that are not finite", "points: 50", "points: .nan", at: "52:51", "not a finite"),
    Mistake("J08 infinite points", "points: 50", "points: .inf", at: "52:51", "not a finite"),
    Mistake(
      "J08 points beyond reason", "points: 50", "points: 1e300", at: "52:51", "more than a million"),
  ]

  @Test("A points table is refused at its place", arguments: rules, ["check", "score"])
  func pointsTable(_ mistake: Mistake, command: String) throws {
    let folder = try SimulatedProject.folder()
    let path = "project/export-rules.yaml"
    let text = try folder.text(path)
    try #require(text.contains(mistake.old))
    try folder.write(text.replacing(mistake.old, with: mistake.new, maxReplacements: 1), to: path)
    try expectRefused(
      ["rules", command, path, "project/export.csv"], in: folder, status: 78,
      ["error: \(path):\(mistake.place): "] + mistake.words)
  }

  @Test("J06 A gap between bands is a warning")
  func gap() throws {
    let folder = try SimulatedProject.folder()
    let path = "project/export-rules.yaml"
    try folder.write(try folder.text(path).replacing("1-49: 0", with: "1-40: 0"), to: path)
    let run = try Leadscore.run(["rules", "check", path, "project/export.csv"], in: folder)
    #expect(run.status == 0)
    #expect(
      run.output.contains("\(path):36:22: warning: numbers from 41 to below 50 are in no band"))
  }

  /// Files that are no configuration: name, bytes, exit code, words.
  static let files: [(String, [UInt8]?, Int32, String)] = [
    ("A01 absent", nil, 66, "cannot be read: No such file"),
    ("A04 empty", [], 78, "is empty"),
    ("A10 no UTF-8", Array("leads: \u{7F}".utf8).dropLast() + [0xFF], 78, ":1:8: not UTF-8"),
    ("A12 a NUL", Array("leads: a\0b\n".utf8), 78, ":1:9: character \\u{0} is not allowed"),
    (
      "J03 larger than a mebibyte", [UInt8](repeating: 35, count: 1 << 21), 78,
      "larger than 1048576"
    ),
    (
      "J03 a pile of aliases",
      Array(
        (1..<30).map { "a\($0): &a\($0) [\(String(repeating: "*a\($0 - 1),", count: 10))]\n" }
          .joined().utf8),
      78, "aliases (*name) are not allowed"
    ),
  ].map { ($0, $1.map { Array($0) }, $2, $3) }

  @Test("A file that is no configuration is refused", arguments: files)
  func file(_ prose: String, _ bytes: [UInt8]?, _ status: Int32, _ words: String) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    if let bytes { try folder.write(bytes, to: "c.yaml") }
    for arguments in [
      ["check", "-c", "c.yaml"], ["score", "-c", "c.yaml", "--model", "leads"],
      ["rules", "check", "c.yaml"], ["rules", "score", "c.yaml", "leads.csv"],
    ] {
      try expectRefused(arguments, in: folder, status: status, ["error: c.yaml", words])
    }
  }

  @Test("A01 A source of a project that is not there is named as it is found")
  func sourceMissing() throws {
    let folder = try SimulatedProject.folder()
    try folder.remove("project/events.csv")
    try expectRefused(
      ["train", "-c", "project/leadscore.yaml"], in: folder, status: 66,
      ["project/events.csv: no such file"])
  }
}
