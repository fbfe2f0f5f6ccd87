import Testing

@Suite("From a simulated project: check, train, score, explain, compare, features")
struct ProjectTests {
  private static let project = "project/leadscore.yaml"

  @Test("simulate writes everything that its README names, the same bytes for the same seed")
  func simulate() throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.run(
      ["simulate", "--leads", "300", "--seed", "3", "--out", "again", "--json", "-"], in: folder)
    #expect(run.status == 0)
    #expect(try JSON(run.output).number("leads") == 300)
    let same = try Leadscore.shell("diff -r project again", in: folder)
    #expect(same.status == 0, "\(same.output)")
    for name in [
      "leads.csv", "accounts.csv", "events.csv", "export.csv", "leadscore.yaml", "rules.yaml",
    ] {
      #expect(
        try folder.text("project/README.md").contains("`\(name)`") && folder.has("project/\(name)"))
    }
  }

  @Test("check says how many leads are left out and why, and writes nothing")
  func check() throws {
    let folder = try SimulatedProject.trainedFolder()
    let before = try folder.contents()
    let run = try Leadscore.run(["check", "-c", Self.project], in: folder)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.contains("3000 leads in leadscore.yaml"))
    #expect(run.output.contains("too young: their outcome is not known yet"))
    #expect(run.output.contains("demo_request: count in 14 days"))
    #expect(try folder.contents() == before)
    let json = try Leadscore.run(["check", "-c", Self.project, "--json", "-"], in: folder)
    #expect(try JSON(json.output).has("rows", "positives", "columns", "exclusions"))
  }

  @Test("train names the model after the folder and judges it on the newest leads")
  func train() throws {
    let folder = try SimulatedProject.trainedFolder()
    let output = try folder.text("training.txt")
    #expect(output.contains("Stored     project version 1 in models/project/1"))
    #expect(output.contains("a random split would have claimed AUC"))
    let json = try JSON(folder.text("training.json"))
    #expect(json["holdout"]?.text("kind") == "newest")
    #expect((json["holdout"]?.number("auc") ?? 0) > 0.65)
    #expect(json["model"]?.text("name") == "project")
  }

  @Test("A project file without a folder before it is called after the folder it is in")
  func nameOfFolder() throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.shell(
      #"cd project && "$leadscore" train -c leadscore.yaml --allow-small --lambda 1 --quiet && ls models"#,
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "project\n")
  }

  @Test("score, explain and features see the same leads as of the same moment")
  func score() throws {
    let folder = try SimulatedProject.trainedFolder()
    let scored = try Leadscore.run(
      ["score", "-c", Self.project, "--model", "project", "--as-of", "2026-06-01", "--json", "-"],
      in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    let count = try #require(try JSON(scored.output).number("leads"))
    let lines = try folder.text("scores.csv").split(separator: "\n")
    #expect(lines[0].hasPrefix("lead_id,probability,"))
    #expect(Double(lines.count) == count + 1)
    let features = try Leadscore.run(
      ["features", "-c", Self.project, "--as-of", "2026-06-01", "--out", "-"], in: folder)
    #expect(features.status == 0)
    let rows = features.output.split(separator: "\n")
    #expect(rows[0].hasPrefix("lead_id,"))
    func identifiers(_ lines: [Substring]) -> [Substring] { lines.map { $0.prefix { $0 != "," } } }
    #expect(identifiers(rows) == identifiers(lines))
    let lead = String(lines[1].prefix { $0 != "," })
    let explained = try Leadscore.run(
      [
        "explain", "-c", Self.project, "--model", "project", "--as-of", "2026-06-01", "--lead",
        lead,
        "--json", "-",
      ], in: folder)
    #expect(explained.status == 0, "\(explained.errors)")
    #expect(explained.output.contains("\"probability\" : \(lines[1].split(separator: ",")[1]),"))
  }

  @Test("A moment that is none is refused", arguments: ["soon", "2026-02-30", "01/02/2026", ""])
  func moment(_ text: String) throws {
    let folder = try SimulatedProject.folder()
    for command in ["score", "explain", "features"] {
      let model = command == "features" ? [] : ["--model", "m", "--models", "none"]
      let run = try Leadscore.run(
        [command, "-c", Self.project, "--as-of=\(text)"] + model
          + (command == "explain" ? ["--lead", "x"] : []), in: folder)
      #expect([64, 66].contains(run.status), "\(run.errors)")
      #expect(!folder.has("features.csv"))
    }
  }

  @Test("compare pits the project's rules against the model on leads it has not seen")
  func compare() throws {
    let folder = try SimulatedProject.trainedFolder()
    let run = try Leadscore.run(["compare", "-c", Self.project, "--model", "project"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Rules      SaaS demo points"))
    #expect(run.output.contains("AUC"))
  }

  @Test("rules check and score take the project's columns and events")
  func rules() throws {
    let folder = try SimulatedProject.folder()
    let check = try Leadscore.run(
      ["rules", "check", "project/rules.yaml", "-c", Self.project], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("ok: \"SaaS demo points\""))
    let score = try Leadscore.run(
      ["rules", "score", "project/rules.yaml", "-c", Self.project], in: folder)
    #expect(score.status == 0)
    let header = "lead_id,points,tier,rules,fit,engagement,stage,cell\n"
    #expect(try folder.text("points.csv").hasPrefix(header))
  }
}
