import Foundation
import ScoringModel
import Tables
import Testing

@Suite("Who a model learned from")
struct LearnedLeadsTests {
  private func folder() -> String {
    FileManager.default.temporaryDirectory.appending(path: "pseudonyms-\(UUID().uuidString)").path
  }

  @Test("a name is HMAC-SHA256 of the identifier, its first 64 bits")
  func name() {
    // RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?".
    let names = Pseudonyms(key: Array("Jefe".utf8))
    #expect(names.name(of: "what do ya want for nothing?") == "5bdcc146bf60754e")
    #expect(names.name(of: "x") != Pseudonyms(key: [1]).name(of: "x"))
  }

  @Test("all of them are known again and no other", arguments: [0, 1, 2, 1000])
  func members(_ count: Int) throws {
    let names = Pseudonyms(key: [1, 2, 3])
    let identifiers = (0..<count).map { "L\($0)" }
    let learned = LearnedLeads(identifiers + identifiers.prefix(1), pseudonyms: names)
    #expect(learned.count == count)
    #expect(identifiers.allSatisfy { learned.contains($0, pseudonyms: names) == true })
    #expect(learned.contains("L-1", pseudonyms: names) == false)
    // With another key nobody is known, and no identifier can be read.
    #expect(learned.contains("L0", pseudonyms: Pseudonyms(key: [9])) == false)
    let reversed = LearnedLeads(identifiers.reversed(), pseudonyms: names)
    #expect(try learned.bytes() == reversed.bytes())
  }

  @Test("a registry makes its key once, readable by its owner only")
  func key() throws {
    let registry = ModelRegistry(root: folder())
    defer { try? FileManager.default.removeItem(atPath: registry.root) }
    let none = try registry.pseudonyms()
    #expect(none == nil)
    let made = try registry.makingPseudonyms()
    let again = try registry.makingPseudonyms()
    #expect(made.name(of: "a") == again.name(of: "a"))
    let path = registry.root + "/" + ModelRegistry.pseudonymKeyFile
    let modes = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(modes == 0o600)
    let left = try FileManager.default.contentsOfDirectory(atPath: registry.root).sorted()
    #expect(left == [".lock", ModelRegistry.pseudonymKeyFile])
    #expect(registry.names.isEmpty)
  }

  @Test(
    "a key that is none is refused, not replaced: names would no longer be known",
    arguments: ["", "abc\n", String(repeating: "g", count: 64) + "\n"])
  func damaged(_ text: String) throws {
    let registry = ModelRegistry(root: folder())
    defer { try? FileManager.default.removeItem(atPath: registry.root) }
    try FileManager.default.createDirectory(
      atPath: registry.root, withIntermediateDirectories: true)
    let path = registry.root + "/" + ModelRegistry.pseudonymKeyFile
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(throws: RegistryError.self) { try registry.makingPseudonyms() }
    #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
  }
}
