import Testing

@Suite("Calibrated probabilities")
struct CalibrationTests {
  private static func trained(_ options: [String]) throws -> (folder: Folder, json: JSON) {
    let folder = try Folder()
    try folder.write(LeadsFile(count: 480).bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--json", "t.json"] + options,
      in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return (folder, try JSON(folder.text("t.json")))
  }

  /// Column after the identifier by name, of every record of a file of scores.
  private static func column(_ name: String, of scores: String) throws -> [String] {
    let lines = scores.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let index = try #require(lines.first?.firstIndex(of: name))
    return lines.dropFirst().map { $0[index] }
  }

  @Test(
    "are told of with their leads and their gain", arguments: ["shift", "line", "isotonic", "auto"])
  func record(_ method: String) throws {
    let (folder, json) = try Self.trained(["--calibrate", method])
    let calibration = try #require(json["calibration"])
    #expect(calibration["asked"] == .string(method))
    #expect(calibration["source"] == .string("folds"))
    #expect(calibration["rows"] == .number(384))
    #expect(calibration["candidates"]?.elements.count == (method == "auto" ? 2 : 1))
    if method != "auto" { #expect(calibration["method"] == .string(method)) }
    if method == "shift" { #expect(calibration["slope"] == .number(1)) }
    let model = try JSON(folder.text("models/leads/1/model.json"))
    #expect((model["calibration"] == nil) == (calibration["method"] == .string("none")))
  }

  @Test("leave ranks, tiers, reasons and contributions as they are")
  func ranks() throws {
    var written: [[String]: String] = [:]
    for options in [["--calibrate", "none"], ["--calibrate", "isotonic"]] {
      let (folder, _) = try Self.trained(options + ["--lambda", "0.5"])
      let run = try Leadscore.run(
        ["score", "leads.csv", "--model", "leads", "--contributions", "long.csv"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      written[options] = try folder.text("scores.csv")
      written[options + ["long"]] = try folder.text("long.csv")
    }
    let plain = try #require(written[["--calibrate", "none"]])
    let calibrated = try #require(written[["--calibrate", "isotonic"]])
    for name in ["rank", "tier", "score", "percentile", "base", "reason_1"] {
      #expect(try Self.column(name, of: plain) == Self.column(name, of: calibrated))
    }
    #expect(
      try Self.column("probability", of: plain) != Self.column("probability", of: calibrated))
    #expect(
      written[["--calibrate", "none", "long"]] == written[["--calibrate", "isotonic", "long"]])
  }

  @Test("are shown by explain beside those before calibration")
  func explained() throws {
    let (folder, _) = try Self.trained(["--calibrate", "line", "--lambda", "0.5"])
    let run = try Leadscore.run(
      ["explain", "leads.csv", "--model", "leads", "--lead", "L5"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("before calibration)"), "\(run.output)")
    let scores = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads", "--scale", "probability", "--quiet"], in: folder)
    #expect(scores.status == 0)
    let text = try folder.text("scores.csv")
    for (score, probability) in zip(
      try Self.column("score", of: text), try Self.column("probability", of: text))
    {
      #expect(Int(score) == (Double(probability) ?? -1).scaled)
    }
  }

  @Test("are judged with intervals of everything")
  func intervals() throws {
    let (_, json) = try Self.trained([])
    let holdout = try #require(json["holdout"])
    for name in ["average_precision", "log_loss", "brier"] {
      guard case .number(let value)? = holdout[name],
        case .number(let lower)? = holdout[name + "_lower"],
        case .number(let upper)? = holdout[name + "_upper"]
      else {
        Issue.record("no interval of \(name)")
        continue
      }
      #expect(lower <= value && value <= upper)
    }
    for name in [
      "kolmogorov_smirnov", "calibration_slope_lower", "calibration_intercept_upper",
      "observed_to_expected", "brier_reliability", "auc_interval", "auc_lower",
      "bootstrap_replicates",
    ] { #expect(holdout[name] != nil, "\(name)") }
    for name in ["miscalibration", "discrimination", "uncertainty"] {
      #expect(holdout["brier_reliability"]?[name] != nil)
    }
    for name in ["value", "lower", "upper"] {
      #expect(holdout["observed_to_expected"]?[name] != nil)
    }
    let gain = try #require(holdout["gains"]?.elements.first)
    for name in ["share", "captured", "lift", "captured_lower", "lift_upper"] {
      #expect(gain[name] != nil, "\(name)")
    }
  }

  @Test("are refused by a name that is none")
  func unknown() throws {
    let folder = try Folder()
    try folder.write(LeadsFile().bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--calibrate", "platt"], in: folder)
    #expect(run.status == 64)
    #expect(run.errors.contains("--calibrate"))
  }
}

extension Double {
  /// A probability as a whole number of hundredths.
  fileprivate var scaled: Int { Int((self * 100).rounded()) }
}
