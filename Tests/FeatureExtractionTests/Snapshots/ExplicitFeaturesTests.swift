import Tables
import Testing

@testable import FeatureExtraction

@Suite("explicit and implicit features of a project")
struct ExplicitFeaturesTests {
  /// Amounts are written with marks and signs where the entry is about them, else as numbers.
  static func files(_ entry: String, head: String = "") -> [String: String] {
    let budgets = entry.contains("budget") ? ["\"1.234,50 €\"", "EUR 99"] : ["1234.5", "99"]
    let revenue = entry.contains("revenue") ? "\"2.000.000,00\"" : "2000000"
    return [
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created, account: {email: email}}
      accounts: {from: accounts.csv, id: domain}
      outcome: {won_at: won}
      snapshot: {after: 10d}
      features:
        explicit:
        - \(entry)
      \(head)
      """,
      "leads.csv": """
      id,created,email,title,budget,signed,trial,size,newsletter,won
      A,2026-01-01,a@one.example,Vertriebsleiter,\(budgets[0]),2025-12-31,2026-01-05,low,yes,2026-01-04
      B,2026-01-03,b@one.example,CFO,\(budgets[1]),2026-01-20,,high,NO,
      C,2026-02-03,c@one.example,,,,2026-02-04,medium,1,2026-02-20
      D,2026-02-03,d@gmail.com,Koch,7,2026-02-01,,medium,,

      """,
      "accounts.csv": """
      domain,technologies,listed,revenue,site
      one.example,SAP; Salesforce;SAP,true,\(revenue),

      """,
    ]
  }

  static func features(_ files: [String: String], learned: FeatureExtractor? = nil) throws -> (
    table: Table, declarations: [FeatureDeclaration]
  ) {
    let tables = try TestProject(files).tables()
    let rows = Array(0..<tables.leadCount)
    let snapshot = tables.snapshot(ofLeads: rows, at: rows.compactMap(tables.snapshotMoment))
    return try ProjectFeatures(tables.project, learned: learned).table(of: snapshot)
  }

  @Test(
    "every entry makes the values of the moment",
    arguments: [
      (
        "{column: budget, parse: money, currency: EUR, format: eu}", "budget.amount",
        ["1234.5", "99", nil, "7"]
      ),
      (
        "{turnover: {column: accounts.revenue, parse: money, currency: USD, format: eu}}",
        "turnover.amount", ["2000000", "2000000", "2000000", nil]
      ),
      ("{column: signed, parse: date}", "signed.age_days", ["11", nil, nil, "12"]),
      ("{column: signed, parse: date, future: true}", "signed.age_days", ["11", "-7", nil, "12"]),
      ("{column: signed, parse: date}", "signed.weekday", ["Wed", nil, nil, "Sun"]),
      ("{column: newsletter, kind: boolean}", "newsletter", ["yes", "no", "yes", nil]),
      (
        "{column: size, kind: boolean, yes: [High, medium], no: low}", "size",
        ["no", "yes", "yes", "yes"]
      ),
      ("{column: accounts.listed, kind: boolean}", "accounts.listed", ["yes", "yes", "yes", nil]),
      (
        "{column: size, ordered: [low, medium, high]}", "size", ["low", "high", "medium", "medium"]
      ),
      (
        "{column: accounts.technologies, multi: \";\", min_count: 2}",
        "accounts.technologies: SAP", ["yes", "yes", "yes", "no"]
      ),
      (
        "{tools: {column: accounts.technologies, multi: \";\", min_count: 2}}",
        "tools.given", ["yes", "yes", "yes", "no"]
      ),
      ("{column: email, parse: account_history}", "email.earlier_leads", ["1", "1", "2", nil]),
      ("{column: email, parse: account_history}", "email.earlier_wins", ["0", "1", "1", nil]),
      ("{column: title, parse: job_title}", "title.seniority", [nil, "executive", nil, nil]),
      ("{column: title, parse: presence}", "title.given", ["yes", "yes", "no", "yes"]),
      (
        "{column: accounts.revenue, parse: presence}", "accounts.revenue.given",
        ["yes", "yes", "yes", nil]
      ),
      ("{site: {column: accounts.site, parse: presence}}", "site.given", ["no", "no", "no", nil]),
    ] as [(String, String, [String?])])
  func values(entry: String, name: String, texts: [String?]) throws {
    let (table, declarations) = try Self.features(Self.files(entry))
    let column = try #require(table[name], "\(table.columns.map(\.name))")
    #expect((0..<4).map(column.text) == texts)
    #expect(declarations.contains { $0.column == name })
  }

  @Test("amounts and histories span orders of magnitude, dates do not; an order is kept")
  func encodings() throws {
    func encodings(_ entry: String) throws -> [FeatureDeclaration.Encoding] {
      try Self.features(Self.files(entry)).declarations.map(\.encoding)
    }
    #expect(
      try encodings("{column: budget, parse: money, currency: EUR, format: eu}") == [.numeric(.log)]
    )
    #expect(
      try encodings("{column: budget, parse: money, currency: EUR, format: eu, transform: none}")
        == [.numeric(.none)])
    #expect(
      try encodings("{column: signed, parse: date}") == [
        .numeric(.none), .categorical(minimumCount: 5), .numeric(.none), .numeric(.none),
      ])
    #expect(
      try encodings("{column: email, parse: account_history}") == [.numeric(.log), .numeric(.log)])
    #expect(
      try encodings("{column: size, ordered: [low, medium, high], min_count: 1}") == [
        .ordered(["low", "medium", "high"], minimumCount: 1)
      ])
  }

  @Test("months lie on a circle")
  func months() throws {
    let (table, _) = try Self.features(Self.files("{column: signed, parse: date}"))
    guard case .numbers(let sines)? = table["signed.month_sin"]?.values,
      case .numbers(let cosines)? = table["signed.month_cos"]?.values
    else {
      Issue.record("no months: \(table.columns.map(\.name))")
      return
    }
    // December and February: one month before and one after January.
    #expect(sines[0] == -0.5 && sines[3] == 0.5)
    #expect(cosines[0] == cosines[3])
  }

  @Test("halves and wholes of the circle of months are exact", arguments: 1...12)
  func exactMonths(month: Int) {
    let date = Timestamp(year: 2026, month: month, day: 15)
    let (sine, cosine) = DateParts(date, at: date, zone: .utc).month
    // sin and cos of 30° · (month - 1), by hand; the others are the root of 3, halved.
    let halves: [Double?] = [0, 1, nil, 2, nil, 1, 0, -1, nil, -2, nil, -1]
    let others: [Double?] = [2, nil, 1, 0, -1, nil, -2, nil, -1, 0, 1, nil]
    let root = 3.0.squareRoot() / 2
    #expect(halves[month - 1].map { sine == $0 / 2 } ?? (sine.magnitude == root))
    #expect(others[month - 1].map { cosine == $0 / 2 } ?? (cosine.magnitude == root))
    #expect(abs(sine * sine + cosine * cosine - 1) < 1e-15)
  }

  @Test("a field of separators and blanks holds no value, as a missing one")
  func emptyLists() {
    let listed = ListedValues(
      Column(
        name: "tools", values: .categories(Categories(["SAP", ";;", " ; ", nil, ";;", "SAP;"]))),
      separator: ";")
    let given = listed.given(named: "tools.given")
    #expect((0..<6).map(given.text) == ["yes", "no", "no", "no", "no", "yes"])
  }

  @Test("values of a list that differ in case or spaces only are found")
  func alikeInLists() throws {
    let texts = ["SAP;Salesforce", "sap; AWS", "Sales force", "SALESFORCE;salesforce", nil, "AWS"]
    let listed = ListedValues(
      Column(name: "tools", values: .categories(Categories(texts))), separator: ";")
    #expect(listed.alike == [["SALESFORCE", "Salesforce", "salesforce"], ["SAP", "sap"]])
  }

  @Test("values in a list that a model does not know are ignored, those it knows are made")
  func listedValues() throws {
    let entry = "{column: accounts.technologies, multi: \";\", min_count: 1}"
    let (table, declarations) = try Self.features(Self.files(entry))
    #expect(
      table.columns.map(\.name) == [
        "accounts.technologies: SAP", "accounts.technologies: Salesforce",
        "accounts.technologies.given",
      ])
    let extractor = try FeatureExtractor(fitting: declarations, to: table)
    var files = Self.files(entry)
    files["accounts.csv"] = files["accounts.csv"]?.replacing(
      "SAP; Salesforce;SAP", with: "SAP;Oracle")
    let later = try Self.features(files, learned: extractor).table
    #expect(later.columns.map(\.name) == table.columns.map(\.name))
    #expect(later["accounts.technologies: SAP"]?.text(0) == "yes")
    #expect(later["accounts.technologies: Salesforce"]?.text(0) == "no")
    #expect(try extractor.encode(later).count == 3)
  }

  @Test("a table of titles in another language is read from the project's folder")
  func titles() throws {
    var files = Self.files("{column: title, parse: job_title}", head: "titles: de.yaml")
    files["de.yaml"] = JobTitleTableTests.german
    let (table, _) = try Self.features(files)
    #expect(
      (0..<4).map { table["title.seniority"]?.text($0) } == ["director", "executive", nil, nil])
    #expect(table["title.department"]?.text(0) == "sales")
    files["de.yaml"] = "seniority: {boss: [chef]}\n"
    let folder = try TestProject(files)
    do {
      _ = try folder.tables()
      Issue.record("accepted")
    } catch {
      #expect(folder.words(error).contains("de.yaml:1:13: unknown key \"boss\""), "\(error)")
    }
  }

  @Test(
    "texts that are not what they are declared to be are reported at the place of their field",
    arguments: [
      (
        "{column: budget, parse: money, currency: USD, format: eu}",
        "leads.csv:2:44: column \"budget\": \"1.234,50 €\" is in €, not in USD"
      ),
      (
        "{column: budget, parse: money, currency: EUR}",
        "leads.csv:2:44: column \"budget\": \"1.234,50 €\" is no amount of money as written in \"us\""
      ),
      (
        "{column: accounts.revenue, parse: money, currency: EUR}",
        "accounts.csv:2:38: column \"revenue\": \"2.000.000,00\" is no amount"
      ),
      (
        "{column: size, kind: boolean}",
        "leads.csv:2:73: column \"size\": \"low\" is neither yes nor no (nor true"
      ),
      (
        "{column: size, kind: boolean, yes: [high, big], no: [low]}",
        "leads.csv:4:42: column \"size\": \"medium\" is neither yes (\"high\", \"big\") nor no"
          + " (\"low\"); kind: category takes any words"
      ),
      ("{column: title, parse: date}", "leads.csv:2:28: column \"title\": \"Vertriebsleiter\""),
      (
        "{column: signed, parse: date, format: dd.MM.yyyy}",
        "column \"signed\": \"2025-12-31\" is not a moment of the form dd.MM.yyyy"
      ),
    ])
  func refusedTexts(entry: String, words: String) throws {
    let folder = try TestProject(Self.files(entry))
    do {
      _ = try folder.tables()
      Issue.record("accepted: \(entry)")
    } catch {
      #expect(folder.words(error).contains(words), "\(folder.words(error))")
    }
  }

  @Test(
    "an entry that means nothing is refused at its place",
    arguments: [
      ("{column: budget, parse: money}", "key \"currency\" is missing"),
      ("{column: budget, parse: money, currency: euro}", "is no code of a currency"),
      ("{column: budget, parse: money, currency: EUR, format: de}", "us, eu"),
      (
        "{column: budget, currency: EUR}",
        "\"currency\" means something only beside \"parse: money\""
      ),
      ("{column: signed, parse: date, currency: EUR}", "only beside \"parse: money\""),
      ("{column: signed, parse: date, timezone: Mars/One}", "is no time zone"),
      ("{column: signed, parse: date, bins: [1]}", "exclude each other"),
      ("{column: signed, parse: dates}", "did you mean \"date\"?"),
      ("{column: size, ordered: [low]}", "an order lists two or more levels"),
      ("{column: size, ordered: [low, low]}", "\"low\" is listed twice"),
      ("{column: size, ordered: [low, high], bins: [1]}", "exclude each other"),
      ("{column: size, ordered: [low, high], multi: \";\"}", "exclude each other"),
      ("{column: size, multi: \"\"}", "nothing in \"multi\""),
      ("{column: size, kind: boolean, min_count: 3}", "exclude each other"),
      ("{column: size, kind: number, multi: \";\"}", "exclude each other"),
      (
        "{column: size, kind: boolean, yes: [low]}",
        "7:40: \"yes\" means something only beside \"no\""
      ),
      (
        "{column: size, kind: boolean, no: [low]}",
        "7:39: \"no\" means something only beside \"yes\""
      ),
      (
        "{column: size, yes: [low], no: [high]}",
        "7:25: \"yes\" means something only beside \"kind: boolean\""
      ),
      (
        "{column: size, kind: category, yes: [low], no: [high]}",
        "\"yes\" means something only beside \"kind: boolean\""
      ),
      (
        "{column: size, kind: boolean, yes: [low, mid], no: [high, LOW]}",
        "7:63: \"LOW\" is listed twice"
      ),
      ("{column: size, kind: boolean, yes: [], no: [low]}", "nothing in \"yes\""),
      ("{column: email, parse: account_history, min_count: 3}", "exclude each other"),
      ("{column: size, kind: bool}", "is not one of number, category, boolean"),
    ])
  func refused(entry: String, words: String) throws {
    let folder = try TestProject(Self.files(entry))
    do {
      _ = try folder.project()
      Issue.record("accepted: \(entry)")
    } catch {
      #expect(folder.words(error).contains(words), "\(folder.words(error))")
      #expect(folder.words(error).contains("leadscore.yaml:7:"), "\(folder.words(error))")
    }
  }

  @Test(
    "E21: days are of 24 hours, also over the change of clocks",
    arguments: [
      ("2026-03-29T10:00", "2026-03-30T10:00", 1.0),
      ("2026-03-28T10:00", "2026-03-29T10:00", 23.0 / 24),
      ("2026-10-24T10:00", "2026-10-25T10:00", 25.0 / 24),
      ("2026-10-25T10:00", "2026-10-26T10:00", 1),
    ] as [(String, String, Double)])
  func summerTime(from: String, to: String, days: Double) throws {
    let format = TimestampFormat(
      style: .iso8601, zone: try #require(CivilTimeZone("Europe/Berlin")))
    let date = try #require(format.timestamp(from))
    let parts = DateParts(date, at: try #require(format.timestamp(to)), zone: format.zone)
    #expect(abs(parts.age - days) < 1e-12)
  }
}
