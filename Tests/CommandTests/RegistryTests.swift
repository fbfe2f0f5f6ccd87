import Testing

@Suite("K: the registry of models")
struct RegistryTests {
  static let names = [
    "../../etc/x", "a/b", ".", "..", "-rf", "CON", "%2e%2e", String(repeating: "a", count: 300),
    "Ünï", "a b", "a\nb", "_a",
  ]

  @Test("K10 A name outside the alphabet is refused", arguments: names)
  func name(_ name: String) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let words = ["model name \"", "use 1 to 64 lower-case letters, digits, - and _"]
    for arguments in [
      ["score", "leads.csv", "--model=\(name)"],
      ["explain", "leads.csv", "--model=\(name)", "--lead=L1"],
      ["train", "leads.csv", "--target", "won", "--name=\(name)"], ["models", "show", "--", name],
    ] {
      try expectRefused(arguments, in: folder, status: 64, words)
    }
  }

  @Test("K01 A model that is not there is refused with those that are")
  func unknown() throws {
    try expectRefused(
      ["score", "leads.csv", "--model", "nope"],
      in: try TrainedModel.folder(leads: LeadsFile().bytes()), status: 66,
      ["no model \"nope\" in models; there are: leads"])
  }

  @Test(
    "K01 A version that is not there is refused with the latest",
    arguments: ["2", "0", "x", "", "01"])
  func unknownVersion(_ version: String) throws {
    try expectRefused(
      ["models", "show", "leads@\(version)"], in: try TrainedModel.folder(), status: 66,
      ["model leads has no version \(version); the latest is 1"])
  }

  @Test("K01 A registry that is not there is empty")
  func noRegistry() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    try expectRefused(
      ["score", "leads.csv", "--model", "leads", "--models", "other"], in: folder, status: 66,
      ["no model \"leads\" in other; the registry is empty"])
    let run = try Leadscore.run(["models", "list", "--models", "other"], in: folder)
    #expect(run.status == 0)
    #expect(run.output == "no models in other\n")
  }

  /// Damage to the files of a version as a shell script, and the words of the message.
  static let damages: [(String, String, String)] = [
    ("K02 truncated", "truncate -s 100 model.json", "does not match its digest"),
    ("K02 emptied", ": > model.json", "does not match its digest"),
    (
      "K03 one bit flipped", #"printf '\176' | dd of=model.json bs=1 conv=notrunc 2> /dev/null"#,
      "does not match its digest"
    ),
    ("K02 without its manifest", "rm manifest.json", "manifest.json: no such file"),
    (
      "K02 with a truncated manifest", "truncate -s 20 manifest.json",
      "manifest.json: not a model file"
    ),
    ("K01 without its model", "rm model.json", "model.json: no such file"),
    ("K09 of 17 mebibytes", "truncate -s 17M model.json", "larger than 16777216 bytes"),
    (
      "K04 of a newer version", edit(#"s/"format_version" : 1/"format_version" : 3/"#),
      "format_version: written by a newer version (3 > 2)"
    ),
    (
      "K07 with a coefficient of null", edit(#"0,/"log_odds" : [-0-9.]*/s//"log_odds" : null/"#),
      "coefficients"
    ),
    (
      "K07 with a coefficient of 1e400", edit(#"0,/"log_odds" : [-0-9.]*/s//"log_odds" : 1e400/"#),
      "not a model file"
    ),
    ("K02 of another kind", "echo '[]' > model.json; " + renewDigest, "not a model file"),
  ]

  private static let renewDigest =
    #"sed -i "s/\"model.json\" : \"[0-9a-f]*\"/\"model.json\" : \"$(sha256sum model.json | cut -c1-64)\"/; /\"digest\" :/d" manifest.json"#

  private static func edit(_ script: String) -> String {
    "sed -i '\(script)' model.json; " + renewDigest
  }

  @Test("A damaged model is refused by all that read it", arguments: damages)
  func damaged(_ prose: String, _ script: String, _ words: String) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let status = try Leadscore.shell("cd models/leads/1; " + script, in: folder).status
    try #require(status == 0)
    for arguments in [
      ["score", "leads.csv", "--model", "leads"], ["models", "show", "leads"], ["models", "list"],
      ["models", "verify"],
    ] {
      // What is missing from a registry is damage to it, not an input that was forgotten.
      let isMissing = words.hasSuffix("no such file") && arguments != ["models", "verify"]
      try expectRefused(arguments, in: folder, status: isMissing ? 66 : 65, [words])
    }
  }

  @Test("A third version follows the second, and each is found by its number")
  func versions() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    for seed in 2...3 {
      let run = try Leadscore.run(
        ["train", "leads.csv", "--target", "won", "--id", "id", "--seed", "\(seed)", "--quiet"],
        in: folder)
      #expect(run.status == 0)
    }
    let list = try Leadscore.run(["models", "list"], in: folder)
    #expect(list.output.split(separator: "\n").count == 4)
    let show = try Leadscore.run(["models", "show", "leads@2"], in: folder)
    #expect(show.output.hasPrefix("leads version 2\n"))
    let verify = try Leadscore.run(["models", "verify"], in: folder)
    #expect(verify.status == 0, "\(verify.errors)")
    #expect(
      verify.output.split(separator: "\n").map { $0.prefix(11) } == [
        "leads@1  ok", "leads@2  ok", "leads@3  ok",
      ])
  }

  @Test("L06 Models are readable by their owner only, whatever the umask")
  func modes() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let run = try Leadscore.shell(
      """
      umask 000
      "$leadscore" train leads.csv --target won --id id --name other --quiet --json t.json &&
      "$leadscore" score leads.csv --model other --quiet --contributions long.csv &&
      stat -c '%a %n' models/other models/other/1 models/other/1/* scores.csv long.csv t.json
      """, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let modes = run.output.split(separator: "\n").map { $0.prefix(3) }
    #expect(modes == ["700", "700"] + [Substring](repeating: "600", count: 8))
  }
}
