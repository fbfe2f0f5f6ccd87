import Foundation
public import Tables

/// A folder of models: `<root>/<name>/<version>/model.json` beside a `manifest.json`.
///
/// A version is written once and never changed. It appears whole, by the rename of a folder that
/// has reached the disk, and is read only if its files have the digests that its manifest names.
public struct ModelRegistry: Sendable {
  /// The root folder.
  public let root: String

  /// The largest model file that is read, in bytes.
  public static let sizeLimit = 16 << 20
  private static let modelFile = "model.json"
  private static let manifestFile = "manifest.json"

  /// A registry in a folder, which need not exist yet.
  public init(root: String) { self.root = root }

  /// A model as it stands in the registry.
  public struct StoredModel: Sendable {
    /// The model.
    public let model: ScoringModel
    /// The version, counted from 1.
    public let version: Int
    /// The SHA-256 digest of `model.json`.
    public let digest: String
    /// The folder of the version.
    public let path: String
    /// When it was stored, RFC 3339 in UTC.
    public let createdAt: String
  }

  struct Manifest: Codable {
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
  }

  /// Turns any text into a valid name: `Q3 Leads.csv` becomes `q3-leads-csv`.
  public static func name(from text: String) -> String {
    let folded = text.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) || character == "_"
        ? character : "-"
    }
    let trimmed = String(folded.drop { $0 == "-" || $0 == "_" }.prefix(64))
    return trimmed.isEmpty ? "model" : trimmed
  }

  /// Checks a name.
  ///
  /// - Throws: ``RegistryError/invalidName(_:)``.
  public static func validate(name: String) throws {
    let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789_-")
    guard (1...64).contains(name.count), name.allSatisfy(letters.contains),
      let first = name.first, first.isLetter || first.isNumber
    else { throw RegistryError.invalidName(name) }
  }

  /// Stores a model as the next version of its name.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - attachments: More files of the version, such as its report, by file name.
  ///   - createdAt: The moment to record.
  ///   - environment: Facts about the machine that may differ for the same model.
  /// - Returns: The model as it was stored.
  /// - Throws: ``RegistryError/invalidName(_:)`` or an `OutputError`; then nothing is stored.
  public func store(
    _ model: ScoringModel, attachments: [String: [UInt8]] = [:], createdAt: Timestamp,
    environment: [String: String] = [:]
  ) throws -> StoredModel {
    try ModelRegistry.validate(name: model.name)
    let modelBytes = try ModelRegistry.encode(model)
    var files = attachments
    files[ModelRegistry.modelFile] = modelBytes
    let manifest = Manifest(
      name: model.name, createdAt: createdAt.description, files: files.mapValues(Digest.sha256),
      environment: environment)
    files[ModelRegistry.manifestFile] = try ModelRegistry.encode(manifest)
    let folder = try AtomicFolder(beside: root + "/" + model.name)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try folder.write(bytes, as: name) }
    let version = try folder.commit(asNextAfter: versions(of: model.name).last ?? 0)
    return StoredModel(
      model: model, version: version, digest: Digest.sha256(modelBytes),
      path: "\(root)/\(model.name)/\(version)", createdAt: manifest.createdAt)
  }

  /// Reads a model by `name` (its latest version) or `name@version`.
  ///
  /// - Throws: ``RegistryError`` when there is none or its files are damaged.
  public func load(_ reference: String) throws -> StoredModel {
    let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    try ModelRegistry.validate(name: name)
    let versions = versions(of: name)
    guard let latest = versions.last else {
      try checkReadable(root)
      try checkReadable(root + "/" + name)
      throw RegistryError.unknownModel(name: name, registry: root, available: names)
    }
    guard parts.count == 2 else { return try load(name: name, version: latest) }
    guard let version = versions.first(where: { String($0) == parts[1] }) else {
      throw RegistryError.unknownVersion(name: name, version: String(parts[1]), latest: latest)
    }
    return try load(name: name, version: version)
  }

  private func load(name: String, version: Int) throws -> StoredModel {
    let path = "\(root)/\(name)/\(version)"
    let manifestPath = path + "/" + ModelRegistry.manifestFile
    let manifest: Manifest = try decode(try bytes(manifestPath), path: manifestPath)
    let modelPath = path + "/" + ModelRegistry.modelFile
    let modelBytes = try bytes(modelPath)
    let digest = Digest.sha256(modelBytes)
    guard manifest.files[ModelRegistry.modelFile] == digest else {
      throw RegistryError.digestMismatch(path: modelPath)
    }
    let model: ScoringModel = try decode(modelBytes, path: modelPath)
    return StoredModel(
      model: model, version: version, digest: digest, path: path, createdAt: manifest.createdAt)
  }

  /// The names of all models, sorted.
  public var names: [String] {
    entries(of: root).filter { name in
      (try? ModelRegistry.validate(name: name)) != nil && !versions(of: name).isEmpty
    }.sorted()
  }

  /// The versions of a model in increasing order; empty for an unknown name.
  public func versions(of name: String) -> [Int] {
    entries(of: root + "/" + name).compactMap { folder in
      Int(folder).flatMap { $0 > 0 && String($0) == folder ? $0 : nil }
    }.sorted()
  }

  /// Checks that the registry's folder can be listed where there is one.
  ///
  /// - Throws: `InputError`.
  public func checkReadable() throws { try checkReadable(root) }

  private func checkReadable(_ folder: String) throws {
    guard let opened = unsafe opendir(folder) else {
      switch errno {
      case ENOENT: return
      case EACCES, EPERM: throw InputError.permissionDenied(path: folder)
      default: throw InputError.readFailed(path: folder, errno: errno)
      }
    }
    _ = unsafe closedir(opened)
  }

  private func entries(of folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    let file = try InputFile(path: path)
    guard file.size <= ModelRegistry.sizeLimit else {
      throw RegistryError.tooLarge(path: path, limit: ModelRegistry.sizeLimit)
    }
    return try file.read(at: 0, count: file.size)
  }

  private func decode<Value: Decodable>(_ bytes: [UInt8], path: String) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw RegistryError.malformed(path: path, reason: error.reason)
    }
  }

  private static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [10]
  }
}

extension DecodingError {
  /// What is wrong and under which key.
  var reason: String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "" : path.map(\.stringValue).joined(separator: ".") + ": "
    }
    return switch self {
    case .keyNotFound(let key, let context):
      place(context.codingPath) + "key \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      place(context.codingPath) + context.debugDescription
    @unknown default: "unreadable"
    }
  }
}
