import Testing

@Suite("Tables that commands write as CSV")
struct TableOutputTests {
  private func run(_ arguments: [String], in folder: Folder) throws -> JSON {
    let run = try Leadscore.run(arguments + ["--json", "-"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try JSON(run.output)
  }

  private func rows(_ text: String) -> [[Substring]] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test("compare names the leads of the swap set, as many as it counts and who ended so")
  func calls() throws {
    let folder = try SimulatedProject.trainedFolder()
    let result = try run(
      [
        "compare", "-c", "project/leadscore.yaml", "--model", "project", "--capacity", "60",
        "--replicates", "100", "--calls", "calls.csv",
      ], in: folder)
    let rows = rows(try folder.text("calls.csv"))
    #expect(rows[0] == ["lead", "called_by", "points", "probability", "converted"])
    let swap = try #require(result["comparison"]?["swap_set"])
    for (name, key) in [
      ("both", "both"), ("rules", "reference_only"), ("model", "challenger_only"),
    ] {
      let part = rows.dropFirst().filter { $0[1] == name }
      #expect(Double(part.count) == swap[key]?.number("trials"))
      #expect(Double(part.count { $0[4] == "1" }) == swap[key]?.number("successes"))
    }
    #expect(Set(rows.dropFirst().map { $0[0] }).count == rows.count - 1)
    // Both lists hold as many leads as can be called, the best by their own score.
    let model = rows.dropFirst().filter { $0[1] != "rules" }
    let rules = rows.dropFirst().filter { $0[1] != "model" }
    #expect(model.count == 60 && rules.count == 60)
    let lowest = try #require(model.compactMap { Double($0[3]) }.min())
    #expect(
      rows.dropFirst().filter { $0[1] == "rules" }
        .allSatisfy { (Double($0[3]) ?? 1) <= lowest + 1e-6 })
  }

  @Test("evaluate writes a row per origin and month, and for all of them")
  func evaluate() throws {
    let folder = try SimulatedProject.trainedFolder()
    let result = try run(
      [
        "evaluate", "-c", "project/leadscore.yaml", "--origins", "2", "--nonlinear", "none",
        "--headline-only", "--csv", "backtest.csv",
      ], in: folder)
    let rows = rows(try folder.text("backtest.csv"))
    #expect(rows[0].prefix(4) == ["part", "name", "trained", "scored"])
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    let origins = result["origins"]?.elements ?? []
    #expect(
      rows.filter { $0[0] == "origin" }.map { String($0[1]) }
        == origins.compactMap { $0.text("origin") })
    #expect(rows.count { $0[0] == "month" } == result["months"]?.elements.count)
    let auc = try #require(result["pooled"]?.number("auc"))
    #expect(abs((Double(rows[1][6]) ?? 0) - auc) < 1e-6)
  }

  @Test("monitor writes a row per check")
  func monitor() throws {
    let folder = try SimulatedProject.trainedFolder()
    let result = try run(
      [
        "monitor", "-c", "project/leadscore.yaml", "--model", "project", "--csv", "checks.csv",
        "--fail-on", "never",
      ], in: folder)
    let rows = rows(try folder.text("checks.csv"))
    let findings = result["findings"]?.elements ?? []
    #expect(rows.count == findings.count + 1 && findings.count > 10)
    #expect(rows.dropFirst().map { String($0[2]) } == findings.compactMap { $0.text("check") })
  }

  @Test("a scorecard of optimal bins is written, judged on leads not seen, and runs as rules")
  func scorecard() throws {
    let folder = try SimulatedProject.trainedFolder()
    let project = ["-c", "project/leadscore.yaml", "--model", "project"]
    let card = try run(
      ["rules", "scorecard", "--out", "card.yaml", "--csv", "bins.csv", "--max-bins", "5"]
        + project, in: folder)
    let difference = try #require(card.number("auc_minus_model"))
    #expect(difference.magnitude < 0.06, "\(difference)")
    let characteristics = card["characteristics"]?.elements ?? []
    let bins = characteristics.reduce(0) { $0 + ($1["bins"]?.elements.count ?? 0) }
    #expect(rows(try folder.text("bins.csv")).count == bins + 1 && bins > 10)
    for characteristic in characteristics {
      #expect((characteristic.number("coefficient") ?? 1) > 0)
      let values = characteristic["bins"]?.elements.compactMap { $0.number("information_value") }
      let sum = (values ?? []).reduce(0, +)
      #expect(abs(sum - (characteristic.number("information_value") ?? -1)) < 1e-9)
    }
    let check = try Leadscore.run(
      ["rules", "check", "card.yaml", "-c", "project/leadscore.yaml"], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    let comparison = try run(
      ["compare", "--rules", "card.yaml", "--replicates", "100"] + project, in: folder)
    let auc = comparison["comparison"]?["auc"]?["reference"]?.number("value")
    #expect(auc == card.number("auc"))
    let refused = try Leadscore.run(
      ["rules", "scorecard", "--special", "nothing=-1"] + project, in: folder)
    #expect(refused.status == 64 && refused.errors.contains("no column \"nothing\""))
  }

  @Test("columns stand under each other where letters are two columns wide")
  func wideLetters() throws {
    let folder = try Folder()
    let leads = LeadsFile(column: "trade") { row, _ in ["ソフトウェア", "Retail", "健康"][row % 3] }
    try folder.write(leads.bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--nonlinear", "none"], in: folder)
    let lines = run.output.split(separator: "\n").filter { $0.contains("  explicit  ") }
    #expect(lines.contains { $0.contains("健康") } && lines.contains { $0.contains("Retail") })
    let starts = lines.compactMap { line in
      line.firstRange(of: "explicit").map { range in
        line[..<range.lowerBound].unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      }
    }
    #expect(Set(starts).count == 1, "\(lines)")
  }
}
