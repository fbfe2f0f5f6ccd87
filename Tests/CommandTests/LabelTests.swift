import Foundation
import Testing

@Suite("Labels and moments, from the command line")
struct LabelTests {
  private static let project = "project/leadscore.yaml"

  /// A simulated project with some of its file replaced.
  private static func folder(_ changes: [String: String], trained: Bool = false) throws -> Folder {
    let folder = try trained ? SimulatedProject.trainedFolder() : SimulatedProject.folder()
    var text = try folder.text(project)
    for (old, new) in changes {
      try #require(text.contains(old))
      text = text.replacing(old, with: new)
    }
    try folder.write(text, to: project)
    return folder
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(
    "H14 check: what is kept and all that is left out add up, in words and in JSON",
    arguments: ["{after: 14d}", "{every: 30d, while: open}"], ["2025-09-01", "2026-07-01"])
  func funnel(snapshot: String, now: String) throws {
    let folder = try Self.folder([
      "{after: 14d}": snapshot,
      "horizon: 90d": "horizon: 90d\n  disqualified: {column: lost_reason, values: [no budget]}",
      "outcome:": "duplicates: {by: email}\noutcome:",
    ])
    let run = try Leadscore.run(
      ["check", "-c", Self.project, "--as-of", now, "--json", "check.json"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let json = try Self.object(folder.text("check.json"))
    var names = ["funnel"]
    if snapshot.contains("every") { names.append("moments") }
    for name in names {
      let funnel = try #require(json[name] as? [String: Any])
      let left = try #require(funnel["left_out"] as? [String: Int])
      let total = try #require(funnel["total"] as? Int)
      #expect((funnel["kept"] as? Int).map { $0 + left.values.reduce(0, +) } == total)
      #expect(name != "funnel" || total == 300)
    }
    let lines = run.output.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("300 leads in") })
    var rest = 300
    for line in lines[(start + 1)...] {
      let words = line.split(separator: " ")
      if words[0] == "−" { rest -= try #require(Int(words[1])) }
      if words[0] == "=" {
        #expect(Int(words[1]) == rest)
        break
      }
    }
  }

  @Test("a tier of so many leads holds so many tonight")
  func tierOfLeads() throws {
    let folder = try Self.folder(
      ["{hot: {top: 10%}, warm: {top: 40%}": "{hot: {leads: 25}, warm: {leads: 100}"],
      trained: true)
    let train = try Leadscore.run(
      ["train", "-c", Self.project, "--name", "seats", "--nonlinear", "none", "--lambda", "0.001"],
      in: folder)
    #expect(train.status == 0, "\(train.errors)")
    for now in ["2026-05-01", "2026-06-20"] {
      let run = try Leadscore.run(
        ["score", "-c", Self.project, "--model", "seats", "--as-of", now, "--json", "-"],
        in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let tiers = try #require(Self.object(run.output)["tiers"] as? [String: Int])
      #expect(tiers["hot"] == 25 && tiers["warm"] == 75)
      let lines = try folder.text("scores.csv").split(separator: "\n").dropFirst()
      let ranks = lines.map { line -> (rank: Int, tier: Substring) in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        return (Int(fields[6]) ?? 0, fields[7])
      }
      #expect(ranks.count { $0.tier == "hot" } == 25)
      #expect(ranks.filter { $0.tier == "hot" }.allSatisfy { $0.rank <= 25 })
    }
    let card = try Leadscore.run(["models", "show", "seats"], in: folder)
    #expect(card.output.contains("the best 25 of a batch"))
  }

  @Test("repeated snapshots go through check, train, features, score and compare")
  func repeated() throws {
    let folder = try Self.folder(
      ["{after: 14d}": "{every: 60d, while: open, for: 200d}"], trained: true)
    let check = try Leadscore.run(["check", "-c", Self.project], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("moments of these leads"))
    let train = try Leadscore.run(
      [
        "train", "-c", Self.project, "--name", "often", "--nonlinear", "none", "--lambda", "0.001",
        "--se", "cluster",
      ], in: folder)
    #expect(train.status == 0, "\(train.errors)")
    #expect(train.output.contains("each lead at every moment of its snapshots"))
    #expect(train.output.contains("stay together in every split"))
    let arguments = ["-c", Self.project, "--as-of", "2026-06-20"]
    let features = try Leadscore.run(["features", "--out", "-"] + arguments, in: folder)
    let score = try Leadscore.run(
      ["score", "--model", "often", "--out", "-"] + arguments, in: folder)
    #expect(features.status == 0 && score.status == 0, "\(score.errors)")
    let identifiers = [features, score].map { run in
      run.output.split(separator: "\n").map { $0.prefix { $0 != "," } }
    }
    #expect(identifiers[0] == identifiers[1])
    #expect(Set(identifiers[0]).count == identifiers[0].count)
    let compare = try Leadscore.run(
      ["compare", "-c", Self.project, "--model", "often"], in: folder)
    #expect(compare.status == 0, "\(compare.errors)")
  }

  @Test(
    "leads that may still convert are learned from as the project says", arguments: ["ipcw", "em"])
  func censored(treatment: String) throws {
    let folder = try Self.folder(
      ["horizon: 90d": "horizon: 90d\n  censored: \(treatment)"], trained: true)
    let run = try Leadscore.run(
      ["train", "-c", Self.project, "--name", "young", "--nonlinear", "none", "--lambda", "0.001"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("learned from all the same (censored: \(treatment))"))
    #expect(
      try folder.text("models/young/1/model.json").contains("\"censored\" : \"\(treatment)\""))
  }

  @Test(
    "leads that may still convert are refused while too little is known of any",
    arguments: ["ipcw", "em"])
  func tooYoung(treatment: String) throws {
    let folder = try Self.folder(
      ["horizon: 90d": "horizon: 90d\n  censored: \(treatment)"], trained: true)
    let run = try Leadscore.run(
      ["train", "-c", Self.project, "--as-of", "2025-07-15", "--allow-small"], in: folder)
    #expect(run.status == 65)
    #expect(
      run.errors.hasPrefix("error: censored: \(treatment) learns from what was known on 2025-0"))
    #expect(run.errors.contains("0 of "))
    #expect(
      run.errors.hasSuffix("use a smaller --holdout, a shorter horizon or censored: drop\n"))
  }

  @Test(
    "rules to start from and segments go with leads that may still convert",
    arguments: ["ipcw", "em"], [["--prior", "rules"], ["--segment", "source"]])
  func censored(treatment: String, options: [String]) throws {
    let folder = try Self.folder(
      ["horizon: 90d": "horizon: 90d\n  censored: \(treatment)"], trained: true)
    let run = try Leadscore.run(
      [
        "train", "-c", Self.project, "--name", "young", "--nonlinear", "none", "--lambda", "0.001",
        "--json", "young.json",
      ] + options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("learned from all the same (censored: \(treatment))"))
    #expect(run.output.contains("Segments   source") == (options[0] == "--segment"))
    let json = try Self.object(folder.text("young.json"))
    #expect((json["segments"] != nil) == (options[0] == "--segment"))
    let score = try Leadscore.run(
      ["score", "-c", Self.project, "--model", "young", "--as-of", "2026-06-20", "--quiet"],
      in: folder)
    #expect(score.status == 0, "\(score.errors)")
  }

  @Test(
    "--segment names a feature of the project, or is told what to do",
    arguments: [
      ("stage", "segments are features too: add {column: stage} under features"),
      ("sourc", "did you mean \"source\"?"),
    ])
  func segmentOfNoFeature(column: String, words: String) throws {
    let folder = try SimulatedProject.folder()
    try expectRefused(
      ["train", "-c", Self.project, "--segment", column], in: folder, status: 64,
      ["--segment \(column): no feature of leadscore.yaml is called so", words])
  }

  @Test("check says how many leads have a row among the accounts")
  func accounts() throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.run(["check", "-c", Self.project, "--json", "check.json"], in: folder)
    #expect(run.output.contains(" %) have a row in accounts.csv"))
    let accounts = try #require(
      try Self.object(folder.text("check.json"))["accounts"] as? [String: Int])
    let (all, joined) = (try #require(accounts["leads"]), try #require(accounts["joined"]))
    #expect(all == 300 && joined > 100 && joined < 300)
    #expect(run.output.contains("\(joined) of 300 leads"))
  }

  @Test("what comes after the moment leaves the file of features as it is, byte for byte")
  func asOf() throws {
    let folder = try SimulatedProject.folder()
    let events = try folder.text("project/events.csv").split(separator: "\n").map(String.init)
    let leads = try folder.text("project/leads.csv").split(separator: "\n").map(String.init)
    func features() throws -> [UInt8] {
      let run = try Leadscore.run(
        ["features", "-c", Self.project, "--as-of", "2026-03-01", "--out", "f.csv"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return try folder.bytes("f.csv")
    }
    func write(_ lines: [String], to name: String) throws {
      try folder.write(lines.joined(separator: "\n") + "\n", to: "project/" + name)
    }
    let before = try features()
    #expect(before.count > 1000)
    let lead = String(decoding: before, as: UTF8.self).split(separator: "\n")[1].prefix {
      $0 != ","
    }
    try write(events + ["X1,\(lead),2026-03-01T00:00:01Z,login,"], to: "events.csv")
    #expect(try features() == before)
    try write(
      [events[0]] + events.dropFirst().filter { $0.split(separator: ",")[2] <= "2026-03-01" },
      to: "events.csv")
    #expect(try features() == before)
    try write([events[0]] + events.dropFirst().reversed() + events.dropFirst(), to: "events.csv")
    #expect(try features() == before)
    let new = leads[leads.count - 1].split(separator: ",", omittingEmptySubsequences: false)
    let added = (["N1", "2026-03-02"] + new.dropFirst(2).map(String.init)).joined(separator: ",")
    try write(leads + [added], to: "leads.csv")
    #expect(try features() == before)
    let created = leads.first { $0.hasPrefix(lead + ",") }?.split(separator: ",")[1] ?? ""
    try write(events + ["X2,\(lead),\(created),login,"], to: "events.csv")
    #expect(try features() != before)
  }

  @Test(
    "Leads that may still convert cannot be learned from in a window, and why is said",
    arguments: ["ipcw", "em"])
  func censoredWindow(treatment: String) throws {
    let folder = try Self.folder(["horizon: 90d": "horizon: 90d\n  censored: \(treatment)"])
    let run = try Leadscore.run(
      ["train", "-c", Self.project, "--window", "300d"], in: folder)
    #expect(run.status == 78)
    #expect(
      run.errors
        == "error: --window leaves older leads out, and from these censored: ipcw and em learn how long a"
        + " conversion takes; of the newest leads only the quick ones have an outcome. Set censored:"
        + " drop in the project, or leave out --window\n")
    #expect(!folder.has("models"))
  }
}
