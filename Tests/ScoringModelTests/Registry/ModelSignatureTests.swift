import Foundation
import ScoringModel
import TestSupport
import Testing

@Suite("The signature of a model")
struct ModelSignatureTests {
  // The keys of RFC 8032, section 7.1, tests 1 and 2, in the PEM of RFC 8410.
  static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----

    """
  static let publicKey = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
    -----END PUBLIC KEY-----

    """
  static let otherPublicKey = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
    -----END PUBLIC KEY-----

    """

  private func withSigned(
    _ body: (ModelRegistry, ModelRegistry.StoredModel, (String) -> String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder + "/models")
      let stored = try registry.store(
        try ModelMaker.model(), attachments: ["report.html": Array("<p>".utf8)],
        createdAt: ModelMaker.moment)
      let keys = [
        "key.pem": Self.privateKey, "key.pub": Self.publicKey, "other.pub": Self.otherPublicKey,
        "text": "no key",
      ]
      for (name, text) in keys {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
      }
      try body(registry, stored) { folder + "/" + $0 }
    }
  }

  @Test("is accepted with the key that belongs to it, and with no other")
  func keys() throws {
    try withSigned { registry, stored, path in
      #expect(throws: RegistryError.unsigned(path: stored.path)) {
        try registry.verifySignature(of: stored, key: path("key.pub"))
      }
      try registry.sign(stored, key: path("key.pem"), at: ModelMaker.moment)
      try registry.verifySignature(of: stored, key: path("key.pub"))
      #expect(throws: RegistryError.badSignature(path: stored.path + "/manifest.sig")) {
        try registry.verifySignature(of: stored, key: path("other.pub"))
      }
      #expect(try registry.auditLog(of: "small").map(\.action) == [.sign])
      let findings = try registry.verify(key: path("key.pub"))
      #expect(findings.allSatisfy { $0.problem == nil })
    }
  }

  @Test("is refused for a model forged with a manifest that vouches for it")
  func forged() throws {
    try withSigned { registry, stored, path in
      try registry.sign(stored, key: path("key.pem"), at: ModelMaker.moment)
      let forged = try String(contentsOf: stored.modelFile, encoding: .utf8)
        .replacing("\"log_odds\" : -1,", with: "\"log_odds\" : -2,")
      try stored.forge(Array(forged.utf8))
      let loaded = try registry.load("small")
      #expect(loaded.model != stored.model, "whoever can write the registry can forge a digest")
      #expect(throws: RegistryError.badSignature(path: stored.path + "/manifest.sig")) {
        try registry.verifySignature(of: loaded, key: path("key.pub"))
      }
    }
  }

  @Test("is refused with any bit of it flipped, and cut short at any length")
  func damaged() throws {
    try withSigned { registry, stored, path in
      try registry.sign(stored, key: path("key.pem"), at: ModelMaker.moment)
      let file = URL(filePath: stored.path + "/manifest.sig")
      let bytes = try Data(contentsOf: file)
      var accepted: [Int] = []
      for bit in 0..<(bytes.count * 8) {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        try flipped.write(to: file)
        if (try? registry.verifySignature(of: stored, key: path("key.pub"))) != nil {
          accepted.append(bit)
        }
      }
      for length in 0..<bytes.count {
        try bytes.prefix(length).write(to: file)
        if (try? registry.verifySignature(of: stored, key: path("key.pub"))) != nil {
          accepted.append(-length)
        }
      }
      #expect(accepted.isEmpty)
    }
  }

  @Test("needs a key of the right kind", arguments: ["text", "key.pub"])
  func notAKey(_ name: String) throws {
    try withSigned { registry, stored, path in
      let expected = RegistryError.notAKey(
        path: path(name), wanted: "private Ed25519 key in PEM")
      #expect(throws: expected) {
        try registry.sign(stored, key: path(name), at: ModelMaker.moment)
      }
    }
  }
}
