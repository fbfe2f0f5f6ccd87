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

  /// Everything that commands print and write, by the name of the file.
  private func outputs() throws -> (pages: [String: String], csv: [String: String], text: [String])
  {
    let folder = try Folder()
    let file = "a<b>&'x'.csv"
    try folder.write(Self.leads, to: file)
    try folder.write(Self.rules, to: "rules.yaml")
    var text: [String] = []
    func run(_ arguments: [String]) throws {
      let run = try Leadscore.run(arguments, in: folder)
      try #require(run.status == 0, "\(arguments) \(run.errors)")
      text += [run.output, run.errors]
    }
    try run([
      "train", file, "--target", "won", "--id", "id", "--name", "m", "--csv", "coefficients.csv",
      "--learning-curve",
    ])
    try run(["score", file, "--model", "m", "--contributions", "long.csv", "--factors"])
    try run([
      "compare", file, "--model", "m", "--rules", "rules.yaml", "--report", "compare.html",
      "--csv", "compare.csv",
    ])
    try run([
      "explain", file, "--model", "m", "--lead", "=L<7>", "--rules", "rules.yaml", "--changeable",
      "visits,\(Self.column)", "--html", "explain.html",
    ])
    try run([
      "profile", file, "--target", "won", "--id", "id", "--report", "profile.html", "--levels",
      "levels.csv",
    ])
    try run(["models", "list", "--html", "models.html"])
    try run(["models", "show", "m"])
    var pages = ["train": try folder.text("models/m/1/report.html")]
    for name in ["compare", "explain", "profile", "models"] {
      pages[name] = try folder.text("\(name).html")
    }
    var csv: [String: String] = [:]
    for name in ["coefficients", "scores", "long", "compare", "levels"] {
      csv[name] = try folder.text("\(name).csv")
    }
    return (pages, csv, text)
  }

  @Test("No page gains markup, no field is a formula, no line drives the terminal")
  func inert() throws {
    let (pages, csv, text) = try outputs()
    for (name, page) in pages.sorted(by: { $0.key < $1.key }) {
      for markup in ["<script", "<img", "<b>", "<i>", "onerror=\"", "javascript:", "http://x\""] {
        #expect(!page.contains(markup), "\(name): \(markup)")
      }
      #expect(page.contains("default-src 'none'"))
      #expect(page.unicodeScalars.allSatisfy { !Self.isDangerous($0) || $0 == "\n" }, "\(name)")
    }
    #expect(pages["explain"]?.contains("&lt;script&gt;") == true)
    #expect(pages["explain"]?.contains("&lt;b&gt;book&lt;/b&gt;") == true)
    for (name, table) in csv.sorted(by: { $0.key < $1.key }) {
      for field in Self.fields(table) {
        // Numbers of our own may be negative or signed; reasons begin with their sign and a digit.
        let first = field.first ?? " "
        let isSigned = "+-".contains(first) && field.dropFirst().first?.isNumber == true
        #expect(isSigned || !"=+-@\t\r".contains(first), "\(name): \(field)")
      }
    }
    for output in text {
      #expect(output.unicodeScalars.allSatisfy { !Self.isDangerous($0) || $0 == "\n" })
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
