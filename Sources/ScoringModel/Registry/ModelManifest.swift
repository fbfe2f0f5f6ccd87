/// What a version consists of: the digests of its files, and one over the manifest itself.
struct ModelManifest: Codable, Equatable {
  let name: String
  let createdAt: String
  let files: [String: String]
  let environment: [String: String]

  enum CodingKeys: String, CodingKey {
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
    return seal.digest == nil
      ? try RegistryJSON.decode(bytes, path: path)
      : try RegistryJSON.decodeSealed(bytes, path: path)
  }

  private struct OptionalSeal: Decodable { let digest: String? }
}
