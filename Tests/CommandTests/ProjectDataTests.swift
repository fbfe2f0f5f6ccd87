import Testing

@Suite("Bad data of a project: moments, categories, joins and events")
struct ProjectDataTests {
  private static let asOf = "2026-06-01"

  /// A project of two leads of one company, A with an event and B without.
  private static func folder(
    time: String = "at", features: String = "{event: login, count: 5d, recency: true}",
    leads: String = "", accounts: String = "one.example,120\n", events: [String]
  ) throws -> Folder {
    let folder = try Folder()
    try folder.write(
      """
      leads: {from: leads.csv, id: id, created: created, account: company}
      accounts: {from: accounts.csv, id: domain}
      events: {from: events.csv, id: event_id, lead: lead, time: \(time), name: what}
      outcome: {won_at: won}
      snapshot: {after: 10d}
      features:
        behavioural:
        - \(features)

      """, to: "leadscore.yaml")
    try folder.write(
      "id,created,company,need,won\nA,2026-01-01,one.example,speed,\nB,2026-01-01,,price,\n"
        + leads,
      to: "leads.csv")
    try folder.write("domain,employees\n" + accounts, to: "accounts.csv")
    try folder.write(
      (["event_id,lead,what,at"] + events).joined(separator: "\n") + "\n", to: "events.csv")
    return folder
  }

  private static let arguments = [
    "features", "-c", "leadscore.yaml", "--as-of", asOf, "--out", "-",
  ]

  /// The lines that `features` writes after the header.
  private static func lines(_ folder: Folder) throws -> [Substring] {
    let run = try Leadscore.run(arguments, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return Array(run.output.split(separator: "\n").dropFirst())
  }

  private static let epochSeconds = "{column: at, format: epoch_s}"
  private static let epochMilliseconds = "{column: at, format: epoch_ms}"
  private static let berlin = "{column: at, timezone: Europe/Berlin}"

  @Test(
    "E01-E13 Moments that mean one instant are read as it, here a day before A's moment",
    arguments: [
      ("E01", "at", "2026-01-10T12:00:00+12:00"), ("E02", berlin, "2026-01-10T01:00:00"),
      ("E07", "at", "2026-01-09T23:59:60Z"), ("E08", "at", "2026-01-10T05:30:00+05:30"),
      ("E08", "at", "2026-01-10T05:30:00+0530"), ("E09", "at", "2026-01-10T00:00:00.0Z"),
      ("E09", "at", "2026-01-10T00:00:00.000000999Z"),
      ("E10", "{column: at, format: dd/MM/yyyy}", "10/01/2026"),
      ("E13", epochSeconds, "1768003200"), ("E13", epochMilliseconds, "1768003200000"),
    ])
  func moments(id: String, time: String, text: String) throws {
    let folder = try Self.folder(time: time, events: ["1,A,login,\(text)"])
    #expect(try Self.lines(folder) == ["A,1,1", "B,0,"], "\(id)")
  }

  @Test(
    "E03-E19 Moments that are none are refused with their place, never guessed",
    arguments: [
      ("E03", "at", "2026-02-30"), ("E03", "at", "2025-02-29T00:00:00Z"),
      ("E04", "at", "2026-01-10T00:00:00Zjunk"), ("E05", "at", "12026-01-01"),
      ("E05", "at", "26-01-02"), ("E06", "at", "2026-01-10T24:00:00Z"),
      ("E06", "at", "2026-01-10T25:61:00Z"), ("E08", "at", "2026-01-10T00:00:00+25:00"),
      ("E10", "at", "03/04/2026"), ("E10", "{column: at, format: dd/MM/yyyy}", "2026-01-10"),
      ("E11", berlin, "2026-03-29T02:30:00"), ("E13", epochSeconds, "1768003200000"),
      ("E13", epochMilliseconds, "1768003200"), ("E14", "at", "45700"), ("E19", "at", "infinity"),
    ])
  func badMoments(id: String, time: String, text: String) throws {
    let folder = try Self.folder(time: time, events: ["1,A,login,\(text)"])
    try expectRefused(
      Self.arguments, in: folder, status: 65,
      ["error: events.csv:2:11: column \"at\": \"\(text)\" is not a moment of the form"])
  }

  @Test("E12 A local time that occurred twice is the second one")
  func fold() throws {
    let folder = try Self.folder(
      time: Self.berlin, leads: "C,2025-10-17,,,\n", events: ["1,C,login,2025-10-26T02:30:00"])
    // C's moment is 2025-10-27T00:00Z; the second 02:30 is 01:30 UTC, 22.5 hours before.
    #expect(try Self.lines(folder) == ["A,0,", "B,0,", "C,1,0.9375"])
  }

  @Test("E15 Events after the moment, or after the time of scoring, change nothing")
  func laterEvents() throws {
    let events = ["1,A,login,2026-01-10"]
    let later = ["2,A,login,2026-01-11T00:00:01Z", "3,A,login,2026-07-01", "4,B,login,2030-01-01"]
    let before = try Self.lines(Self.folder(events: events))
    #expect(try Self.lines(Self.folder(events: events + later)) == before)
  }

  @Test("E16 Events before the lead was created are kept")
  func earlierEvents() throws {
    let folder = try Self.folder(events: ["1,A,login,2025-12-31", "2,A,login,2026-01-10"])
    #expect(try Self.lines(folder) == ["A,1,1", "B,0,"])
    let only = try Self.folder(events: ["1,A,login,2025-12-31"])
    #expect(try Self.lines(only) == ["A,0,11", "B,0,"])
  }

  @Test("E17 A conversion before the creation is refused")
  func conversionBefore() throws {
    let folder = try Self.folder(leads: "C,2026-01-05,,,2026-01-04\n", events: [])
    try expectRefused(
      Self.arguments, in: folder, status: 65,
      ["error: leads.csv:4:16: column \"won\": converted at 2026-01-04T00:00:00Z, before the lead"])
  }

  @Test("E18 An unknown time zone is told at its place in the project, never taken for UTC")
  func timeZone() throws {
    let folder = try Self.folder(
      time: "{column: at, timezone: Europe/Berlim}", events: ["1,A,login,2026-01-10"])
    try expectRefused(
      Self.arguments, in: folder, status: 78,
      ["leadscore.yaml:3:", "\"Europe/Berlim\" is no time zone"])
  }

  @Test("F02 Composed and decomposed letters are one level")
  func normalization() throws {
    let folder = try Self.folder(
      features: "{column: need}", leads: "C,2026-01-01,,f\u{FC}r,\nD,2026-01-01,,fu\u{308}r,\n",
      events: [])
    let lines = try Self.lines(folder)
    #expect(lines[2].dropFirst(2).utf8.elementsEqual(lines[3].dropFirst(2).utf8), "\(lines)")
  }

  @Test("F10 A category of more than a kilobyte is refused")
  func longCategory() throws {
    let folder = try Self.folder(
      features: "{column: need, kind: category}",
      leads: "C,2026-01-01,,\(String(repeating: "x", count: 2000)),\n", events: [])
    try expectRefused(
      Self.arguments, in: folder, status: 65, ["error: leads.csv:4:15: column \"need\""])
  }

  @Test("F11 Emoji are texts like others, also in lists")
  func emoji() throws {
    let folder = try Self.folder(
      features: "{column: need, multi: \"|\", min_count: 1}", leads: "C,2026-01-01,,👩‍👩‍👧|🚀,\n",
      events: [])
    let run = try Leadscore.run(Self.arguments, in: folder)
    #expect(run.output.split(separator: "\n")[0].contains("need: 👩‍👩‍👧"), "\(run.output)\(run.errors)")
    #expect(try Self.lines(folder)[2].contains("yes"))
  }

  @Test(
    "G01 G02 G03 Identifiers that repeat or are missing are refused with their lines",
    arguments: [
      ("A,2026-01-01,,speed,\n", "identifier \"A\" already stands in line 2"),
      ("A,2026-02-01,,price,\n", "identifier \"A\" already stands in line 2"),
      (",2026-01-01,,,\n", "the identifier is missing"),
    ])
  func identifiers(line: String, words: String) throws {
    let folder = try Self.folder(leads: line, events: [])
    try expectRefused(Self.arguments, in: folder, status: 65, ["error: leads.csv:4:1", words])
  }

  @Test("E02 A moment without an offset is read in the declared zone, else as UTC, never locally")
  func withoutOffset() throws {
    for (time, text) in [("at", "2026-01-10T00:00:00"), (Self.berlin, "2026-01-10T01:00:00")] {
      let folder = try Self.folder(time: time, events: ["1,A,login,\(text)"])
      #expect(try Self.lines(folder) == ["A,1,1", "B,0,"])
    }
  }

  @Test("G06 Identifiers that differ in case are two leads: many systems tell them apart")
  func caseOfIdentifiers() throws {
    let folder = try Self.folder(leads: "a,2026-01-01,,,\n", events: ["1,a,login,2026-01-10"])
    #expect(try Self.lines(folder) == ["A,0,", "B,0,", "a,1,1"])
  }

  @Test("G06 Identifiers that differ in composition only are one, in leads and in events")
  func composedIdentifiers() throws {
    let twice = try Self.folder(leads: "u\u{308},2026-01-01,,,\n\u{FC},2026-01-01,,,\n", events: [])
    try expectRefused(Self.arguments, in: twice, status: 65, ["error: leads.csv:5:1"])
    let folder = try Self.folder(
      leads: "\u{FC},2026-01-01,,,\n", events: ["1,u\u{308},login,2026-01-10"])
    #expect(try Self.lines(folder)[2].hasSuffix(",1,1"))
  }

  @Test("G07 Two rows of one company are refused")
  func repeatedAccount() throws {
    let folder = try Self.folder(accounts: "one.example,1\none.example,2\n", events: [])
    try expectRefused(
      Self.arguments, in: folder, status: 65, ["error: accounts.csv:3:1", "one.example"])
  }

  @Test("G08 A lead whose company has no row has missing values")
  func withoutAccount() throws {
    let folder = try Self.folder(
      features: "{column: accounts.employees}", leads: "C,2026-01-01,two.example,,\n", events: [])
    #expect(try Self.lines(folder) == ["A,120", "B,", "C,"])
  }

  @Test("G09 Events of unknown leads are left out; when they are most, the key is wrong")
  func orphans() throws {
    let known = ["1,A,login,2026-01-10", "2,A,login,2026-01-09"]
    let few = try Self.folder(events: known + ["3,Z,login,2026-01-10"])
    #expect(try Self.lines(few) == ["A,2,1", "B,0,"])
    let most = try Self.folder(events: known + (3..<7).map { "\($0),Z,login,2026-01-10" })
    try expectRefused(
      Self.arguments, in: most, status: 65,
      ["error: events.csv:4:3", "4 of 6 events belong to no lead; is this the wrong key?"])
  }

  @Test("G10 G11 An event delivered twice counts once, in any order of the file")
  func repeatedEvents() throws {
    let events = ["1,A,login,2026-01-10", "2,A,login,2026-01-08", "3,A,open,2026-01-10"]
    let expected = try Self.lines(Self.folder(events: events))
    #expect(expected == ["A,2,1", "B,0,"])
    #expect(try Self.lines(Self.folder(events: events.reversed())) == expected)
    #expect(try Self.lines(Self.folder(events: events + events.reversed())) == expected)
  }

  @Test("G12 A lead without events has counts of 0 and no recency")
  func withoutEvents() throws {
    let folder = try Self.folder(events: [])
    #expect(try Self.lines(folder) == ["A,0,", "B,0,"])
  }

  @Test("G13 One lead with very many events is read like others")
  func manyEvents() throws {
    let folder = try Self.folder(events: (0..<40_000).map { "\($0),A,login,2026-01-10" })
    #expect(try Self.lines(folder) == ["A,40000,1", "B,0,"])
  }

  @Test("G14 Events that no feature names are ignored")
  func unknownEvents() throws {
    let folder = try Self.folder(events: ["1,A,login,2026-01-10", "2,A,reboot,2026-01-10"])
    #expect(try Self.lines(folder) == ["A,1,1", "B,0,"])
  }

  @Test("F03 Values of a list that are spelled alike are told by check and by train")
  func alikeInLists() throws {
    let folder = try SimulatedProject.trainedFolder()
    let values = ["Mail; Ads", "mail;Fairs", "ads ;mail", "FAIRS; Mail"]
    let lines = try folder.text("project/leads.csv").split(
      separator: "\n", omittingEmptySubsequences: true)
    let listed = lines.enumerated().map { line, text in
      text + (line == 0 ? ",channels" : ",\(values[line % 4])")
    }
    try folder.write(listed.joined(separator: "\n") + "\n", to: "project/leads.csv")
    let yaml = try folder.text("project/leadscore.yaml")
    try folder.write(
      yaml.replacing(
        "  explicit:", with: "  explicit:\n    - {column: channels, multi: \";\", min_count: 5}"),
      to: "project/leadscore.yaml")
    let run = try Leadscore.run(
      [
        "train", "-c", "project/leadscore.yaml", "--nonlinear", "none", "--name", "lists", "--json",
        "lists.json",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let words = "of \"channels\" differ in case or spaces only"
    let check = try Leadscore.run(
      ["check", "-c", "project/leadscore.yaml", "--json", "check.json"], in: folder)
    #expect(check.output.contains("Spelled alike: ") && check.output.contains(words))
    #expect(try folder.text("check.json").contains("channels\\\" differ in case"))
    #expect(run.output.contains("Spelled alike: ") && run.output.contains(words))
    let warnings = try JSON(folder.text("lists.json"))["warnings"]?.elements ?? []
    #expect(
      warnings.contains { warning in
        if case .string(let text) = warning { text.contains(words) } else { false }
      })
    let report = try folder.text("models/lists/1/report.html")
    #expect(report.contains("Values spelled alike") && report.contains("channels"))
  }

  @Test("D24 A number beyond the declared limits is refused with its place, or its row left out")
  func range() throws {
    let entry = "{column: seats, at_least: 0, at_most: 1000}"
    let folder = try Self.folder(features: entry, events: [])
    try folder.write(
      "id,created,seats,company,won\nA,2026-01-01,5,,\nB,2026-01-01,-5,,\nC,2026-01-01,1001,,\n",
      to: "leads.csv")
    try expectRefused(
      Self.arguments, in: folder, status: 65,
      [
        "error: leads.csv:3:14: column \"seats\": -5 is less than 0 (at_least)",
        "error: leads.csv:4:14: column \"seats\": 1001 is more than 1000 (at_most)",
      ])
    try folder.write(folder.text("leadscore.yaml") + "max_rejects: 2\n", to: "leadscore.yaml")
    #expect(try Self.lines(folder) == ["A,5"])
    for (words, place) in [
      ("{column: seats, at_least: 9, at_most: 1}", "nothing lies between 9 and 1"),
      ("{column: seats, kind: category, at_least: 9}", "only beside \"kind: number\""),
      ("{column: seats, at_least: many}", "leadscore.yaml:8:31"),
    ] {
      let flawed = try Self.folder(features: words, events: [])
      try expectRefused(Self.arguments, in: flawed, status: 78, [place])
    }
  }

  @Test(
    "D26 The usual words for yes and no are flags in any case, and no other word is",
    arguments: [
      ("TRUE", "yes"), ("Yes", "yes"), ("1", "yes"), ("y", "yes"), ("false", "no"), ("n", "no"),
      ("0", "no"), ("No", "no"), ("off", "no"), ("maybe", nil), ("2", nil), ("oui", nil),
    ] as [(String, String?)])
  func flags(word: String, meaning: String?) throws {
    let folder = try Self.folder(
      features: "{column: need, kind: boolean}", leads: "C,2026-01-01,,\(word),\n", events: [])
    try folder.write(
      folder.text("leads.csv").replacing("speed", with: "on").replacing("price", with: "f"),
      to: "leads.csv")
    guard let meaning else {
      return try expectRefused(
        Self.arguments, in: folder, status: 65,
        ["error: leads.csv:4:15: column \"need\": \"\(word)\" is neither yes nor no"])
    }
    #expect(try Self.lines(folder) == ["A,yes", "B,no", "C,\(meaning)"])
    let own = try Self.folder(
      features: "{column: need, kind: boolean, yes: [Speed, oui], no: [PRICE, non]}",
      leads: "C,2026-01-01,,Oui,\n", events: [])
    #expect(try Self.lines(own) == ["A,yes", "B,no", "C,yes"])
  }

  @Test("Money of another currency is refused with its place, and a misspelt key with the nearest")
  func features() throws {
    let money = try Self.folder(
      features: "{column: need, parse: money, currency: EUR, format: eu}",
      leads: "C,2026-01-01,,$ 12,\n", events: [])
    try expectRefused(
      Self.arguments, in: money, status: 65,
      [
        "error: leads.csv:2:26: column \"need\": \"speed\" is no amount", "leads.csv:4:15",
        "is in $, not in EUR",
      ])
    let key = try Self.folder(features: "{column: need, ordred: [a, b]}", events: [])
    try expectRefused(
      Self.arguments, in: key, status: 78, ["leadscore.yaml:8:20", "did you mean \"ordered\"?"])
  }
}
