import Testing

@Suite("evaluate, and training against the rules")
struct EvaluateTests {
  private static let project = "project/leadscore.yaml"
  private static let quick = ["--nonlinear", "none", "--origins", "2"]

  @Test("evaluate goes forward in time, with rules, random split, months and a page")
  func evaluate() throws {
    let folder = try SimulatedProject.trainedFolder()
    let run = try Leadscore.run(
      ["evaluate", "-c", Self.project, "--by", "source", "--report", "page.html"] + Self.quick,
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    for text in ["Forward in time", "Random split", "Month", "By source", "Learning curve"] {
      #expect(run.output.contains(text))
    }
    let page = try folder.text("page.html")
    #expect(page.contains("origins-chart") && page.contains("Base rate"))
  }

  @Test("evaluate writes its numbers as JSON")
  func json() throws {
    let folder = try SimulatedProject.trainedFolder()
    let run = try Leadscore.run(
      ["evaluate", "-c", Self.project, "--headline-only", "--json", "-"] + Self.quick, in: folder)
    let json = try JSON(run.output)
    #expect(json.has("verdicts", "pooled", "origins", "months", "leaks"))
    #expect((json["pooled"]?.number("auc") ?? 0) > 0.6)
    #expect(json["pooled"]?.number("rules_auc") != nil)
  }

  @Test("evaluate holds groups against one another, as asked or as the project says")
  func fairness() throws {
    let folder = try SimulatedProject.trainedFolder()
    let asked = try Leadscore.run(
      ["evaluate", "-c", Self.project, "--headline-only", "--fairness", "source", "--json", "-"]
        + Self.quick, in: folder)
    let found = try #require(try JSON(asked.output)["fairness"]?.elements.first, "\(asked.errors)")
    #expect(found.text("column") == "source")
    let groups = try #require(found["groups"]).elements
    #expect(groups.count > 1)
    let leads = groups.compactMap { $0.number("leads") }
    #expect(leads.allSatisfy { $0 >= 5 })
    let yaml = try folder.text(Self.project)
    try folder.write(yaml + "\nfairness: source\n", to: Self.project)
    let said = try Leadscore.run(
      ["evaluate", "-c", Self.project, "--headline-only"] + Self.quick, in: folder)
    #expect(said.output.contains("Fairness by source"), "\(said.errors)")
    let unknown = try Leadscore.run(
      ["evaluate", "-c", Self.project, "--fairness", "sorce"] + Self.quick, in: folder)
    #expect(unknown.status == 64 || unknown.status == 65)
    #expect(unknown.errors.contains("sorce"))
  }

  @Test("evaluate keeps to straight lines where train does, and says so in the same words")
  func heldStraight() throws {
    var state: UInt64 = 11
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53
    }
    let rows = (0..<1500).map { row -> String in
      let isWon = draw() < 0.35
      let planted = (isWon ? 0.45 : 0) + draw()
      return "L\(row),\(draw()),\(draw()),\(planted),\(isWon ? "yes" : "no")"
    }
    let folder = try Folder()
    try folder.write(
      (["id,calm,quiet,planted,won"] + rows).joined(separator: "\n") + "\n", to: "leads.csv")
    let file = ["leads.csv", "--target", "won", "--id", "id", "--in-time-order"]
    let runs = try [["train"], ["evaluate", "--origins", "2", "--headline-only"]].map { command in
      try Leadscore.run(command + file + ["--json", "\(command[0]).json"], in: folder)
    }
    for (run, name) in zip(runs, ["train", "evaluate"]) {
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("while planted is suspected, shapes and pairs would bend"))
      #expect(run.output.contains("or say with --allow-leak that it is known in time"))
      let json = try JSON(folder.text("\(name).json"))
      #expect(json.text("held_straight_by") == "planted")
      #expect(json["leaks"]?.elements.compactMap { $0.text("reason") } == ["dominates"])
    }
    let asked = try Leadscore.run(
      ["evaluate", "--nonlinear", "smooth", "--origins", "2", "--headline-only"] + file, in: folder)
    #expect(asked.status == 0 && !asked.output.contains("straight lines: while"))
  }

  @Test("a flat file without an order is told what it needs")
  func noOrder() throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.run(
      ["evaluate", "project/export.csv", "--target", "Converted"], in: folder)
    #expect(run.status == 64)
    #expect(run.errors.contains("--time"))
  }

  @Test("with too few leads for a model, train --prior rules still ranks and says to use the rules")
  func prior() throws {
    let folder = try SimulatedProject.folder()
    let refused = try Leadscore.run(["train", "-c", Self.project], in: folder)
    #expect(refused.status == 65)
    let run = try Leadscore.run(["train", "-c", Self.project, "--prior", "rules"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("ridge towards the rules"))
    let scored = try Leadscore.run(
      ["score", "-c", Self.project, "--model", "project", "--contributions", "long.csv"],
      in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    #expect(try folder.text("long.csv").contains("rules: behavioural points"))
  }

  @Test(
    "before any outcome is known train --prior rules ranks as the rules do",
    arguments: ["drop", "ipcw", "em"])
  func coldStart(treatment: String) throws {
    let folder = try SimulatedProject.folder()
    let text = try folder.text(Self.project)
    try folder.write(
      text.replacing("horizon: 90d", with: "horizon: 90d\n  censored: \(treatment)"),
      to: Self.project)
    let early = ["-c", Self.project, "--as-of", "2025-03-20"]
    let run = try Leadscore.run(["train", "--prior", "rules"] + early, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Its ranking is that of the rules."))
    #expect(run.output.contains("no outcome is known yet"))
    #expect(!run.output.contains("too young"))
    let scored = try Leadscore.run(
      ["score", "--model", "project", "--out", "-", "--quiet"] + early, in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    let plain = try Leadscore.run(["train"] + early, in: folder)
    #expect(plain.status == 65 && plain.errors.contains("start from a points table"))
    let evaluate = try Leadscore.run(["evaluate", "--prior", "rules"] + early, in: folder)
    #expect(evaluate.status == 65 && evaluate.errors.contains("too short for a backtest"))
    let nobody = try Leadscore.run(
      ["train", "--prior", "rules", "-c", Self.project, "--as-of", "2025-01-02"], in: folder)
    #expect(nobody.status == 65 && nobody.errors.contains("nothing to rank"), "\(nobody.errors)")
  }

  @Test("init writes a project that check can read, and overwrites nothing unasked")
  func initProject() throws {
    let folder = try SimulatedProject.folder()
    let files = ["leads", "accounts", "events"].map { "project/\($0).csv" }
    let run = try Leadscore.run(["init"] + files + ["--out", "project/draft.yaml"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let text = try folder.text("project/draft.yaml")
    for line in ["id: lead_id", "won_at: closed_won_at", "from: accounts.csv", "parse: job_title"] {
      #expect(text.contains(line))
    }
    #expect(text.contains("# not a feature: lost_reason: it seems to know the outcome"))
    let check = try Leadscore.run(["check", "-c", "project/draft.yaml"], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    let again = try Leadscore.run(["init"] + files + ["--out", "project/draft.yaml"], in: folder)
    #expect(again.status == 73 && again.errors.contains("--force"))
  }

  @Test("init of a flat file without a moment of the outcome says which train line to use")
  func flat() throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.run(
      ["init", "project/export.csv", "--target", "Converted"], in: folder)
    #expect(run.status == 65)
    #expect(run.errors.contains("leadscore train project/export.csv --target Converted"))
  }
}
