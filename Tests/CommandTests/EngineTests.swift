import Foundation
import Testing

@Suite("Train: penalties, errors and tests of coefficients")
struct EngineTests {
  /// Trains on the leads with some options and returns the JSON.
  private func train(_ options: [String], _ leads: LeadsFile = LeadsFile()) throws -> JSON {
    let folder = try Folder()
    try folder.write(leads.bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--json", "-"] + options, in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return try JSON(run.output)
  }

  private func coefficient(_ result: JSON, _ feature: String) throws -> JSON {
    try #require(
      result["coefficients"]?.elements.first { $0.text("feature") == feature })
  }

  @Test(
    "names every penalty in the result",
    arguments: ["none", "ridge", "lasso", "elastic-net", "group-lasso"])
  func penalties(_ penalty: String) throws {
    let result = try train(["--penalty", penalty])
    #expect(result["fit"]?.text("penalty") == penalty)
    #expect(try #require(coefficient(result, "visits").number("estimate")) > 0.1)
  }

  @Test("A strong lasso leaves nothing but the intercept, a weak one everything")
  func lassoStrength() throws {
    let strong = try train(["--penalty", "lasso", "--lambda", "10", "--allow-small"])
    #expect(strong["fit"]?.number("nonzero") == 1)
    let weak = try train(["--penalty", "lasso", "--lambda", "1e-7"])
    #expect(try #require(weak["fit"]?.number("nonzero")) > 2)
  }

  @Test("One standard error allows a stronger penalty", arguments: ["ridge", "lasso"])
  func oneStandardError(_ penalty: String) throws {
    let options = ["--penalty", penalty, "--nonlinear", "none", "--lambda"]
    let smallest = try #require(train(options + ["cv"])["fit"]?.number("lambda"))
    let strongest = try #require(train(options + ["cv-1se"])["fit"]?.number("lambda"))
    #expect(strongest > smallest)
  }

  @Test("Cross-validation forward in time needs an order", arguments: ["ridge", "lasso"])
  func forwardValidation(_ penalty: String) throws {
    let options = ["--penalty", penalty, "--nonlinear", "none", "--cv", "forward"]
    let result = try train(options + ["--in-time-order"])
    let lambda = try #require(result["fit"]?.number("lambda"))
    #expect(lambda > 0)
    let folder = try Folder()
    try folder.write(LeadsFile().bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id"] + options, in: folder)
    #expect(run.status == 65)
    #expect(run.errors.contains("--cv forward needs leads in time order"))
  }

  @Test("An elastic net without lasso is ridge")
  func elasticNetWithoutLasso() throws {
    let ridge = try train(["--lambda", "0.01"])
    let net = try train(["--penalty", "elastic-net", "--l1-ratio", "0", "--lambda", "0.01"])
    let (a, b) = (try coefficient(ridge, "visits"), try coefficient(net, "visits"))
    #expect(abs(try #require(a.number("estimate")) - (try #require(b.number("estimate")))) < 1e-6)
    #expect(
      abs(try #require(a.number("standard_error")) - (try #require(b.number("standard_error"))))
        < 1e-6)
  }

  @Test("A sign that the data contradict makes the effect 0; one that they share changes nothing")
  func signs() throws {
    let lines = ["--lambda", "0.001", "--nonlinear", "none"]
    let free = try train(lines)
    let positive = try train(lines + ["--sign", "visits:+"])
    let negative = try train(lines + ["--sign", "visits:-"])
    let estimate = try #require(coefficient(free, "visits").number("estimate"))
    #expect(
      abs(try #require(coefficient(positive, "visits").number("estimate")) - estimate) < 1e-6)
    #expect(try coefficient(negative, "visits").number("estimate") == 0)
  }

  @Test("A sign goes with shapes, too")
  func signedShapes() throws {
    let shaped = try train(["--nonlinear", "smooth", "--sign", "visits:+"])
    let effects = try #require(
      shaped["coefficients"]?.elements.filter { $0.text("feature") == "visits" }
    )
    .compactMap { $0.number("estimate") }
    #expect(effects.count > 1)
    #expect(zip(effects, effects.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("Firth's penalty gives a finite fit where a column separates the outcomes")
  func firth() throws {
    let leads = LeadsFile(column: "vip") { row, cells in
      cells[3] == "yes" && row % 5 == 0 ? "true" : "false"
    }
    let folder = try Folder()
    try folder.write(leads.bytes(), to: "leads.csv")
    let arguments = [
      "train", "leads.csv", "--target", "won", "--id", "id", "--holdout", "0", "--allow-leak",
      "vip",
    ]
    let plain = try Leadscore.run(arguments + ["--penalty", "none"], in: folder)
    #expect(plain.status == 65)
    #expect(plain.errors.contains("separated by \"vip\""), "\(plain.errors)")
    #expect(plain.errors.contains("--firth"))
    let run = try Leadscore.run(arguments + ["--firth", "--json", "-"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    let result = try JSON(run.output)
    #expect(result["fit"]?.text("penalty") == "firth")
    let vip = try coefficient(result, "vip")
    #expect(try #require(vip.number("estimate")).magnitude < 20)
    let terms = try #require(result["terms"]?.elements)
    #expect(terms.allSatisfy { $0["likelihood_ratio"]?.number("p") != nil })
  }

  @Test("Robust and clustered errors differ from the model's, estimates do not")
  func errors() throws {
    let leads = LeadsFile(column: "account") { row, _ in "A\(row / 6)" }
    let options = ["--lambda", "0.001", "--group", "account"]
    let model = try coefficient(try train(options, leads), "visits")
    for kind in ["robust", "cluster"] {
      let other = try coefficient(try train(options + ["--se", kind], leads), "visits")
      #expect(other.number("estimate") == model.number("estimate"))
      #expect(other.number("standard_error") != model.number("standard_error"))
    }
  }

  @Test("Weights of importance give robust errors, frequencies the model's")
  func weights() throws {
    let leads = LeadsFile(column: "weight") { row, _ in "\(1 + row % 3)" }
    let options = ["--lambda", "0.001", "--weights", "weight"]
    let counts = try coefficient(try train(options, leads), "visits")
    let importance = try coefficient(
      try train(options + ["--weight-type", "importance"], leads), "visits")
    let robust = try coefficient(try train(options + ["--se", "robust"], leads), "visits")
    #expect(counts.number("estimate") == importance.number("estimate"))
    #expect(counts.number("standard_error") != importance.number("standard_error"))
    #expect(robust.number("standard_error") != importance.number("standard_error"))
  }

  @Test("Without a penalty a fit has a deviance, criteria, tests of features and inflation")
  func goodness() throws {
    let result = try train(["--penalty", "none", "--inference", "likelihood"])
    let fit = try #require(result["fit"])
    let deviance = try #require(fit.number("deviance"))
    let parameters = try #require(fit.number("parameters"))
    #expect(abs(try #require(fit.number("aic")) - deviance - 2 * parameters) < 1e-9)
    #expect(
      abs(
        try #require(fit["likelihood_ratio"]?.number("statistic"))
          - (try #require(fit.number("null_deviance")) - deviance)) < 1e-9)
    for term in try #require(result["terms"]?.elements) {
      #expect(try #require(term.number("variance_inflation")) >= 1)
      #expect(term["wald"]?.number("df") == term["likelihood_ratio"]?.number("df"))
    }
  }

  @Test("Ordered levels are kept in their order, by the numbers in them or as listed")
  func ordered() throws {
    let leads = LeadsFile(column: "size") { row, _ in ["100+", "<10", "10-99"][row % 3] }
    var wished = leads
    wished.header.append("urgency")
    wished.rows = leads.rows.enumerated().map { $1 + [["low", "high", "medium"][$0 % 3]] }
    for form in ["none", "smooth"] {
      let result = try train(
        ["--ordered", "size,urgency:low<medium<high", "--nonlinear", form, "--allow-small"], wished)
      func levels(_ feature: String) -> [String?] {
        (result["coefficients"]?.elements ?? []).filter { $0.text("feature") == feature }
          .map { $0.text("level") }
      }
      #expect(levels("size") == ["<10", "10-99", "100+"])
      #expect(levels("urgency") == ["low", "medium", "high"])
    }
  }

  /// Options that do not go together, and the words of the message.
  static let refused: [([String], String)] = [
    (["--firth", "--penalty", "ridge"], "--firth is a penalty of its own"),
    (["--firth", "--lambda", "1"], "--firth has no --lambda"),
    (["--l1-ratio", "0.5"], "--l1-ratio needs --penalty elastic-net"),
    (["--penalty", "elastic-net", "--l1-ratio", "2"], "--l1-ratio takes a share from 0 to 1"),
    (["--inference", "likelihood"], "--inference likelihood needs --penalty none or --firth"),
    (["--se", "robust", "--penalty", "lasso"], "--se robust and cluster go with"),
    (["--sign", "visits"], "--sign takes a list of COLUMN:+ and COLUMN:-"),
    (["--sign", "visits:+", "--firth"], "--sign goes with"),
    (["--weight-type", "importance"], "--weight-type needs --weights"),
    (["--se", "hc3"], "'hc3' is invalid for '--se"),
  ]

  @Test("refuses options that do not go together", arguments: refused)
  func refuses(_ options: [String], _ words: String) throws {
    let folder = try Folder()
    try folder.write(LeadsFile().bytes(), to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won"] + options, in: folder)
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("names the nearest feature of a sign, and refuses categories and missing groups")
  func namesFeatures() throws {
    let folder = try Folder()
    try folder.write(LeadsFile().bytes(), to: "leads.csv")
    let cases: [([String], String)] = [
      (["--sign", "vists:+"], "did you mean \"visits\"?"),
      (["--sign", "industry:+"], "\"industry\" is a category"),
      (["--se", "cluster"], "--se cluster needs groups"),
    ]
    for (options, words) in cases {
      let run = try Leadscore.run(
        ["train", "leads.csv", "--target", "won", "--id", "id"] + options, in: folder)
      #expect(run.status == 65, "\(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }
}
