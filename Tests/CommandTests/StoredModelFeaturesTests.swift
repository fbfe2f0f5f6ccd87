import Testing

@Suite("What a stored model reads of a project's leads: points of rules, rates as it learned them")
struct StoredModelFeaturesTests {
  private static let config = ["-c", "project/leadscore.yaml"]

  /// Versions of the model `demo` of 600 leads, all with the same split: 1 starts from the rules, 2
  /// has a rate drawn towards a base rate that it learned, 3 the same learned of fewer events.
  private static let trained = Result {
    let folder = try Folder.untilExit()
    let run: ([String]) throws -> Void = { arguments in
      let run = try Leadscore.run(arguments + ["--quiet"], in: folder)
      try #require(run.status == 0, "\(run.errors)")
    }
    try run(["simulate", "--leads", "600", "--seed", "3", "--out", "project"])
    let text = try folder.text("project/leadscore.yaml")
    let rate = "rate: email_sent, window: 14d}"
    try #require(text.contains(rate))
    try folder.write(
      text.replacing(
        rate,
        with: "rate: email_sent, window: 14d, towards: base_rate}\n"
          + "    - {event: login, of: account, count: [14d]}"), to: "project/leadscore.yaml")
    let train =
      ["train"] + config + ["--name", "demo", "--holdout", "0.4", "--nonlinear", "none"]
    try run(train + ["--prior", "rules", "--json", "1.json"])
    try run(train + ["--allow-small", "--json", "2.json"])
    let events = try folder.text("project/events.csv")
    let fewer = events.split(separator: "\n").enumerated().filter { line, text in
      line % 3 == 0 || !text.contains(",email_open,")
    }
    try folder.write(fewer.map(\.element).joined(separator: "\n") + "\n", to: "project/events.csv")
    try run(train + ["--allow-small", "--json", "3.json"])
    try folder.write(events, to: "project/events.csv")
    return folder
  }

  private func folder() throws -> Folder { try Folder(copyOf: Self.trained.get()) }

  private func run(_ arguments: String..., in folder: Folder) throws -> Leadscore.Run {
    try Leadscore.run(arguments + Self.config, in: folder)
  }

  /// A lead that was scored on 25 June and had been sent an email by then, so that it has a rate.
  private func lead(in folder: Folder) throws -> String {
    let scored = try run(
      "score", "--model", "demo@2", "--as-of", "2026-06-25", "--out", "s.csv", "--quiet",
      in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    let mailed = try folder.text("project/events.csv").split(separator: "\n").compactMap {
      line -> Substring? in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields.contains("email_sent") && fields[2] < "2026-06-24" ? fields[1] : nil
    }
    let leads = try folder.text("s.csv").split(separator: "\n").map { $0.prefix { $0 != "," } }
    return String(try #require(leads.last(where: mailed.contains)))
  }

  @Test("The night writes what score writes", arguments: [1, 2])
  func nightly(version: Int) throws {
    let folder = try folder()
    let model = "demo@\(version)"
    let scored = try run(
      "score", "--model", model, "--as-of", "2026-06-01", "--out", "s.csv", in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    let night = try run("nightly", "--model", model, "--as-of", "2026-06-01", in: folder)
    #expect(night.status == 0, "\(night.errors)")
    #expect(try folder.bytes("project/scores.csv") == folder.bytes("s.csv"))
    let manifest = try JSON(folder.text("runs/2026-06-01T00-00-00Z/manifest.json"))
    let inputs = manifest["inputs"]?.elements.compactMap { $0.text("name") } ?? []
    #expect(inputs.contains { $0.hasSuffix("rules.yaml") } == (version == 1))
  }

  @Test("The monitor finds the leads of the night as training left them", arguments: [1, 2])
  func monitor(version: Int) throws {
    let run = try run(
      "monitor", "--model", "demo@\(version)", "--as-of", "2026-06-01", "--fail-on", "warn",
      "--json", "-", in: folder())
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let subjects = try JSON(run.output)["findings"]?.elements.compactMap { $0.text("subject") }
    #expect(subjects?.contains("rules: behavioural points") == (version == 1))
  }

  @Test("Since the moment of scoring itself nothing has moved", arguments: [1, 2])
  func unmoved(version: Int) throws {
    let folder = try folder()
    let run = try run(
      "explain", "--model", "demo@\(version)", "--lead", lead(in: folder), "--as-of", "2026-06-25",
      "--since", "2026-06-25", "--json", "-", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let json = try JSON(run.output)
    let rate = json["contributions"]?.elements.first {
      $0.text("feature")?.hasSuffix("towards the base rate") == true
    }
    #expect(try #require(rate?.text("value")) != "(missing)")
    let move = try #require(json["move"])
    #expect(move["steps"]?.elements.count == 5)
    #expect(move["steps"]?.elements.allSatisfy { $0.number("log_odds") == 0 } == true)
    #expect(move["first"]?.number("probability") == json.number("probability"))
  }

  @Test(
    "Between two models each reads the lead in its own way",
    arguments: [(1, 2), (2, 1), (2, 3), (3, 2)])
  func models(before: Int, after: Int) throws {
    let folder = try folder()
    let lead = try lead(in: folder)
    func explain(_ version: Int, _ asOf: String, _ more: String...) throws -> JSON {
      let run = try Leadscore.run(
        ["explain", "--model", "demo@\(version)", "--lead", lead, "--as-of", asOf, "--json", "-"]
          + Self.config + more, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return try JSON(run.output)
    }
    let earlier = try explain(before, "2026-06-25").number("probability")
    let now = try explain(
      after, "2026-06-28", "--since", "2026-06-25", "--since-model", "demo@\(before)")
    #expect(now["move"]?["first"]?.number("probability") == earlier)
    #expect(now["move"]?["second"]?.number("probability") == now.number("probability"))
  }

  @Test("A review judges each model by what it reads", arguments: [(1, 2), (2, 1)])
  func promote(champion: Int, challenger: Int) throws {
    let folder = try folder()
    let first = try Leadscore.run(
      ["models", "promote", "demo@\(champion)", "--force", "--quiet"], in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let run = try run("models", "promote", "demo@\(challenger)", "--json", "p.json", in: folder)
    #expect(run.status == 65, "\(run.errors)")
    func auc(_ version: Int) throws -> Double {
      try #require(try JSON(folder.text("\(version).json"))["holdout"]?.number("auc"))
    }
    let evidence = try JSON(folder.text("p.json"))["record"]?["evidence"]?.elements ?? []
    let line = evidence.compactMap { line -> String? in
      guard case .string(let text) = line, text.hasPrefix("AUC ") else { return nil }
      return text
    }.first
    let words = try #require(line).split(separator: " ")
    // Printed with four decimals.
    let printed = [words[1], words[3].dropLast()].compactMap { Double($0) }
    try #require(printed.count == 2)
    #expect(abs(printed[0] - (try auc(challenger))) <= 0.000_051)
    #expect(abs(printed[1] - (try auc(champion))) <= 0.000_051)
  }

  @Test("A model without points can challenge one that has them, and be compared with it")
  func challenge() throws {
    let folder = try folder()
    _ = try Leadscore.run(["models", "promote", "demo@1", "--force", "--quiet"], in: folder)
    let trained = try run(
      "train", "--name", "demo", "--holdout", "0.4", "--nonlinear", "none", "--allow-small",
      "--challenge", "--quiet", in: folder)
    #expect(trained.status == 0, "\(trained.errors)")
    for models in [("demo@1", "demo@4"), ("demo@4", "demo@1")] {
      let compared = try run(
        "compare", "--model", models.0, "--second-model", models.1, "--quiet", in: folder)
      #expect(compared.status == 0, "\(compared.errors)")
      let different = try run("models", "diff", models.0, models.1, "--quiet", in: folder)
      #expect(different.status == 0, "\(different.errors)")
    }
  }

  /// The commands that hold leads against a stored model, without their model's version.
  static let commands: [[String]] = [
    ["score", "--model", "demo@1"],
    ["explain", "--model", "demo@1", "--lead", "L000589"],
    ["compare", "--model", "demo@1"],
    ["monitor", "--model", "demo@1"],
    ["nightly", "--model", "demo@1", "--as-of", "2026-06-01"],
    ["models", "promote", "demo@1"],
    ["models", "diff", "demo@2", "demo@1"],
  ]

  @Test("A points table that has changed since is told, also to scripts", arguments: commands)
  func changed(command: [String]) throws {
    let folder = try folder()
    let unchanged = try Leadscore.run(command + Self.config + ["--json", "1.json"], in: folder)
    #expect(!unchanged.errors.contains("has changed since"))
    #expect(try JSON(folder.text("1.json"))["warnings"] == .array([]))
    try folder.write(
      folder.text("project/rules.yaml").replacing("points: 35", with: "points: 40"),
      to: "project/rules.yaml")
    let run = try Leadscore.run(command + Self.config + ["--json", "2.json"], in: folder)
    #expect(run.errors.contains("project/rules.yaml: has changed since model demo was trained"))
    #expect(try JSON(folder.text("2.json"))["warnings"]?.elements.count == 1)
  }

  @Test("A project without the rules that the model needs is refused", arguments: commands)
  func noRules(command: [String]) throws {
    let folder = try folder()
    let text = try folder.text("project/leadscore.yaml")
    let kept = text.split(separator: "\n").filter { !$0.hasPrefix("rules:") }
    try folder.write(kept.joined(separator: "\n") + "\n", to: "project/leadscore.yaml")
    try folder.write(folder.text("project/rules.yaml"), to: "rules.yaml")
    let more = command[0] == "compare" ? ["--rules", "rules.yaml"] : []
    let run = try Leadscore.run(command + Self.config + more, in: folder)
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains("the model starts from a points table"), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
