import Dispatch
import Foundation
import ScoringModel
import Synchronization
import Tables
import TestLeads
import TestSupport
import Testing

@Suite("The registry of models")
struct ModelRegistryTests {
  private func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("gives back the model that was stored, under the next number")
  func storeAndLoad() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder + "/deep/models")
      let model = try ModelMaker.model()
      let stored = try registry.store(
        model, attachments: ["report.html": Array("<p>".utf8)], createdAt: ModelMaker.moment,
        environment: ["cpu": "Haswell"])
      #expect(stored.version == 1)
      #expect(stored.createdAt == "2023-11-14T22:13:20Z")
      #expect(stored.path == folder + "/deep/models/small/1")
      let loaded = try registry.load("small")
      #expect(loaded.model == model)
      #expect(loaded.version == 1)
      #expect(loaded.digest == stored.digest)
      #expect(loaded.createdAt == stored.createdAt)
      #expect(try files(in: stored.path) == ["manifest.json", "model.json", "report.html"])
    }
  }

  @Test("counts versions per name and finds them by number")
  func versions() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let models = try [-2.0, 0, 3].map { try ModelMaker.model(population: [$0, 5]) }
      for model in models { _ = try registry.store(model, createdAt: ModelMaker.moment) }
      let other = try registry.store(
        try ModelMaker.model(name: "other"), createdAt: ModelMaker.moment)
      #expect(other.version == 1)
      #expect(registry.versions(of: "small") == [1, 2, 3])
      #expect(registry.names == ["other", "small"])
      #expect(try registry.load("small").model == models[2])
      for (index, model) in models.enumerated() {
        #expect(try registry.load("small@\(index + 1)").model == model)
      }
    }
  }

  @Test("removes what a writer left that was killed, and nothing of one that lives")
  func leftovers() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      // No process has the first number: it is above the largest that Linux gives.
      let dead = folder + "/small/.tmp-2147483646-abcdef"
      let alive = folder + "/small/.tmp-\(ProcessInfo.processInfo.processIdentifier)-abcdef"
      for path in [dead, alive] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: path + "/model.json"))
      }
      _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      #expect(!FileManager.default.fileExists(atPath: dead))
      #expect(FileManager.default.fileExists(atPath: alive + "/model.json"))
    }
  }

  @Test("never reuses the number of a version that is still there, also after a gap")
  func gap() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      for _ in 1...3 {
        _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      }
      try FileManager.default.removeItem(atPath: folder + "/small/2")
      let next = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      #expect(next.version == 4)
      #expect(registry.versions(of: "small") == [1, 3, 4])
    }
  }

  @Test("lists the models there are when a name is unknown")
  func unknownName() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let empty = RegistryError.unknownModel(name: "small", registry: folder, available: [])
      #expect(throws: empty) { try registry.load("small") }
      #expect(empty.description == "no model \"small\" in \(folder); the registry is empty")
      for name in ["b", "a"] {
        _ = try registry.store(try ModelMaker.model(name: name), createdAt: ModelMaker.moment)
      }
      let unknown = RegistryError.unknownModel(
        name: "small", registry: folder, available: ["a", "b"])
      #expect(throws: unknown) { try registry.load("small") }
      #expect(unknown.description == "no model \"small\" in \(folder); there are: a, b")
    }
  }

  @Test(
    "names the latest version when another is asked for that is not there",
    arguments: ["2", "0", "-1", "", "x", "01", "+1", "1@1", "9999999999999999999999", "1/../1"])
  func unknownVersion(_ version: String) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      let expected = RegistryError.unknownVersion(name: "small", version: version, latest: 1)
      #expect(throws: expected) { try registry.load("small@\(version)") }
      #expect(expected.description.hasSuffix("the latest is 1"))
    }
  }

  @Test(
    "refuses names that could mean another place or option",
    arguments: [
      "../../etc/x", "a/b", ".", "..", "-rf", "_x", "CON", "", " ", "a b", "a\u{0}b", "%2e%2e",
      "a.json", "é", "a\n", "ａ", "1\u{301}", String(repeating: "a", count: 65),
      String(repeating: "a", count: 300),
    ])
  func invalidNames(_ name: String) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder + "/models")
      #expect(throws: RegistryError.invalidName(name)) { try registry.load(name) }
      #expect(throws: RegistryError.invalidName(name)) {
        try registry.store(try ModelMaker.model(name: name), createdAt: ModelMaker.moment)
      }
      let made = try files(in: folder)
      #expect(made.isEmpty)
    }
  }

  @Test(
    "takes lower-case letters, digits, hyphens and underscores",
    arguments: ["a", "9", "q3-leads_2026", String(repeating: "a", count: 64)])
  func validNames(_ name: String) throws {
    try ModelRegistry.validate(name: name)
  }

  @Test(
    "makes a valid name of any text",
    arguments: [
      ("Q3 Leads.csv", "q3-leads-csv"), ("", "model"), ("../..", "model"), ("_x", "x"),
      ("Ärzte", "rzte"), ("İ", "model"), ("-rf", "rf"), ("日本", "model"),
      (String(repeating: "x", count: 99), String(repeating: "x", count: 64)),
    ])
  func namesFromText(_ text: String, name: String) throws {
    #expect(ModelRegistry.name(from: text) == name)
    try ModelRegistry.validate(name: name)
  }

  @Test("ignores files and folders that are no versions")
  func strangers() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      for name in ["small/.tmp-1-abc", "small/007", "small/-3", "small/x", "Other/1", "empty"] {
        try FileManager.default.createDirectory(
          atPath: folder + "/" + name, withIntermediateDirectories: true)
      }
      #expect(registry.versions(of: "small") == [1])
      #expect(registry.names == ["small"])
    }
  }

  @Test("leaves no temporary folder behind, neither after storing nor after failing")
  func noTemporaryFolders() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      #expect(throws: (any Error).self) {
        try registry.store(
          try ModelMaker.model(), attachments: ["no/such/folder.html": []],
          createdAt: ModelMaker.moment)
      }
      #expect(try files(in: folder + "/small") == ["1"])
    }
  }

  @Test("gives writers at the same time different versions, each whole")
  func concurrentWriters() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let count = 24
      let model = try ModelMaker.model()
      let versions = Mutex<[Int]>([])
      DispatchQueue.concurrentPerform(iterations: count) { _ in
        guard let stored = try? registry.store(model, createdAt: ModelMaker.moment) else { return }
        versions.withLock { $0.append(stored.version) }
      }
      #expect(versions.withLock { $0.sorted() } == Array(1...count))
      #expect(registry.versions(of: "small") == Array(1...count))
      for version in 1...count {
        #expect(try registry.load("small@\(version)").model == model)
      }
      #expect(try files(in: folder + "/small").count == count)
    }
  }

  @Test("writes the same bytes for the same model, whatever the machine and the moment")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let first = try registry.store(
        try ModelMaker.model(), createdAt: ModelMaker.moment, environment: ["threads": "1"])
      let second = try registry.store(
        try ModelMaker.model(), createdAt: .init(seconds: 0), environment: ["threads": "8"])
      #expect(first.digest == second.digest)
      let bytes = try [first, second].map { Array(try Data(contentsOf: $0.modelFile)) }
      #expect(bytes[0] == bytes[1])
      #expect(Digest.sha256(bytes[0]) == first.digest)
    }
  }
}
