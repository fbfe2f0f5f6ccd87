import Testing

/// Names and values that try to be markup, formulas, escape sequences or direction changes.
@Suite("Hostile text is inert in pages, CSV files and the terminal")
struct HostileTextTests {
  private static let column = #"<script>alert("c")</script>"#
  private static let levels = [
    "<img src=x onerror=alert(1)>", "=HYPERLINK(\"http://x\")", "@SUM(1)", "\"quoted\" & 'single'",
    "+1-800", "{{{raw}}}", "abc\u{202E}fdc", "a\u{1B}[31mred",
  ]

  /// 480 leads whose columns, levels and identifiers are hostile.
  private static var leads: String {
    func quoted(_ text: String) -> String {
      "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }
    var lines = ["id,\(quoted(column)),visits,won"]
    for row in 0..<480 {
      let level = levels[row * 5 % levels.count]
      let visits = row * 7 % 10
      let won = visits + row * 3 % 7 + (row * 5 % levels.count == 0 ? 3 : 0) > 10
      lines.append("\(quoted("=L<\(row)>")),\(quoted(level)),\(visits),\(won ? "yes" : "no")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let rules = #"""
    name: "<b>book</b> {{x}}"
    groups:
    - name: "</table><script>alert(2)</script>"
      kind: explicit
      rules:
      - {when: {"<script>alert(\"c\")</script>": "<img src=x onerror=alert(1)>"}, points: 10}
      - {when: {visits: {min: 5}}, points: 5}
    tiers: {"<i>hot</i>": 10, "=cold": 0}
    """#

  /// Leads of a project, with hostile identifiers, sources and amounts, and the nights of its scores.
  private static func writeProject(to folder: Folder) throws {
    func day(_ number: Int) -> String {
      "2026-0\(1 + number / 28)-" + (number % 28 < 9 ? "0" : "") + "\(number % 28 + 1)"
    }
    var leads = ["lead,created,won_at,amount,\"=source<b>\""]
    var scores = ["lead,as_of,score,tier,probability"]
    for row in 0..<120 {
      let isWon = row % 5 == 0
      let id = "=<script>\(row)</script>"
      leads.append(
        "\(id),\(day(row % 20)),\(isWon ? day(40 + row % 9) : ""),\(isWon ? "900" : ""),@x<i>")
      guard row % 3 != 1 else { continue }
      let tier = row % 5 == 0 ? "=hot<script>" : "\u{202E}@cold"
      scores.append("\(id),\(day(28 + row % 2)),\(row % 100),\(tier),0.\(row % 9 + 1)")
    }
    try folder.write(leads.joined(separator: "\n") + "\n", to: "l<b>.csv")
    try folder.write(scores.joined(separator: "\n") + "\n", to: "s<i>'&.csv")
    let text = #"""
      purpose: "<script>alert('p')</script> \u202e{{{x}}}"
      leads: {from: "l<b>.csv", id: lead, created: created}
      outcome: {won_at: won_at, amount: amount, horizon: 60d}
      snapshot: {after: 1d}
      features: {explicit: [{column: "=source<b>"}]}
      tiers: {"=hot<script>": {top: 20%}, "@cold": rest}
      """#
    try folder.write(text, to: "p<i>.yaml")
  }

  private static let file = "a<b>&'x'.csv"

  /// Every command that prints or writes text of the data, with the exit code it ends with.
  private static let runs: [(arguments: [String], status: Int32)] = [
    (
      [
        "train", file, "--target", "won", "--id", "id", "--name", "m", "--csv", "coefficients.csv",
        "--learning-curve",
      ], 0
    ),
    (["score", file, "--model", "m", "--contributions", "long.csv", "--factors"], 0),
    (
      [
        "compare", file, "--model", "m", "--rules", "rules.yaml", "--report", "compare.html",
        "--csv", "compare.csv", "--calls", "calls.csv", "--by", column,
      ], 0
    ),
    (
      [
        "explain", file, "--model", "m", "--lead", "=L<7>", "--rules", "rules.yaml",
        "--changeable", "visits,\(column)", "--html", "explain.html",
      ], 0
    ),
    (
      [
        "profile", file, "--target", "won", "--id", "id", "--report", "profile.html", "--levels",
        "levels.csv",
      ], 0
    ),
    (
      [
        "evaluate", file, "--target", "won", "--id", "id", "--in-time-order", "--origins", "2",
        "--by", column, "--headline-only", "--allow-small", "--report",
        "evaluate.html", "--csv", "evaluate.csv",
      ], 0
    ),
    (
      [
        "monitor", "drifted.csv", "--model", "m", "--as-of", "2026-07-01", "--report",
        "monitor.html", "--csv", "monitor.csv", "--fail-on", "never",
      ], 0
    ),
    (["rules", "check", "rules.yaml", file], 0),
    (["rules", "check", "wrong.yaml"], 78),
    (
      [
        "rules", "score", "rules.yaml", file, "--id", "id", "--out", "points.csv",
        "--contributions", "given.csv",
      ], 0
    ),
    (
      ["rules", "suggest", file, "--model", "m", "--rules", "rules.yaml", "--out", "better.yaml"],
      0
    ),
    (["rules", "check", "better.yaml", file], 0),
    (["rules", "export", file, "--model", "m", "--out", "model.yaml"], 0),
    (["rules", "check", "model.yaml", file], 0),
    (["rules", "scorecard", file, "--model", "m", "--out", "card.yaml", "--csv", "bins.csv"], 0),
    (["rules", "check", "card.yaml", file], 0),
    (["check", "-c", "p<i>.yaml"], 0),
    (
      [
        "effectiveness", "-c", "p<i>.yaml", "--scores", "s<i>'&.csv", "--as-of", "2026-06-01",
        "--report", "effectiveness.html", "--csv", "effectiveness.csv",
      ], 0
    ),
    (["models", "list", "--html", "models.html"], 0),
    (["models", "show", "m"], 0),
    (["train", file, "--target", "<b>\u{1B}[31m\u{202E}", "--name", "n"], 65),
    (["score", "drifted.csv", "--model", "<i>\u{1B}]0;x"], 64),
  ]

  /// Everything that commands print and write, by the name of the file.
  private func outputs() throws -> (pages: [String: String], csv: [String: String], text: [String])
  {
    let folder = try Folder()
    try folder.write(Self.leads, to: Self.file)
    try folder.write(Self.rules, to: "rules.yaml")
    try folder.write("name: b\n\"<script>\\u202e\\e[31m\": 1\n", to: "wrong.yaml")
    // Another night, on which nearly all leads have the same hostile level.
    let lines = Self.leads.split(separator: "\n")
    try folder.write(
      ([lines[0]] + lines.filter { $0.contains("SUM") } + lines.suffix(9)).joined(separator: "\n"),
      to: "drifted.csv")
    try Self.writeProject(to: folder)
    let inputs = Set(try folder.names())
    var text: [String] = []
    for (arguments, status) in Self.runs {
      let run = try Leadscore.run(arguments, in: folder)
      #expect(run.status == status, "\(arguments) \(run.errors)")
      text += [run.output, run.errors]
    }
    var pages = ["train": try folder.text("models/m/1/report.html")]
    var csv: [String: String] = [:]
    for name in try folder.names() where !inputs.contains(name) {
      if name.hasSuffix(".html") { pages[name] = try folder.text(name) }
      if name.hasSuffix(".csv") { csv[name] = try folder.text(name) }
    }
    return (pages, csv, text)
  }

  @Test("No page gains markup, no field is a formula, no line drives the terminal")
  func inert() throws {
    let (pages, csv, text) = try outputs()
    #expect(pages.count == 8 && csv.count == 12, "\(pages.keys.sorted()) \(csv.keys.sorted())")
    for (name, page) in pages.sorted(by: { $0.key < $1.key }) {
      for markup in ["<script", "<img", "<b>", "<i>", "onerror=\"", "javascript:", "http://x\""] {
        #expect(!page.contains(markup), "\(name): \(markup)")
      }
      #expect(page.contains("default-src 'none'"))
      #expect(page.unicodeScalars.allSatisfy { !Self.isDangerous($0) || $0 == "\n" }, "\(name)")
    }
    #expect(pages["explain.html"]?.contains("&lt;script&gt;") == true)
    #expect(pages["explain.html"]?.contains("&lt;b&gt;book&lt;/b&gt;") == true)
    #expect(pages["effectiveness.html"]?.contains("=hot&lt;script&gt;") == true)
    for (name, table) in csv.sorted(by: { $0.key < $1.key }) {
      for field in Self.fields(table) {
        // Numbers of our own may be negative or signed; reasons begin with their sign and a digit.
        let first = field.first ?? " "
        let isSigned = "+-".contains(first) && field.dropFirst().first?.isNumber == true
        #expect(isSigned || !"=+-@\t\r".contains(first), "\(name): \(field)")
      }
    }
    for output in text {
      let isInert = output.unicodeScalars.allSatisfy { !Self.isDangerous($0) || $0 == "\n" }
      #expect(isInert, "\(output.prefix(400).debugDescription)")
    }
  }

  /// Controls, and marks that change the direction of text.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The fields of a CSV file, their quotes taken off.
  private static func fields(_ text: String) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case ",", "\n", "\r\n":
        if isQuoted {
          field.append(character)
        } else {
          fields.append(field)
          field = ""
        }
      default: field.append(character)
      }
    }
    return fields
  }
}
