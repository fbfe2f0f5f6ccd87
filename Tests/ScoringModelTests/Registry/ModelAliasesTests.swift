import Foundation
import ScoringModel
import Tables
import TestSupport
import Testing

@Suite("Roles in the registry")
struct ModelAliasesTests {
  /// A registry with three versions of one name, told apart by their score populations.
  private func withVersions(
    _ body: (ModelRegistry, [ModelRegistry.StoredModel]) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let stored = try (1...3).map { number in
        try registry.store(
          try ModelMaker.model(population: [Double(number)]), createdAt: ModelMaker.moment)
      }
      try body(registry, stored)
    }
  }

  private let noon = Timestamp(year: 2026, month: 7, day: 1)

  @Test("without a champion a name means its newest version")
  func noChampion() throws {
    try withVersions { registry, _ in
      let newest = try registry.load("small")
      #expect(newest.version == 3)
      #expect(try registry.aliases(of: "small") == .unassigned)
      #expect(throws: RegistryError.unknownAlias(name: "small", alias: "champion")) {
        try registry.load("small@champion")
      }
    }
  }

  @Test("with a champion a name means it, and numbers mean what they meant")
  func champion() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[1], expecting: nil, at: noon)
      #expect(try registry.load("small").version == 2)
      #expect(try registry.load("small@champion").version == 2)
      #expect(try registry.load("small@latest").version == 3)
      #expect(try registry.load("small@3").version == 3)
    }
  }

  @Test("a challenger that becomes champion is no challenger any more")
  func challenger() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[2], to: .challenger, expecting: stored[0].holder, at: noon)
      #expect(try registry.load("small").version == 1)
      #expect(try registry.load("small@challenger").version == 3)
      try registry.promote(stored[2], expecting: stored[0].holder, at: noon)
      let aliases = try registry.aliases(of: "small")
      #expect(aliases.champion == stored[2].holder)
      #expect(aliases.challenger == nil)
      #expect(aliases.formerChampions == [stored[0].holder])
    }
  }

  @Test("a rollback goes one champion back, a second one further, a third is refused")
  func rollback() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon)
      try registry.promote(stored[2], expecting: stored[1].holder, at: noon)
      try registry.rollBack("small", at: noon)
      #expect(try registry.load("small").model == stored[1].model)
      try registry.rollBack("small", at: noon)
      #expect(try registry.load("small").model == stored[0].model)
      #expect(throws: RegistryError.noFormerChampion(name: "small")) {
        try registry.rollBack("small", at: noon)
      }
    }
  }

  @Test("a rollback to a version that is damaged changes nothing")
  func damagedRollback() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon)
      try Data("{}".utf8).write(to: stored[0].modelFile)
      #expect(throws: RegistryError.digestMismatch(path: stored[0].path + "/model.json")) {
        try registry.rollBack("small", at: noon)
      }
      #expect(try registry.load("small").version == 2)
    }
  }

  @Test("of two who promote over the same champion the second is told to look again")
  func race() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon)
      #expect(throws: RegistryError.locked(path: registry.root + "/small")) {
        try registry.promote(stored[2], expecting: stored[0].holder, at: noon)
      }
      #expect(try registry.load("small").version == 2)
    }
  }

  @Test("every change is a line of the log, with who, when, from and to")
  func log() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon, note: "forced")
      try registry.rollBack("small", at: noon)
      let entries = try registry.auditLog(of: "small")
      #expect(entries.map(\.sequence) == [1, 2, 3])
      #expect(entries.map(\.action) == [.promote, .promote, .rollback])
      #expect(entries.map(\.at) == Array(repeating: "2026-07-01T00:00:00Z", count: 3))
      #expect(entries.map(\.uid) == Array(repeating: getuid(), count: 3))
      #expect(entries.map(\.from) == [nil, stored[0].holder, stored[1].holder])
      #expect(entries.map(\.to) == [stored[0].holder, stored[1].holder, stored[0].holder])
      #expect(entries[1].note == "forced")
    }
  }

  @Test("a line whose change never took place is told apart, also when it was cut short")
  func abandoned() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      let aliases = registry.root + "/small/aliases.json"
      let before = try Data(contentsOf: URL(filePath: aliases))
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon)
      // As if the program had died after the log and before the roles, and once more in a line.
      try before.write(to: URL(filePath: aliases))
      let log = try FileHandle(forUpdating: URL(filePath: registry.root + "/small/audit.jsonl"))
      try log.seekToEnd()
      try log.write(contentsOf: Data(#"{"action":"pro"#.utf8))
      #expect(try registry.load("small").version == 1)
      try registry.promote(stored[2], expecting: stored[0].holder, at: noon)
      let entries = try registry.auditLog(of: "small")
      #expect(entries.map(\.action) == [.promote, .promote, .abandoned, .promote])
      #expect(entries.map(\.sequence) == [1, 2, 3, 4])
      #expect(try registry.load("small").version == 3)
    }
  }

  @Test("a file of roles that is torn at any length or has any bit flipped is refused")
  func damagedAliases() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon)
      let file = URL(filePath: registry.root + "/small/aliases.json")
      let bytes = try Data(contentsOf: file)
      let whole = try registry.aliases(of: "small")
      let torn = try bytes.indices.dropLast().filter { length in
        try bytes.prefix(length).write(to: file)
        return (try? registry.load("small")) != nil
      }
      #expect(torn.isEmpty)
      var accepted: [Int] = []
      for bit in 0..<(bytes.count * 8) {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        try flipped.write(to: file)
        // What is accepted must name the champion that was promoted.
        if let loaded = try? registry.load("small"), loaded.version != 2 { accepted.append(bit) }
        if let aliases = try? registry.aliases(of: "small"), aliases != whole,
          (try? registry.verify().allSatisfy { $0.problem == nil }) ?? false
        {
          accepted.append(bit)
        }
      }
      #expect(accepted.isEmpty)
    }
  }

  @Test("a champion that is not there is refused with the versions that are")
  func dangling() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[1], expecting: nil, at: noon)
      try FileManager.default.removeItem(atPath: stored[1].path)
      #expect(
        throws: RegistryError.danglingAlias(
          name: "small", alias: "champion", version: 2, versions: [1, 3])
      ) { try registry.load("small") }
      #expect(try registry.load("small@3").version == 3)
    }
  }

  @Test("a version that was swapped under its role is refused")
  func swapped() throws {
    try withVersions { registry, stored in
      try registry.promote(stored[1], expecting: nil, at: noon)
      try FileManager.default.removeItem(atPath: stored[1].path)
      try FileManager.default.copyItem(atPath: stored[0].path, toPath: stored[1].path)
      #expect(throws: RegistryError.digestMismatch(path: stored[1].path + "/model.json")) {
        try registry.load("small")
      }
    }
  }

  @Test("a lock that is a symbolic link is refused, and its holder's end frees it")
  func lock() throws {
    try withVersions { registry, stored in
      let lock = registry.root + "/small/.lock"
      try FileManager.default.createSymbolicLink(
        atPath: lock, withDestinationPath: registry.root + "/elsewhere")
      #expect(throws: OutputError.cannotCreate(path: lock, errno: ELOOP)) {
        try registry.promote(stored[0], expecting: nil, at: noon)
      }
      try FileManager.default.removeItem(atPath: lock)
      try registry.promote(stored[0], expecting: nil, at: noon)
      try registry.promote(stored[1], expecting: stored[0].holder, at: noon)
      #expect(try registry.load("small").version == 2)
    }
  }

  @Test(
    "K11 a folder or a file that is a symbolic link is refused unless links are allowed",
    arguments: ["", "/small", "/small/1", "/small/1/model.json", "/small/1/manifest.json"])
  func links(_ place: String) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder + "/models")
      _ = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      let path = registry.root + place
      try FileManager.default.moveItem(atPath: path, toPath: folder + "/moved")
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: folder + "/moved")
      #expect(throws: RegistryError.symbolicLink(path: path)) { try registry.load("small@1") }
      let trusting = ModelRegistry(root: registry.root, followsSymbolicLinks: true)
      #expect(try trusting.load("small@1").version == 1)
    }
  }
}
