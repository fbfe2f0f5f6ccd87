import Testing

@Suite("The same bytes again")
struct ReproducibilityTests {
  /// What training and scoring leave behind that may not depend on the circumstances.
  private struct Outcome: Equatable {
    let model, scores, contributions: [UInt8]
    let digest: String
  }

  private static let plain = Result { try outcome() }

  private static func outcome(
    of bytes: [UInt8] = LeadsFile().bytes(), options: [String] = [],
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let folder = try Folder()
    try folder.write(bytes, to: "leads.csv")
    try folder.write(LeadsFile().bytes(), to: "new.csv")
    let train = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--json", "t.json"] + options,
      in: folder, environment: environment)
    #expect(train.status == 0, "\(train.errors)")
    let score = try Leadscore.run(
      ["score", "new.csv", "--model", "leads", "--contributions", "long.csv"] + options,
      in: folder, environment: environment)
    #expect(score.status == 0, "\(score.errors)")
    return Outcome(
      model: try folder.bytes("models/leads/1/model.json"), scores: try folder.bytes("scores.csv"),
      contributions: try folder.bytes("long.csv"),
      digest: try JSON(folder.text("t.json"))["model"]?.text("digest") ?? "")
  }

  @Test(
    "L02 whatever the language and the time zone",
    arguments: [
      ["LANG": "de_DE.UTF-8"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
      ["TZ": "Asia/Kathmandu"], ["TZ": "Nonsense/Zone", "LC_ALL": "xx_XX", "LC_NUMERIC": "de_DE"],
    ])
  func language(_ environment: [String: String]) throws {
    #expect(try Self.outcome(environment: environment) == Self.plain.get())
  }

  @Test("on any number of threads", arguments: ["1", "2", "3"])
  func threads(_ count: String) throws {
    #expect(try Self.outcome(options: ["--threads", count]) == Self.plain.get())
  }

  @Test("in another process with another hash seed")
  func again() throws {
    let again = try Self.outcome()
    #expect(try again == Self.plain.get())
    #expect(again.digest.count == 64)
  }

  @Test("from the rows in any order", arguments: [7, 11, 101])
  func order(_ step: Int) throws {
    var file = LeadsFile()
    file.rows = file.rows.indices.map { file.rows[($0 * step + 5) % file.rows.count] }
    #expect(try Self.outcome(of: file.bytes()) == Self.plain.get())
  }

  @Test("from a file with another line end, delimiter and mark")
  func format() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + LeadsFile().bytes(lineEnd: "\r\n", delimiter: ";")
    #expect(try Self.outcome(of: bytes) == Self.plain.get())
  }

  @Test("but not from another seed")
  func seed() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    for seed in ["1", "2"] {
      let run = try Leadscore.run(
        ["train", "leads.csv", "--target", "won", "--id", "id", "--seed", seed, "--quiet"],
        in: folder)
      #expect(run.status == 0)
    }
    #expect(
      try folder.bytes("models/leads/1/model.json") == folder.bytes("models/leads/2/model.json"))
    #expect(
      try folder.bytes("models/leads/3/model.json") != folder.bytes("models/leads/2/model.json"))
  }
}
