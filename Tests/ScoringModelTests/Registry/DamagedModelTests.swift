import FeatureExtraction
import Foundation
import ScoringModel
import TestSupport
import Testing

@Suite("A damaged or foreign model file")
struct DamagedModelTests {
  private func withStoredModel(
    _ body: (ModelRegistry, ModelRegistry.StoredModel, [UInt8]) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let stored = try registry.store(try ModelMaker.model(), createdAt: ModelMaker.moment)
      try body(registry, stored, Array(try Data(contentsOf: stored.modelFile)))
    }
  }

  private func error(_ registry: ModelRegistry) -> RegistryError? {
    do {
      _ = try registry.load("small")
      return nil
    } catch {
      return error as? RegistryError
    }
  }

  @Test("is refused when any one bit of it is flipped")
  func flippedBits() throws {
    try withStoredModel { registry, stored, bytes in
      let file = try FileHandle(forUpdating: stored.modelFile)
      var accepted: [Int] = []
      for (index, byte) in bytes.enumerated() {
        for bit in 0..<8 {
          try file.seek(toOffset: UInt64(index))
          try file.write(contentsOf: Data([byte ^ UInt8(1 << bit)]))
          if error(registry) != .digestMismatch(path: stored.path + "/model.json") {
            accepted.append(index * 8 + bit)
          }
        }
        try file.seek(toOffset: UInt64(index))
        try file.write(contentsOf: Data([byte]))
      }
      #expect(accepted.isEmpty)
      #expect(error(registry) == nil, "the file is whole again")
    }
  }

  @Test("is refused when any one bit of its manifest is flipped")
  func flippedManifest() throws {
    try withStoredModel { registry, stored, _ in
      let bytes = try Data(contentsOf: stored.manifestFile)
      #expect(try registry.load("small").model == stored.model)
      var accepted: [Int] = []
      for bit in 0..<(bytes.count * 8) {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        try flipped.write(to: stored.manifestFile)
        if (try? registry.load("small")) != nil { accepted.append(bit) }
      }
      #expect(accepted.isEmpty)
    }
  }

  @Test("is refused when it ends early, at any length")
  func truncated() throws {
    try withStoredModel { registry, stored, bytes in
      let file = try FileHandle(forUpdating: stored.modelFile)
      let accepted = try bytes.indices.reversed().filter { length in
        try file.truncate(atOffset: UInt64(length))
        return error(registry) != .digestMismatch(path: stored.path + "/model.json")
      }
      #expect(accepted.isEmpty)
    }
  }

  @Test("is refused when it ends early, even with a digest that vouches for it")
  func truncatedAndForged() throws {
    try withStoredModel { registry, stored, bytes in
      // The last byte is a line feed, which the model does not need.
      let accepted = try stride(from: 0, to: bytes.count - 1, by: 7).filter { length in
        try stored.forge(Array(bytes[..<length]))
        guard case .malformed = error(registry) else { return true }
        return false
      }
      #expect(accepted.isEmpty)
    }
  }

  @Test("is refused when the manifest is damaged or gone")
  func manifest() throws {
    try withStoredModel { registry, stored, _ in
      let bytes = try Data(contentsOf: stored.manifestFile)
      let accepted = try bytes.indices.dropLast().filter { length in
        try bytes.prefix(length).write(to: stored.manifestFile)
        guard case .malformed = error(registry) else { return true }
        return false
      }
      #expect(accepted.isEmpty)
      try FileManager.default.removeItem(at: stored.manifestFile)
      #expect(throws: (any Error).self) { try registry.load("small") }
    }
  }

  @Test(
    "is refused when its parts do not fit together",
    arguments: [
      (
        #""format_version" : 1"#, #""format_version" : 3"#,
        "written by a newer version (3 > 2)"
      ),
      (#""format_version" : 1"#, #""format_version" : 0"#, "there is no version 0"),
      (#""format_version" : 1,"#, "", #"key "format_version" is missing"#),
      (#""log_odds" : -1,"#, #""log_odds" : null,"#, "log_odds"),
      (#""log_odds" : -1,"#, #""log_odds" : 1e400,"#, "not valid JSON"),
      (#""log_odds" : -1,"#, #""log_odds" : "NaN","#, "log_odds"),
      (#""reference""#, #""other""#, "coding"),
      (#""scale" : "#, #""scale" : -"#, "not positive"),
      (" 50,\n", " 500,\n", "the edges do not increase"),
      ("        \"tv\",\n", "", "shares"),
      (#""name" : "small","#, #""name" : "small", "name" : "small","#, "\"name\" occurs twice"),
      (
        #""name" : "small","#, #""name" : "small", "n\u0061me" : "big","#,
        "\"name\" occurs twice"
      ),
      (#""tiers" : ["#, #""tiers" : [ {"name": "x",}, "#, "a comma before a closing bracket"),
    ])
  func misfits(_ old: String, new: String, reason: String) throws {
    try withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      let model = try ModelMaker.model(coding: .reference)
      let stored = try registry.store(model, createdAt: ModelMaker.moment)
      let text = try String(contentsOf: stored.modelFile, encoding: .utf8)
      guard let range = text.firstRange(of: old) else {
        Issue.record("the file has no such place")
        return
      }
      try stored.forge(Array(text.replacingCharacters(in: range, with: new).utf8))
      guard case .malformed(_, let found) = error(registry) else {
        Issue.record("accepted")
        return
      }
      #expect(found.contains(reason))
    }
  }

  @Test("is refused when there are more or fewer coefficients than features need")
  func counts() throws {
    try withStoredModel { registry, stored, bytes in
      for key in ["coefficients", "covariance", "tiers"] {
        var json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
        let list = json[key] as? [Any] ?? []
        let wrong = [list + [list[list.count - 1]], Array(list.dropLast()), []]
        for list in key == "tiers" ? [[]] : wrong {
          json[key] = list
          try stored.forge(Array(try JSONSerialization.data(withJSONObject: json)))
          guard case .malformed = error(registry) else {
            Issue.record("\(list.count) \(key) were accepted")
            continue
          }
        }
      }
      try stored.forge(bytes)
      #expect(error(registry) == nil)
    }
  }

  @Test("is refused before it is read when it is larger than any model")
  func tooLarge() throws {
    try withStoredModel { registry, stored, _ in
      let file = try FileHandle(forUpdating: stored.modelFile)
      try file.truncate(atOffset: UInt64(ModelRegistry.sizeLimit) + 1)
      #expect(
        error(registry)
          == .tooLarge(path: stored.path + "/model.json", limit: ModelRegistry.sizeLimit))
    }
  }
}
