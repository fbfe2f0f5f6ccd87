import Foundation
import Testing

@Suite("From a flat file: train, score, explain, compare")
struct FlatFileTests {
  private static let rules = """
    name: Two rules
    groups:
      - name: Visits
        kind: behavioural
        column: visits
        bands: {0-4: 0, 5+: 20}
      - name: Industry
        kind: implicit
        rules: [{when: {industry: Software}, points: 10}]
    tiers: {hot: 25, cold: rest}
    """

  private func folder() throws -> Folder {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    try folder.write(FlatFileTests.rules, to: "rules.yaml")
    return folder
  }

  private func json(_ arguments: [String], in folder: Folder) throws -> JSON {
    let run = try Leadscore.run(arguments + ["--json", "-"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    return try JSON(run.output)
  }

  @Test("train prints a verdict, stores a version and writes the keys that scripts rely on")
  func train() throws {
    let folder = try folder()
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--json", "t.json"], in: folder)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.contains("240 from leads.csv, 72 converted (30.0 %)"))
    #expect(run.output.contains("Stored     leads version 2 in models/leads/2"))
    for name in ["model.json", "manifest.json", "report.html"] {
      #expect(folder.has("models/leads/2/\(name)"))
    }
    let json = try JSON(folder.text("t.json"))
    #expect(json.number("rows") == 240 && json.number("positives") == 72)
    #expect(json.number("features") == 2 && json.number("columns") == 2)
    #expect(
      json["fit"]?.has(
        "passes", "gradient_norm", "objective", "seconds", "lambda", "log_likelihood",
        "null_log_likelihood") == true)
    let coefficients = json["coefficients"]?.elements ?? []
    #expect(coefficients.count == 5)
    #expect(
      coefficients.last?.has(
        "feature", "source", "level", "estimate", "standard_error", "z", "p", "lower", "upper")
        == true)
    #expect(
      json["holdout"]?.has(
        "kind", "rows", "positives", "auc", "auc_lower", "auc_upper", "average_precision",
        "log_loss",
        "brier", "calibration_slope", "calibration_intercept", "gains") == true)
    #expect(json["holdout"]?["gains"]?.elements.first?.has("share", "captured", "lift") == true)
    #expect(json.has("leaks", "dropped"))
    #expect(json["model"]?.has("name", "version", "digest", "path") == true)
    #expect(json["timing"]?.has("read", "encode", "fit", "evaluate", "total") == true)
  }

  @Test(
    "A suspected leak is told with its column, reason, value, severity and whether it is allowed")
  func leaks() throws {
    let folder = try TrainedModel.folder(
      leads: LeadsFile(column: "amount") { $1[3] == "yes" ? "\($0 + 1)" : "-\($0 + 1)" }.bytes())
    let json = try json(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--allow-leak", "amount"], in: folder)
    let leak = json["leaks"]?.elements.first
    #expect(leak?.text("column") == "amount" && leak?.text("severity") == "refused")
    #expect(leak?.has("reason", "value", "allowed") == true)
    let check = try Leadscore.run(["check", "leads.csv", "--target", "won"], in: folder)
    #expect(check.status == 0)
    #expect(check.output.contains("refused: \"amount\""))
  }

  @Test("score writes the columns that interface promises, one record per lead")
  func score() throws {
    let folder = try folder()
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--contributions", "long.csv"], in: folder)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("Scored 240 leads with leads version 1: "))
    let lines = try folder.text("scores.csv").split(separator: "\n")
    #expect(
      lines[0] == "id,probability,probability_low,probability_high,score,percentile,rank,tier,base,"
        + "reason_1,reason_2,reason_3,reason_4,reason_5")
    #expect(lines.count == 241)
    let long = try folder.text("long.csv").split(separator: "\n")
    #expect(long[0] == "id,feature,kind,value,log_odds")
    #expect(long.count == 481)
    #expect(try folder.names() == ["leads.csv", "long.csv", "models", "rules.yaml", "scores.csv"])
    // Base and contributions add up to the log odds of the probability.
    for row in [0, 3, 239] {
      let fields = lines[row + 1].split(separator: ",", omittingEmptySubsequences: false)
      let probability = try #require(Double(fields[1]))
      let base = try #require(Double(fields[8]))
      let sum = long[(2 * row + 1)...(2 * row + 2)]
        .compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }.reduce(base, +)
      #expect(abs(sum - log(probability / (1 - probability))) < 1e-9)
    }
  }

  @Test("score --json - says how many of each tier, and nothing else is printed")
  func scoreJSON() throws {
    let folder = try folder()
    let json = try json(["score", "leads.csv", "--model", "leads"], in: folder)
    #expect(json.number("leads") == 240)
    #expect(
      json.has("expected_conversions", "tiers", "model", "version", "digest", "out", "seconds"))
    #expect(folder.has("scores.csv"))
  }

  @Test(
    "--quiet prints nothing",
    arguments: [
      ["train", "leads.csv", "--target", "won", "--id", "id"],
      ["score", "leads.csv", "--model", "leads"],
      ["check", "leads.csv", "--target", "won"], ["models", "list"],
      ["compare", "leads.csv", "--model", "leads", "--rules", "rules.yaml"],
      ["rules", "check", "rules.yaml"], ["rules", "score", "rules.yaml", "leads.csv"],
    ])
  func quiet(_ arguments: [String]) throws {
    let run = try Leadscore.run(arguments + ["--quiet"], in: try folder())
    #expect(run.status == 0)
    #expect(run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
  }

  @Test("explain gives the base, every contribution, their sum and what the rules say")
  func explain() throws {
    let folder = try folder()
    let arguments = [
      "explain", "leads.csv", "--model", "leads", "--lead", "L7", "--rules", "rules.yaml",
    ]
    let run = try Leadscore.run(arguments, in: folder)
    #expect(run.status == 0)
    for words in [
      "Lead L7", "Probability ", "the average lead", "visits = 9", "The rules (Two rules) give",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    let json = try json(arguments, in: folder)
    #expect(json.text("lead") == "L7" && json.number("rule_points") == 20)
    let sum = (json["contributions"]?.elements ?? []).compactMap { $0.number("log_odds") }
      .reduce(json.number("base") ?? .nan, +)
    #expect(abs(sum - (json.number("log_odds") ?? .nan)) < 1e-9)
    #expect(
      json["contributions"]?.elements.first?.has("feature", "kind", "value", "log_odds") == true)
  }

  @Test("compare ranks the held-out leads both ways and can write a page")
  func compare() throws {
    let folder = try folder()
    let arguments = ["compare", "leads.csv", "--model", "leads", "--rules", "rules.yaml"]
    let run = try Leadscore.run(arguments + ["--report", "c.html"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("48 that the model has not seen (leads.csv)"))
    #expect(try folder.text("c.html").hasPrefix("<!doctype html>"))
    #expect(
      try json(arguments, in: folder).has("comparison", "verdict", "model", "version", "rules"))
    try folder.write(LeadsFile(count: 200).bytes(), to: "other.csv")
    try expectRefused(
      ["compare", "other.csv", "--model", "leads", "--rules", "rules.yaml"], in: folder, status: 65,
      ["not the leads that model leads was trained on", "--all"])
  }

  @Test("models list and show tell where a model comes from")
  func models() throws {
    let folder = try folder()
    let list = try json(["models", "list"], in: folder).elements
    #expect(list.count == 1)
    #expect(list.first?.text("name") == "leads" && list.first?.number("version") == 1)
    #expect(
      list.first?.has("created", "digest", "path", "rows", "positives", "holdout_auc") == true)
    let show = try Leadscore.run(["models", "show", "leads@1"], in: folder)
    #expect(show.status == 0)
    #expect(show.output.contains("Predicts   won = yes"))
    let shown = try json(["models", "show", "leads"], in: folder)
    let stored = try JSON(folder.text("models/leads/1/model.json"))
    #expect(shown == stored)
  }

  @Test("rules score writes points, tier and the rules that fired")
  func rulesScore() throws {
    let folder = try folder()
    let run = try Leadscore.run(
      ["rules", "score", "rules.yaml", "leads.csv", "--id", "id", "--out", "-"], in: folder)
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines[0] == "id,points,tier,rules,fit,engagement,stage,cell" && lines.count == 241)
    #expect(lines.contains { $0.hasPrefix("L7,20,cold,") })
  }

  @Test(
    "Nothing is coloured where there is no terminal",
    arguments: [[:], ["NO_COLOR": "1"], ["TERM": "xterm-256color"]])
  func plain(_ environment: [String: String]) throws {
    let folder = try folder()
    for arguments in [
      ["train", "leads.csv", "--target", "won", "--id", "id"],
      ["score", "leads.csv", "--model", "leads"],
      ["explain", "leads.csv", "--model", "leads", "--lead", "L3"],
      ["score", "no.csv", "--model", "leads"],
    ] {
      let run = try Leadscore.run(arguments, in: folder, environment: environment)
      #expect(!(run.output + run.errors).unicodeScalars.contains("\u{1B}"))
    }
  }

  @Test(
    "On a terminal the verdict is coloured unless that is not wanted",
    arguments: [
      ("", "", true), ("NO_COLOR=1", "", false), ("", "--no-color", false),
    ])
  func terminal(_ variable: String, _ option: String, _ isColoured: Bool) throws {
    let command = #"\#(variable) "$leadscore" explain leads.csv --model leads --lead L3 \#(option)"#
    let run = try Leadscore.shell(
      "env -u NO_COLOR script -qec '\(command)' /dev/null", in: try folder())
    try #require(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Lead L3"))
    #expect(run.output.contains("\u{1B}[") == isColoured)
  }
}
