import Testing

@Suite("Explaining a lead of a project: sums, what would move it, why it moved")
struct ExplanationTests {
  private static let project = "project/leadscore.yaml"

  /// The identifiers of leads created in the last ten days, whose score still moves.
  private func youngLeads(in folder: Folder) throws -> [String] {
    try folder.text("project/leads.csv").split(separator: "\n").suffix(40).map { line in
      String(line.prefix { $0 != "," })
    }
  }

  @Test("Totals, steps and factors add up; the page holds what the terminal says")
  func explain() throws {
    let folder = try SimulatedProject.trainedFolder()
    let leads = try youngLeads(in: folder)
    let lead = leads[0]
    let run = try Leadscore.run(
      [
        "explain", "-c", Self.project, "--model", "project", "--lead", lead, "--html", "lead.html",
        "--json", "lead.json",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("by factor: fit") && run.output.contains("In words"))
    let json = try JSON(folder.text("lead.json"))
    let sum = try #require(json.number("log_odds")) - (json.number("base") ?? 0)
    for key in ["by_source", "by_kind", "by_factor", "contributions"] {
      let total = (json[key]?.elements ?? []).reduce(0) { $0 + ($1.number("log_odds") ?? 0) }
      #expect(abs(total - sum) < 1e-9, "\(key)")
    }
    let page = try folder.text("lead.html")
    for text in [
      "Lead \(lead)", "Why this score?", "What would move it up?", "What do the rules say?",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test("Between two nights with the same model, time and facts explain all; the parts add up")
  func move() throws {
    let folder = try SimulatedProject.trainedFolder()
    let scored = try Leadscore.run(
      [
        "score", "-c", Self.project, "--model", "project", "--out", "scores.csv", "--quiet",
      ], in: folder)
    #expect(scored.status == 0)
    // Leads a few days old on the first night, so that both nights have scored them.
    let ids = try folder.text("scores.csv").split(separator: "\n").dropFirst().suffix(60).prefix(6)
      .map { String($0.prefix { $0 != "," }) }
    var compared = 0
    for id in ids {
      let run = try Leadscore.run(
        [
          "explain", "-c", Self.project, "--model", "project", "--lead", id, "--since",
          "2026-06-25", "--json", "-",
        ], in: folder)
      guard run.status == 0 else { continue }
      compared += 1
      let move = try #require(try JSON(run.output)["move"])
      let steps = move["steps"]?.elements ?? []
      #expect(steps.compactMap { $0.text("cause") }.count == 5)
      for key in ["log_odds", "probability", "percentile"] {
        let change = (move["second"]?.number(key) ?? 0) - (move["first"]?.number(key) ?? 0)
        #expect(abs(steps.reduce(0) { $0 + ($1.number(key) ?? 0) } - change) < 1e-9)
      }
      #expect(steps.dropFirst(2).allSatisfy { $0.number("log_odds") == 0 })
    }
    #expect(compared > 0)
  }

  @Test("A lead that was not scored then cannot be compared, and says so")
  func notScoredThen() throws {
    let folder = try SimulatedProject.trainedFolder()
    let lead = try #require(try youngLeads(in: folder).last)
    let run = try Leadscore.run(
      [
        "explain", "-c", Self.project, "--model", "project", "--lead", lead, "--since",
        "2025-01-02",
      ], in: folder)
    #expect(run.status == 64 && run.errors.contains("was not scored as of 2025-01-02"))
  }

  @Test("Factors become columns that add up to the log odds less the base")
  func factors() throws {
    let folder = try SimulatedProject.trainedFolder()
    let run = try Leadscore.run(
      [
        "score", "-c", Self.project, "--model", "project", "--factors", "--reasons", "0", "--quiet",
      ],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let lines = try folder.text("scores.csv").split(separator: "\n")
    let header = try #require(lines.first)
    #expect(
      header.contains(
        "factor_fit,factor_opportunity_size,factor_budget,factor_engagement,factor_decision_maker"))
    #expect(
      header.hasSuffix(
        "factor_fit_score,factor_opportunity_size_score,factor_budget_score,factor_engagement_score,"
          + "factor_decision_maker_score"))
    // What leads do is engagement in every project; better engagement is a higher score.
    let place = try #require(header.split(separator: ",").firstIndex(of: "factor_engagement"))
    let engagement = lines.dropFirst().map { line -> (logOdds: Double, score: Double) in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return (Double(fields[place]) ?? .nan, Double(fields[place + 5]) ?? .nan)
    }.sorted { $0.logOdds < $1.logOdds }
    #expect(engagement.allSatisfy { (0...100).contains($0.score) })
    #expect(zip(engagement, engagement.dropFirst()).allSatisfy { $0.score <= $1.score })
    #expect((engagement.last?.score ?? 0) > (engagement.first?.score ?? 0))
  }

  @Test("Stored scores are counted once per lead, and never scored again")
  func effectiveness() throws {
    let folder = try SimulatedProject.trainedFolder()
    let ids = try folder.text("project/leads.csv").split(separator: "\n").dropFirst().prefix(200)
      .map { String($0.prefix { $0 != "," }) }
    let rows = ids.enumerated().flatMap { index, id in
      ["2026-01-01", "2026-02-01"].map {
        "\(id),\($0),\(index % 100),\(index % 3 == 0 ? "hot" : "cold")"
      }
    }
    try folder.write(
      (["lead_id,as_of,score,tier"] + rows).joined(separator: "\n") + "\n", to: "h.csv")
    let run = try Leadscore.run(
      [
        "effectiveness", "-c", Self.project, "--scores", "h.csv", "--report", "e.html", "--json",
        "e.json", "--csv", "e.csv",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("400 stored of 200 leads"))
    let json = try JSON(folder.text("e.json"))
    #expect((json["scored"]?.number("leads") ?? 1000) <= 200)
    #expect(try folder.text("e.html").contains("Do better scores win more?"))
    #expect(try folder.text("e.csv").hasPrefix("month,tier,leads"))
  }
}
