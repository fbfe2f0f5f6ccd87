import Testing

/// A file of leads that has to be refused, with what the message has to say.
struct BadInput: Sendable, CustomTestStringConvertible {
  let id: String
  let prose: String
  let bytes: [UInt8]
  /// Line and column, `5:4`.
  let place: String
  let words: [String]
  var options: [String] = []

  init(
    _ id: String, _ prose: String, _ bytes: [UInt8], at place: String, _ words: String...,
    options: [String] = []
  ) {
    self.id = id
    self.prose = prose
    self.bytes = bytes
    self.place = place
    self.words = words
    self.options = options
  }

  /// A number that is none, in the column `visits` of line 5.
  init(_ id: String, number text: String, _ words: String...) {
    self.id = id
    prose = "the number \(text.debugDescription.prefix(40))"
    bytes = LeadsFile(cell: 3, 1, text).bytes()
    place = "5:4"
    self.words = words
  }

  var testDescription: String { "\(id) \(prose)" }
}

/// A command that reads a file of leads.
enum Reader: String, CaseIterable, Sendable {
  case train, check, score, explain

  /// The two ways of reading: all at once with kinds inferred, and as a stream of known kinds.
  static let ways: [Reader] = [.train, .score]

  /// The arguments that make it read `leads.csv`.
  var arguments: [String] {
    switch self {
    case .train: ["train", "leads.csv", "--target", "won", "--id", "id", "--name", "other"]
    case .check: ["check", "leads.csv", "--target", "won", "--id", "id"]
    case .score: ["score", "leads.csv", "--model", "leads", "--json", "scores.json"]
    case .explain: ["explain", "leads.csv", "--model", "leads", "--lead", "L3"]
    }
  }
}

/// Expects that a command refuses a file with its place and that nothing is written.
func expectRefused(
  _ input: BadInput, by reader: Reader, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = try TrainedModel.folder(leads: input.bytes)
  let before = try folder.contents()
  let run = try Leadscore.run(reader.arguments + input.options, in: folder)
  #expect(run.status == 65, "\(run.errors)", sourceLocation: sourceLocation)
  #expect(
    run.errors.hasPrefix("error: leads.csv:\(input.place): "), "\(run.errors)",
    sourceLocation: sourceLocation)
  for words in input.words {
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
  }
  #expect(run.errorLines.allSatisfy { $0.hasPrefix("error: ") }, sourceLocation: sourceLocation)
  #expect(run.errorLines.count <= 21, sourceLocation: sourceLocation)
  #expect(!run.errors.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  #expect(try folder.contents() == before, sourceLocation: sourceLocation)
}

/// Expects an exit code, words on standard error and an unchanged folder.
func expectRefused(
  _ arguments: [String], in folder: Folder, status: Int32, _ words: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let before = try folder.contents()
  let run = try Leadscore.run(arguments, in: folder)
  #expect(run.status == status, "\(run.errors)", sourceLocation: sourceLocation)
  #expect(run.errors.hasPrefix("error: "), "\(run.errors)", sourceLocation: sourceLocation)
  for words in words {
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
  }
  #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  #expect(try folder.contents() == before, sourceLocation: sourceLocation)
}
