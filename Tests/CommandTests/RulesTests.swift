import Foundation
import Testing

@Suite("rules suggest, export and import; compare with others")
struct RulesTests {
  private static let demo = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../datasets/saas-demo").standardizedFileURL.path

  private func json(_ arguments: [String], in folder: Folder) throws -> JSON {
    let run = try Leadscore.run(arguments + ["--json", "-"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try JSON(run.output)
  }

  @Test("on the demo data suggest finds what truth.json says was planted, and nothing else")
  func planted() throws {
    let folder = try Folder()
    let suggestions = try json(
      ["rules", "suggest", "-c", Self.demo + "/leadscore.yaml", "--out", "better.yaml"], in: folder)
    let truth = try JSON(
      String(contentsOfFile: Self.demo + "/truth.json", encoding: .utf8))["planted_in_rules"]
    let planted = truth?.elements ?? []
    let wrong = planted.filter { $0.number("points") != nil }.compactMap { $0.text("rule") }
    let lacking = planted.filter { $0.number("points") == nil }.compactMap { $0.text("rule") }
    #expect(wrong.count == 3 && lacking.count == 2)
    let changed = suggestions["rules"]?.elements.filter { $0.number("suggestion") != nil } ?? []
    #expect(Set(changed.compactMap { $0.text("rule") }) == Set(wrong))
    let missing = suggestions["missing"]?.elements.compactMap { $0.text("feature") } ?? []
    #expect(missing.count == 2)
    for name in lacking { #expect(missing.contains { $0.hasPrefix(name) }) }
    // The improved table is valid, and history has nothing against it.
    let again = try json(
      ["rules", "suggest", "-c", Self.demo + "/leadscore.yaml", "--rules", "better.yaml"],
      in: folder)
    #expect(again["rules"]?.elements.allSatisfy { $0.number("suggestion") == nil } == true)
    #expect(again["missing"]?.elements.isEmpty == true)
  }

  @Test("a model exported as points ranks as the model does, and reads back as it was written")
  func export() throws {
    let folder = try SimulatedProject.trainedFolder()
    let project = ["-c", "project/leadscore.yaml", "--model", "project"]
    let table = try json(["rules", "export", "--out", "points.yaml"] + project, in: folder)
    #expect(try #require(table.number("rank_correlation")) >= 0.99)
    #expect(try #require(table.number("rounding_bound")) > 0)
    let check = try Leadscore.run(
      ["rules", "check", "points.yaml", "-c", "project/leadscore.yaml"], in: folder)
    #expect(check.status == 0 && check.output.contains("ok: "), "\(check.errors)")
    let comparison = try json(["compare", "--rules", "points.yaml"] + project, in: folder)
    #expect(comparison.text("verdict")?.hasPrefix("No difference shown") == true)
  }

  @Test("compare adds entrants, tiers, months, segments, revenue and cost to what it had")
  func compare() throws {
    let folder = try SimulatedProject.trainedFolder()
    let leads = try folder.text("project/leads.csv").split(separator: "\n").dropFirst()
    let scores = leads.enumerated().map { "\($1.prefix { $0 != "," }),\($0 % 7)" }
    try folder.write("lead_id,crm\n" + scores.joined(separator: "\n") + "\n", to: "crm.csv")
    let arguments = [
      "compare", "-c", "project/leadscore.yaml", "--model", "project", "--capacity", "50",
      "--cost-per-call", "12", "--by", "source", "--second-model", "project@1", "--score-column",
      "crm.csv:crm", "--replicates", "200",
    ]
    let result = try json(arguments, in: folder)
    #expect(result.has("comparison", "verdict", "model", "version", "rules", "entrants", "parts"))
    let entrants = result["entrants"]?.elements ?? []
    #expect(
      entrants.compactMap { $0.text("name") }
        == ["base rate", "naive Bayes", "project version 1", "crm"])
    let same = entrants[2]["comparison"]?["auc"]
    #expect(same?.number("value") == 0)
    let capacity = try #require(result["comparison"]?["at_capacity"])
    #expect(capacity.has("revenue", "cost_per_conversion", "captured_share", "lift"))
    #expect(
      try #require(result["parts"]).has(
        "rule_tiers", "model_tiers", "by_tier", "by_month", "by_segment"))
    let swap = try #require(result["comparison"]?["swap_set"])
    let counts = ["both", "reference_only", "challenger_only"].compactMap {
      swap[$0]?.number("trials")
    }
    #expect(counts.count == 3 && counts[0] + counts[1] == 50 && counts[1] == counts[2])
    try folder.write("lead_id,crm\nnobody,1\n", to: "crm.csv")
    let refused = try Leadscore.run(arguments, in: folder)
    #expect(refused.status == 64 && refused.errors.contains("leads have no number in \"crm\""))
  }

  @Test("a points table that is the truth wins against a model that saw too little of it")
  func rulesWin() throws {
    let folder = try Folder()
    var (lines, state) = (["id,good,noise1,noise2,won"], UInt64(7))
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    for row in 0..<900 {
      let good = next() % 10
      let won = next() % 20 < good * 2 + 1
      lines.append("L\(row),\(good),\(next() % 100),\(next() % 100),\(won ? "yes" : "no")")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "leads.csv")
    try folder.write(
      "name: Truth\ngroups:\n- {name: g, kind: explicit, column: good, bands: {"
        + (0..<10).map { "\($0): \($0)" }.joined(separator: ", ") + "}}\n", to: "rules.yaml")
    let train = try Leadscore.run(
      [
        "train", "leads.csv", "--target", "won", "--id", "id", "--only", "noise1,noise2", "--name",
        "blind", "--allow-small",
      ], in: folder)
    #expect(train.status == 0, "\(train.errors)")
    let result = try json(
      ["compare", "leads.csv", "--model", "blind", "--rules", "rules.yaml"], in: folder)
    let verdict = try #require(result.text("verdict"))
    #expect(verdict.contains("The rules win") || verdict.contains("Use the rules"), "\(verdict)")
  }

  @Test("a team's table becomes rules; bands that overlap are refused with their line")
  func importTable() throws {
    let folder = try Folder()
    let lines = [
      "Characteristic,Value,Points", "title,executive / director,15 / 10", "employees,\"1,000+\",5",
      "employees,1-49,0",
    ]
    try folder.write(lines.joined(separator: "\n") + "\n", to: "team.csv")
    let run = try Leadscore.run(
      ["rules", "import", "team.csv", "--implicit", "employees", "--out", "rules.yaml"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("rules.yaml").contains("bands: {1-49: 0, 1000+: 5}"))
    try folder.write((lines + ["employees,49-60,1"]).joined(separator: "\n") + "\n", to: "team.csv")
    let refused = try Leadscore.run(["rules", "import", "team.csv", "--out", "-"], in: folder)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("team.csv:5:1: bands \"1-49\" and \"49-60\" overlap"))
  }

  @Test("contributions of every lead add up to its points, with the moment each is lost")
  func contributions() throws {
    let folder = try SimulatedProject.folder()
    let run = try Leadscore.run(
      [
        "rules", "score", "project/rules.yaml", "-c", "project/leadscore.yaml", "--contributions",
        "parts.csv",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let parts = try folder.text("parts.csv").split(separator: "\n")
    #expect(parts[0] == "lead_id,group,rule,kind,points,first_loss,expires")
    var sums: [Substring: Double] = [:]
    for line in parts.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      sums[fields[0], default: 0] += Double(fields[fields.count - 3]) ?? .nan
    }
    for line in try folder.text("points.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let points = try #require(Double(fields[1]))
      #expect(abs((sums[fields[0]] ?? 0) - points) < 0.05)
    }
    #expect(parts.contains { $0.contains("demo_request within 90d") && $0.hasSuffix("Z") })
  }
}
