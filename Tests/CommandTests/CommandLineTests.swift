import Testing

@Suite("L: command lines")
struct CommandLineTests {
  /// Arguments that are refused before any work, and the words of the message.
  static let refused: [([String], [String])] = [
    (["trian"], ["unknown command \"trian\"", "did you mean \"train\"?"]),
    (["frobnicate"], ["unknown command \"frobnicate\"", "leadscore --help"]),
    (["models", "lst"], ["lst"]),
    (["train"], ["give either a CSV file or a project with -c"]),
    (["train", "leads.csv"], ["--target is missing"]),
    (["train", "leads.csv", "--tagret", "won"], ["Unknown option '--tagret'", "--target"]),
    (["train", "leads.csv", "--target"], ["Missing value for '--target"]),
    (["train", "leads.csv", "-c", "p.yaml", "--target", "won"], ["give either"]),
    (["train", "-c", "p.yaml", "--target", "won"], ["--target is for flat files"]),
    (["check", "-c", "p.yaml", "--id", "id"], ["--id is for flat files"]),
    (
      ["score", "-c", "p.yaml", "--model", "leads", "--missing", "x"], ["beside the source's from:"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--as-of", "2026-07-01"],
      ["--as-of is for projects"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--kinds", "explicit"], ["--kinds is for projects"]
    ),
    (["score", "leads.csv", "--model", "leads", "--as-of", "soon"], ["--as-of is for projects"]),
    (
      ["train", "leads.csv", "--target", "won", "--threads", "0"],
      ["--threads takes a number from 1 to 256"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--threads", "two"],
      ["'two' is invalid for '--threads"]
    ),
    (["train", "leads.csv", "--target", "won", "--seed", "-1"], ["--seed"]),
    (
      ["train", "leads.csv", "--target", "won", "--holdout", "1"],
      ["--holdout takes a share from 0 to below 1"]
    ),
    (["train", "leads.csv", "--target", "won", "--holdout", "nan"], ["--holdout takes a share"]),
    (
      ["train", "leads.csv", "--target", "won", "--lambda=-1"],
      ["--lambda takes cv, cv-min, cv-1se or a number"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--lambda", "inf"],
      ["--lambda takes cv, cv-min, cv-1se or a number"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--penalty", "rigde"],
      ["'rigde' is invalid", "'ridge'"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--penalty", "none", "--lambda", "1"],
      ["--lambda needs a penalty, such as --penalty ridge"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--penalty", "none", "--coding", "full"],
      ["no unique solution without a penalty"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--half-life", "180d"], ["--half-life needs --time"]
    ),
    (
      ["train", "leads.csv", "--target", "won", "--time", "id", "--half-life", "5x"],
      ["--half-life takes a span such as 180d, not \"5x\""]
    ),
    (["train", "leads.csv", "--target", "won", "--decimal", ";"], ["--decimal takes . or ,"]),
    (["train", "leads.csv", "--target", "won", "--encoding", "latin9"], ["'latin9' is invalid"]),
    (["score", "leads.csv"], ["Missing expected argument '--model"]),
    (
      ["score", "leads.csv", "--model", "leads", "--reasons", "51"],
      ["--reasons takes a number from 0 to 50"]
    ),
    (
      ["score", "leads.csv", "--model", "leads", "--out", "-", "--json", "-"],
      ["cannot share standard output"]
    ),
    (
      ["score", "leads.csv", "--model", "leads", "--out", "x.csv", "--contributions", "x.csv"],
      ["x.csv: is wanted for two outputs"]
    ),
    (
      ["score", "leads.csv", "--model", "leads", "--out", "x.csv", "--json", "x.csv"],
      ["x.csv: is wanted for two outputs"]
    ),
    (["explain", "leads.csv", "--model", "leads"], ["Missing expected argument '--lead"]),
    (["compare", "leads.csv", "--model", "leads"], ["--rules is missing"]),
    (
      ["compare", "leads.csv", "--model", "leads", "--rules", "r.yaml", "--capacity", "0"],
      ["--capacity takes a number of at least 1"]
    ),
    (["simulate", "--leads", "0", "--out", "x"], ["--leads takes a number from 1"]),
    (["simulate"], ["Missing expected argument '--out"]),
  ]

  @Test("L01 is refused with 64, a word on what is wrong, and nothing written", arguments: refused)
  func usage(_ arguments: [String], _ words: [String]) throws {
    try expectRefused(
      arguments, in: try TrainedModel.folder(leads: LeadsFile().bytes()), status: 64, words)
  }

  @Test("The command alone prints its help", arguments: [[], ["--help"], ["help"], ["-h"]])
  func help(_ arguments: [String]) throws {
    let run = try Leadscore.run(arguments, in: Folder())
    #expect(run.status == 0)
    #expect(run.output.contains("OVERVIEW: Scores leads"))
    #expect(run.output.contains("Exit codes: 0 done, 1 done with alarms, 64 usage"))
    #expect(run.errors.isEmpty)
  }

  /// Outputs that cannot be: their options and the exit code.
  static let outputs: [([String], Int32, String)] = [
    (
      ["--out", "none/scores.csv"], 73, "none/scores.csv: cannot create: No such file or directory"
    ),
    (["--out", "models"], 73, "models: cannot create: Is a directory"),
    (["--out", "/"], 73, "/: cannot create: Is a directory"),
    (["--out", "leads.csv/x"], 73, "leads.csv/x: cannot create: Not a directory"),
    (["--json", "none/x.json"], 73, "none/x.json: cannot create"),
    (["--contributions", "none/x.csv"], 73, "none/x.csv: cannot create"),
    (["--out", String(repeating: "x", count: 300)], 73, "cannot create: File name too long"),
    (["--out", "leads.csv"], 64, "leads.csv: is also the input"),
    (["--json", "leads.csv"], 64, "leads.csv: is also the input"),
    (["--contributions", "./leads.csv"], 64, "./leads.csv: is also the input"),
    (["--out", "symbolic.csv"], 64, "symbolic.csv: is also the input"),
    (["--out", "hard.csv"], 64, "hard.csv: is also the input"),
  ]

  @Test("A21 An output that cannot be is refused before any work", arguments: outputs)
  func output(_ options: [String], _ status: Int32, _ words: String) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let linked = try Leadscore.shell(
      "ln -s leads.csv symbolic.csv; ln leads.csv hard.csv", in: folder)
    try #require(linked.status == 0)
    try expectRefused(
      ["score", "leads.csv", "--model", "leads"] + options, in: folder, status: status, [words])
  }

  @Test(
    "A21 No command writes over what it reads",
    arguments: [
      ["train", "leads.csv", "--target", "won", "--json", "leads.csv"],
      ["check", "leads.csv", "--target", "won", "--json", "leads.csv"],
      ["explain", "leads.csv", "--model", "leads", "--lead", "L1", "--json", "leads.csv"],
      ["rules", "score", "rules.yaml", "leads.csv", "--out", "leads.csv"],
      ["rules", "score", "rules.yaml", "leads.csv", "--out", "rules.yaml"],
      ["rules", "check", "rules.yaml", "leads.csv", "--json", "rules.yaml"],
      [
        "compare", "leads.csv", "--model", "leads", "--rules", "rules.yaml", "--report",
        "leads.csv",
      ],
    ])
  func inputKept(_ arguments: [String]) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    try folder.write("name: r\n", to: "rules.yaml")
    try expectRefused(arguments, in: folder, status: 64, ["is also the input"])
  }

  @Test(
    "A21 No command writes over a source of its project",
    arguments: ["leadscore.yaml", "leads.csv", "accounts.csv", "events.csv", "rules.yaml"])
  func sourceKept(_ name: String) throws {
    try expectRefused(
      ["features", "-c", "project/leadscore.yaml", "--out", "project/\(name)"],
      in: try SimulatedProject.folder(), status: 64, ["project/\(name): is also the input"])
  }

  @Test(
    "A21 No command writes over a project's outcomes, history of fields or words of titles",
    arguments: ["outcomes.csv", "history.csv", "titles.yaml"])
  func laterSourceKept(_ name: String) throws {
    let folder = try SimulatedProject.folder()
    for file in ["outcomes.csv", "history.csv", "titles.yaml"] {
      try folder.write("lead_id,won_at\n", to: "project/\(file)")
    }
    try folder.write(
      """
      leads: {from: leads.csv, id: lead_id, created: created_at}
      outcome: {from: outcomes.csv, lead: lead_id, won_at: won_at}
      history: {from: history.csv, lead: lead_id, field: field, value: value, valid_from: at}
      titles: titles.yaml
      snapshot: {after: 14d}
      features: {explicit: [{column: need}]}
      """, to: "project/sources.yaml")
    try expectRefused(
      ["features", "-c", "project/sources.yaml", "--out", "project/\(name)"],
      in: folder, status: 64, ["project/\(name): is also the input"])
  }

  @Test("A model that cannot be stored leaves nothing behind")
  func modelsNotAFolder() throws {
    try expectRefused(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--models", "leads.csv"],
      in: try TrainedModel.folder(leads: LeadsFile().bytes()), status: 73,
      ["leads.csv: cannot create: Not a directory"])
  }

  @Test(
    "A history that cannot be written is no internal error", arguments: ["leads.csv", "/dev/full"])
  func simulation(_ out: String) throws {
    try expectRefused(
      ["simulate", "--leads", "10", "--out", out],
      in: try TrainedModel.folder(leads: LeadsFile().bytes()), status: 73,
      ["\(out): cannot create"])
  }
}
