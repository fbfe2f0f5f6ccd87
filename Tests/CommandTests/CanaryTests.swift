import Foundation
import Testing

@Suite("S23 A person is in no byte of what is kept")
struct CanaryTests {
  private static let secrets = [
    "L-canary-4711", "Kanarina Vogelsang", "kanarina@vogelsang-hapax.example",
    "vogelsang-hapax.example", "Hapax Legomenon GmbH",
  ]

  /// A project that one more person is in, whose company, title and words nobody shares.
  private func project() throws -> Folder {
    let folder = try SimulatedProject.trainedFolder()
    let header = try folder.text("project/leads.csv").prefix { $0 != "\n" }
      .split(separator: ",").map(String.init)
    let values = [
      "lead_id": CanaryTests.secrets[0], "created_at": "2026-02-01T10:00:00Z",
      "name": CanaryTests.secrets[1], "email": CanaryTests.secrets[2],
      "company_domain": CanaryTests.secrets[3], "company": CanaryTests.secrets[4],
      "title": "Vogelsang-hapax", "source": "vogelsang-hapax", "need": "vogelsang-hapax",
      "form": "vogelsang-hapax",
    ]
    let line = header.map { values[$0] ?? "" }.joined(separator: ",") + "\n"
    let leads = try folder.text("project/leads.csv")
    try folder.write(leads + line, to: "project/leads.csv")
    let text = try folder.text("project/leadscore.yaml")
    let start = try #require(text.range(of: "\nwrite:")).lowerBound
    try folder.write(
      text[..<start] + "\nwrite:\n  - to: ../scores.csv\nsuppress: none.csv\n",
      to: "project/leadscore.yaml")
    try folder.write("lead_id\n", to: "project/none.csv")
    return folder
  }

  private func expectNoTrace(in folder: Folder, besides: Set<String> = []) throws {
    for (name, data) in try folder.contents()
    where !name.hasPrefix("project/") && !besides.contains(name) {
      for secret in CanaryTests.secrets + ["vogelsang", "Vogelsang"] {
        #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret) is in \(name)")
      }
    }
  }

  @Test("models, reports, records, manifests, logs, metrics and pages of all commands")
  func traces() throws {
    let folder = try project()
    let asOf = ["--as-of", "2026-02-03"]
    let commands: [[String]] = [
      ["train", "-c", "project/leadscore.yaml", "--as-of", "2026-06-15", "--json", "train.json"],
      ["train", "-c", "project/leadscore.yaml", "--challenge", "--json", "challenge.json"],
      ["models", "list", "--html", "models.html"],
      ["models", "show", "project", "--json", "show.json"],
      ["models", "diff", "project@2", "project@3", "--json", "diff.json"],
      [
        "compare", "-c", "project/leadscore.yaml", "--model", "project", "--report", "compare.html",
      ],
      ["profile", "-c", "project/leadscore.yaml", "--report", "profile.html"],
      [
        "monitor", "-c", "project/leadscore.yaml", "--model", "project", "--fail-on", "never",
        "--history", "nights.jsonl", "--report", "monitor.html", "--json", "monitor.json",
      ] + asOf,
      [
        "nightly", "-c", "project/leadscore.yaml", "--model", "project", "--fail-on", "never",
        "--log-format", "json", "--metrics", "m.prom", "--json", "night.json",
      ] + asOf,
    ]
    for (number, arguments) in commands.enumerated() {
      let run = try Leadscore.run(arguments, in: folder)
      #expect(run.status == 0, "\(arguments): \(run.errors)")
      try folder.write(run.output + run.errors, to: "said-\(number).txt")
    }
    // Scores name leads, as they must; nothing else does.
    #expect(try folder.text("scores.csv").contains(CanaryTests.secrets[0]))
    try expectNoTrace(in: folder, besides: ["scores.csv"])
  }

  @Test("and who was forgotten is not in the scores either; the models that learned are named")
  func forgotten() throws {
    let folder = try project()
    let train = ["train", "-c", "project/leadscore.yaml", "--quiet", "--as-of"]
    #expect(try Leadscore.run(train + ["2026-06-15"], in: folder).status == 0)
    #expect(
      try Leadscore.run(
        [
          "nightly", "-c", "project/leadscore.yaml", "--as-of", "2026-02-20", "--quiet", "--force",
          "--fail-on", "never",
        ], in: folder
      ).status == 0)
    #expect(try folder.text("runs/first-scores.csv").split(separator: "\n").count > 1)
    let forget = ["forget", "-c", "project/leadscore.yaml", "--lead", CanaryTests.secrets[0]]
    let run = try Leadscore.run(forget, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Learned from this lead: project@2."), "\(run.output)")
    try expectNoTrace(in: folder)
    let stranger = try Leadscore.run(
      ["forget", "-c", "project/leadscore.yaml", "--lead", "nobody"], in: folder)
    #expect(stranger.output.hasPrefix("Nothing to remove\nNo model in models that records"))
  }
}

@Suite("Scores without identifiers")
struct PseudonymTests {
  @Test("name leads by the registry's key, the same every time, and nowhere else")
  func names() throws {
    func scores(_ folder: Folder, _ more: String...) throws -> [Substring] {
      let run = try Leadscore.run(
        ["score", "leads.csv", "--model", "leads", "--contributions", "long.csv"] + more, in: folder
      )
      #expect(run.status == 0, "\(run.errors)")
      return try folder.text("scores.csv").split(separator: "\n").dropFirst().map { $0 }
    }
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let plain = try scores(folder)
    let named = try scores(folder, "--pseudonyms")
    let names = named.map { $0.prefix { $0 != "," } }
    #expect(Set(names).count == 240 && names.allSatisfy { $0.count == 16 })
    #expect(try scores(folder, "--pseudonyms") == named)
    #expect(try !folder.text("long.csv").contains("L1"))
    // All but the name is what it was.
    #expect(named.map { $0.drop { $0 != "," } } == plain.map { $0.drop { $0 != "," } })
    try folder.remove("models/.pseudonym-key")
    #expect(try scores(folder, "--pseudonyms") != named)
  }
}
