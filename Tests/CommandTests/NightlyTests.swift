import Foundation
import Testing

@Suite("The night run")
struct NightlyTests {
  /// A trained project that writes to a file and to a table.
  private func project(_ more: String = "") throws -> Folder {
    let folder = try SimulatedProject.trainedFolder()
    let text = try folder.text("project/leadscore.yaml")
    let start = try #require(text.range(of: "\nwrite:")).lowerBound
    try folder.write(
      text[..<start]
        + "\nwrite:\n  - to: ../scores.csv\n  - to: sqlite:../scores.db#lead_scores\n\(more)",
      to: "project/leadscore.yaml")
    return folder
  }

  private func nightly(
    _ folder: Folder, asOf: String = "2026-06-01", _ more: String...
  ) throws -> Leadscore.Run {
    try Leadscore.run(
      ["nightly", "-c", "project/leadscore.yaml", "--as-of", asOf] + more, in: folder)
  }

  @Test("A run accounts for every lead, and running it again changes no byte and no row")
  func again() throws {
    let folder = try project()
    let run = try nightly(folder, asOf: "2026-06-01", "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let json = try JSON(run.output)
    let skipped = ["already won", "already lost", "past its horizon", "created later"]
      .compactMap { json["skipped"]?.number($0) }.reduce(0, +)
    let scored = try #require(json.number("scored"))
    #expect(json.number("leads") == 3000 && scored + skipped == 3000)
    let record = "runs/2026-06-01T00-00-00Z"
    #expect(
      try folder.text("\(record)/skipped.csv").split(separator: "\n").count == Int(skipped) + 1)
    #expect(try folder.text("scores.csv").split(separator: "\n").count == Int(scored) + 1)
    let before = try folder.contents()
    let second = try nightly(folder)
    #expect(second.status == 0)
    #expect(second.output.contains("lead_scores: 0 rows new or changed"))
    #expect(try folder.contents() == before)
  }

  @Test("A later night keeps the earlier one, and both are what they are without the other")
  func history() throws {
    let folder = try project()
    for day in ["2026-06-01", "2026-06-02"] {
      #expect(try nightly(folder, asOf: day, "--force").status == 0)
    }
    let alone = try project()
    #expect(try nightly(alone, asOf: "2026-06-02").status == 0)
    #expect(try folder.bytes("scores.csv") == alone.bytes("scores.csv"))
    #expect(try folder.names().contains("runs"))
  }

  @Test("A feed that stopped holds the scores: exit 65, the old ones stay, --force overrules")
  func held() throws {
    let folder = try project()
    #expect(try nightly(folder).status == 0)
    let old = try folder.bytes("scores.csv")
    let accounts = try folder.text("project/accounts.csv")
    try folder.write(
      String(accounts.split(separator: "\n", maxSplits: 1)[0]) + "\n", to: "project/accounts.csv")
    let run = try nightly(folder, asOf: "2026-06-02")
    #expect(run.status == 65)
    #expect(run.errors.contains("the old scores stay: \"accounts."))
    #expect(run.errors.contains("has its feed stopped?"))
    #expect(try folder.bytes("scores.csv") == old)
    #expect(folder.has("runs/2026-06-02T00-00-00Z/held.json"))
    let page = try folder.text("runs/2026-06-02T00-00-00Z/held.html")
    #expect(page.contains("has its feed stopped?") && page.contains("What to do"))
    #expect(page.contains("the scores of 2026-06-01T00:00:00Z stay"))
    #expect(!folder.has("runs/2026-06-02T00-00-00Z/manifest.json"))
    // The scores are written, and the monitor has something to say of the feed.
    #expect(try nightly(folder, asOf: "2026-06-02", "--force").status == 1)
    #expect(try folder.bytes("scores.csv") != old)
    #expect(
      try folder.text("runs/2026-06-02T00-00-00Z/manifest.json").contains("\"forced\" : true"))
    #expect(!folder.has("runs/2026-06-02T00-00-00Z/held.json"))
    #expect(!folder.has("runs/2026-06-02T00-00-00Z/held.html"))
  }

  @Test("Wrong rows end the run: places and kinds are recorded, values nowhere")
  func rejects() throws {
    let folder = try project()
    let leads = try folder.text("project/leads.csv").split(
      separator: "\n", omittingEmptySubsequences: false)
    var fields = leads[7].split(separator: ",", omittingEmptySubsequences: false)
    fields[1] = "canary-value"
    var changed = leads
    changed[7] = Substring(fields.joined(separator: ","))
    try folder.write(changed.joined(separator: "\n"), to: "project/leads.csv")
    let run = try nightly(folder, asOf: "2026-06-01", "--log-format", "json")
    #expect(run.status == 65)
    let rejects = try folder.text("runs/2026-06-01T00-00-00Z/rejects.csv")
    #expect(
      rejects.contains("project/leads.csv,8,") && rejects.contains("created_at,notATimestamp"))
    #expect(!rejects.contains("canary") && !run.errors.contains("canary"))
    #expect(!folder.has("scores.csv") && !folder.has("scores.db"))
  }

  /// The leads file with a moment that is none in the given rows.
  private func spoil(_ rows: [Int], in folder: Folder) throws {
    var lines = try folder.text("project/leads.csv").split(
      separator: "\n", omittingEmptySubsequences: false)
    for row in rows {
      var fields = lines[row].split(separator: ",", omittingEmptySubsequences: false)
      fields[1] = "canary-value"
      lines[row] = Substring(fields.joined(separator: ","))
    }
    try folder.write(lines.joined(separator: "\n"), to: "project/leads.csv")
  }

  @Test("Up to max_rejects wrong rows are left out, recorded, and every lead is accounted for")
  func allowedRejects() throws {
    let folder = try project()
    let yaml = try folder.text("project/leadscore.yaml")
    try folder.write(yaml + "\nmax_rejects: 30\n", to: "project/leadscore.yaml")
    // More than are reported at once, and one in the events.
    try spoil(Array(100..<125), in: folder)
    var events = try folder.text("project/events.csv")
      .split(separator: "\n", omittingEmptySubsequences: false)
    events[9] = events[9] + ",one field too many"
    try folder.write(events.joined(separator: "\n"), to: "project/events.csv")
    let run = try nightly(folder, asOf: "2026-06-01", "--fail-on", "never", "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let json = try JSON(run.output)
    let skipped = ["already won", "already lost", "past its horizon", "created later", "rejected"]
      .compactMap { json["skipped"]?.number($0) }
    #expect(json["skipped"]?.number("rejected") == 25)
    #expect(try #require(json.number("scored")) + skipped.reduce(0, +) == 3000)
    let record = "runs/2026-06-01T00-00-00Z"
    let rejects = try folder.text("\(record)/rejects.csv").split(separator: "\n")
    #expect(rejects.count == 1 + 26)
    #expect(rejects.contains { $0.contains("events.csv,10,") && $0.hasSuffix("fieldCount") })
    #expect(rejects.contains { $0.contains("leads.csv,125,") && $0.contains("notATimestamp") })
    #expect(!rejects.joined().contains("canary"))
    #expect(try folder.text("\(record)/manifest.json").contains("\"rejected_rows\" : 26"))
    let before = try folder.contents()
    #expect(try nightly(folder, asOf: "2026-06-01", "--fail-on", "never").status == 0)
    #expect(try folder.contents() == before)
  }

  @Test("A lead is forgotten after nights that were held back and that refused its row")
  func forgetAfterFailures() throws {
    let folder = try project()
    #expect(try nightly(folder).status == 0)
    let lead = try #require(
      try folder.text("scores.csv").split(separator: "\n").last?.split(separator: ",").first)
    let accounts = try folder.text("project/accounts.csv")
    try folder.write(
      String(accounts.split(separator: "\n", maxSplits: 1)[0]) + "\n", to: "project/accounts.csv")
    #expect(try nightly(folder, asOf: "2026-06-02").status == 65)
    try folder.write(accounts, to: "project/accounts.csv")
    let leads = try folder.text("project/leads.csv").split(
      separator: "\n", omittingEmptySubsequences: false)
    try spoil([try #require(leads.firstIndex { $0.hasPrefix("\(lead),") })], in: folder)
    #expect(try nightly(folder, asOf: "2026-06-03").status == 65)
    let yaml = try folder.text("project/leadscore.yaml")
    try folder.write(yaml + "\nmax_rejects: 1\n", to: "project/leadscore.yaml")
    #expect(try nightly(folder, asOf: "2026-06-04", "--fail-on", "never").status == 0)
    for file in ["02T00-00-00Z/held.html", "03T00-00-00Z/rejects.csv", "04T00-00-00Z/rejects.csv"] {
      #expect(folder.has("runs/2026-06-" + file))
    }
    let forgotten = try Leadscore.run(
      ["forget", "-c", "project/leadscore.yaml", "--lead", String(lead)], in: folder)
    #expect(forgotten.status == 0, "\(forgotten.errors)")
    for (name, data) in try folder.contents() where !name.hasPrefix("project/") {
      #expect(data.range(of: Data(lead.utf8)) == nil, "\(name)")
    }
  }

  @Test("Training and scoring leave out as many wrong rows as a night, and say where they are")
  func rejectsElsewhere() throws {
    let folder = try project()
    let yaml = try folder.text("project/leadscore.yaml")
    try spoil([7, 8], in: folder)
    let commands = [
      ["train", "-c", "project/leadscore.yaml", "--name", "demo", "--nonlinear", "none"],
      [
        "score", "-c", "project/leadscore.yaml", "--model", "demo", "--as-of", "2026-06-01",
        "--out", "alone.csv",
      ],
    ]
    for command in commands {
      try folder.write(yaml + "\nmax_rejects: 1\n", to: "project/leadscore.yaml")
      let refused = try Leadscore.run(command + ["--rejects", "rejects.csv"], in: folder)
      #expect(refused.status == 65 && refused.errors.contains("leads.csv:8"), "\(refused.errors)")
      #expect(!folder.has("rejects.csv") && !folder.has("alone.csv"))
      try folder.write(yaml + "\nmax_rejects: 2\n", to: "project/leadscore.yaml")
      let run = try Leadscore.run(command + ["--rejects", "rejects.csv"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect((run.output + run.errors).contains("2 rows are left out"))
      let rejects = try folder.text("rejects.csv").split(separator: "\n")
      #expect(rejects.count == 3 && rejects.allSatisfy { !$0.contains("canary") })
      #expect(rejects[1].contains("leads.csv,8,") && rejects[2].contains("leads.csv,9,"))
      try folder.remove("rejects.csv")
    }
  }

  @Test("One wrong row more than max_rejects ends the run, and nothing is written")
  func tooManyRejects() throws {
    let folder = try project()
    let yaml = try folder.text("project/leadscore.yaml")
    try folder.write(yaml + "\nmax_rejects: 2\n", to: "project/leadscore.yaml")
    try spoil([4, 5, 6], in: folder)
    let run = try nightly(folder, asOf: "2026-06-01")
    #expect(run.status == 65 && run.errors.contains("3 problems in all, nothing was written"))
    #expect(!folder.has("scores.csv") && !folder.has("scores.db"))
    // More than are reported at once count all the same.
    try spoil(Array(4..<40), in: folder)
    #expect(try nightly(folder, asOf: "2026-06-01").errors.contains("36 problems in all"))
    // What puts all that follows in doubt is no single row.
    try spoil([4], in: folder)
    try folder.write(try folder.text("project/leads.csv") + "\"open", to: "project/leads.csv")
    #expect(try nightly(folder, asOf: "2026-06-01").status == 65)
  }

  @Test("Without a purpose or a place to write to there is no run")
  func purpose() throws {
    for key in ["purpose:", "write:"] {
      let folder = try SimulatedProject.trainedFolder()
      let text = try folder.text("project/leadscore.yaml")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let kept = lines.filter { !$0.hasPrefix(key) && !(key == "write:" && $0.hasPrefix("  - to")) }
      try folder.write(kept.joined(separator: "\n"), to: "project/leadscore.yaml")
      let run = try nightly(folder)
      #expect(run.status == 78 && run.errors.contains("a night run needs \"\(key.dropLast())\""))
    }
  }

  @Test("X38 a lock that is a symbolic link is refused; a lock that is held means: later")
  func lock() throws {
    let folder = try project()
    let held = try Leadscore.shell(
      """
      mkdir runs && exec 9>runs/.lock && flock 9 &&
      "$leadscore" nightly -c project/leadscore.yaml --as-of 2026-06-01 9>&-
      """, in: folder)
    #expect(held.status == 75 && held.errors.contains("another run is under way"))
    let linked = try Leadscore.shell(
      """
      rm runs/.lock && ln -s ../elsewhere runs/.lock
      "$leadscore" nightly -c project/leadscore.yaml --as-of 2026-06-01
      """, in: folder)
    #expect(linked.status == 73 && !folder.has("elsewhere"))
  }

  @Test("Every line of the JSON log is an object, and metrics are in the form of Prometheus")
  func log() throws {
    let folder = try project()
    let run = try nightly(folder, asOf: "2026-06-01", "--log-format", "json", "--metrics", "m.prom")
    let events = try run.errorLines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["event"] as? String
    }
    #expect(
      events == ["lock", "check", "features", "score", "gate", "write", "monitor", "manifest"])
    let metrics = try folder.text("m.prom").split(separator: "\n")
    #expect(metrics.contains("leadscore_success 1"))
    #expect(
      metrics.allSatisfy {
        $0.hasPrefix("# ") || $0.split(separator: " ").last.flatMap { Double($0) } != nil
      })
  }

  @Test("A suppressed lead gets no score, and a forgotten one is in no byte")
  func personalData() throws {
    let folder = try project("suppress: suppressed.csv\nretention_days: 30\n")
    try folder.write("lead_id\n", to: "project/suppressed.csv")
    #expect(try nightly(folder).status == 0)
    let line = try folder.text("scores.csv").split(separator: "\n")[1]
    let lead = String(line.prefix { $0 != "," })
    let forgotten = try Leadscore.run(
      ["forget", "-c", "project/leadscore.yaml", "--lead", lead], in: folder)
    #expect(forgotten.status == 0, "\(forgotten.errors)")
    for (name, data) in try folder.contents() where !name.hasPrefix("project/") {
      #expect(data.range(of: Data(lead.utf8)) == nil, "\(name)")
    }
    try folder.write("lead_id\n\(lead)\n", to: "project/suppressed.csv")
    let run = try nightly(folder, asOf: "2026-06-02")
    #expect(run.status == 0 && run.output.contains("1 suppressed"))
    #expect(try !folder.text("scores.csv").contains("\(lead),"))
    let pruned = try Leadscore.run(
      ["prune", "-c", "project/leadscore.yaml", "--as-of", "2026-07-02"], in: folder)
    #expect(pruned.status == 0, "\(pruned.errors)")
    #expect(!folder.has("runs/2026-06-01T00-00-00Z") && folder.has("runs/2026-06-02T00-00-00Z"))
  }

  @Test("What runs a project every night is printed", arguments: ["systemd", "cron", "airflow"])
  func schedule(_ kind: String) throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.run(
      ["nightly", "-c", "project/leadscore.yaml", "--print", kind], in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("leadscore nightly -c leadscore.yaml --model project"))
    #expect(run.output.contains("--as-of"))
  }
}

@Suite("Scores from and to databases")
struct DatabaseScoreTests {
  @Test("What became of stored scores is read from their table as from a file")
  func storedScores() throws {
    let folder = try SimulatedProject.trainedFolder()
    let project = ["-c", "project/leadscore.yaml"]
    let score = ["score", "--model", "project", "--as-of", "2026-03-01", "--quiet", "--out"]
    for out in ["scores.csv", "sqlite:scores.db#lead_scores"] {
      #expect(try Leadscore.run(score + [out] + project, in: folder).status == 0)
    }
    func tiers(_ scores: String...) throws -> [JSON]? {
      let run = try Leadscore.run(
        ["effectiveness", "--json", "-", "--scores"] + scores + project, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return try JSON(run.output)["tiers"]?.elements
    }
    let ofFile = try #require(try tiers("scores.csv", "--scored-at", "2026-03-01"))
    let ofTable = try #require(try tiers("sqlite:scores.db#lead_scores"))
    for key in ["leads", "ended", "won"] {
      #expect(ofTable.map { $0.number(key) } == ofFile.map { $0.number(key) })
    }
    #expect(ofTable.allSatisfy { ($0.number("leads") ?? 0) > 0 && $0.number("predicted") != nil })
    let monitored = try Leadscore.run(
      ["monitor", "--model", "project", "--scores", "sqlite:scores.db#lead_scores", "--fail-on"]
        + ["never"] + project, in: folder)
    #expect(monitored.status == 0, "\(monitored.errors)")
    #expect(monitored.output.contains("What became of scored leads"))
  }

  @Test(
    "A stored score that is none is bad data, with its place",
    arguments: [
      ("L1,2026-05-01,1.2", "s.csv:3:1: column \"probability\": 1.2 is no probability"),
      ("L1,2026-05-01,", "s.csv:3:1: column \"probability\": a stored score has no probability"),
      ("L1,,0.5", "s.csv:3:1: column \"as_of\": a stored score has no moment"),
      ("L1,May,0.5", "s.csv:3:4: column \"as_of\": \"May\" is not a moment"),
      (",2026-05-01,0.5", "s.csv:3:1: column \"lead_id\": a stored score names no lead"),
    ])
  func badScore(row: String, words: String) throws {
    let folder = try SimulatedProject.trainedFolder()
    try folder.write("lead_id,as_of,probability\nL0,2026-05-01,0.5\n\(row)\n", to: "s.csv")
    try expectRefused(
      ["monitor", "-c", "project/leadscore.yaml", "--model", "project", "--scores", "s.csv"],
      in: folder, status: 65, [words])
  }

  @Test("A password on the command line is refused and not repeated")
  func password() throws {
    let folder = try Folder()
    let address = "postgresql:host=db password=S3cr3t-canary#leads"
    for arguments in [
      ["score", address, "--model", "m"], ["score", "a.csv", "--model", "m", "--out", address],
    ] {
      let run = try Leadscore.run(arguments, in: folder)
      #expect(run.status == 64 && !run.errors.contains("S3cr3t"), "\(run.errors)")
    }
  }

  @Test("A flat file is scored into a table, once per moment")
  func table() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let arguments = ["score", "leads.csv", "--model", "leads", "--out", "sqlite:s.db#lead_scores"]
    #expect(try Leadscore.run(arguments, in: folder).status == 64)
    let first = try Leadscore.run(arguments + ["--as-of", "2026-06-01"], in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let second = try Leadscore.run(arguments + ["--as-of", "2026-06-01"], in: folder)
    #expect(second.output.contains("0 rows new or changed, 0 removed"))
  }
}
