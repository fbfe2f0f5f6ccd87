import Tables

/// What a version consists of: the digests of its files, and one over the manifest itself.
struct ModelManifest: Codable, Equatable {
  let name: String
  let createdAt: String
  let files: [String: String]
  let environment: [String: String]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name
    case createdAt = "created_at"
    case files = "sha256"
    case environment
  }

  /// Reads a manifest; one from before manifests vouched for themselves has no digest.
  ///
  /// - Throws: ``RegistryError``.
  static func decode(_ bytes: [UInt8], path: String) throws -> ModelManifest {
    let seal: OptionalSeal = try RegistryJSON.decode(bytes, path: path)
    // A key that nobody knows may be that of the seal, damaged.
    if let unknown = seal.unknownKeys.first {
      throw RegistryError.malformed(path: path, reason: "unknown key \"\(unknown.displayed())\"")
    }
    return seal.digest == nil
      ? try RegistryJSON.decode(bytes, path: path)
      : try RegistryJSON.decodeSealed(bytes, path: path)
  }

  /// What vouches for a manifest, where there is anything, and the keys that none has.
  private struct OptionalSeal: Decodable {
    let digest: String?
    let unknownKeys: [String]

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let object = try decoder.container(keyedBy: Key.self)
      digest = try object.decodeIfPresent(String.self, forKey: Key(stringValue: "digest"))
      let known = CodingKeys.allCases.map(\.rawValue) + ["digest"]
      unknownKeys = object.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
    }
  }
}
