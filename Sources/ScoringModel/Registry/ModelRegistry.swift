public import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of models: `<root>/<name>/<version>/model.json` beside a `manifest.json`.
///
/// A version is written once and never changed. It appears whole, by the rename of a folder that
/// has reached the disk, and is read only if its files have the digests that its manifest names.
/// Roles such as champion stand in `<root>/<name>/aliases.json`, and every change of them in
/// `audit.jsonl` beside it.
public struct ModelRegistry: Sendable {
  /// The root folder.
  public let root: String
  /// Whether folders of the registry may be symbolic links.
  public let followsSymbolicLinks: Bool

  /// The largest model file that is read, in bytes.
  public static let sizeLimit = 16 << 20
  static let modelFile = "model.json"
  static let manifestFile = "manifest.json"

  /// A registry in a folder, which need not exist yet.
  public init(root: String, followsSymbolicLinks: Bool = false) {
    self.root = root
    self.followsSymbolicLinks = followsSymbolicLinks
  }

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
    /// The digests of all files of the version by their names, the manifest's aside.
    public let files: [String: String]

    /// The version as one that can have a role.
    public var holder: ModelAliases.Holder {
      ModelAliases.Holder(version: version, digest: digest)
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
    try refuseLink(root)
    try refuseLink(folder(of: model.name))
    let modelBytes = try RegistryJSON.encode(model)
    var files = attachments
    files[ModelRegistry.modelFile] = modelBytes
    let manifest = ModelManifest(
      name: model.name, createdAt: createdAt.description, files: files.mapValues(Digest.sha256),
      environment: environment)
    files[ModelRegistry.manifestFile] = try RegistryJSON.sealed(manifest)
    let folder = try AtomicFolder(beside: folder(of: model.name))
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try folder.write(bytes, as: name) }
    let version = try folder.commit(asNextAfter: versions(of: model.name).last ?? 0)
    return StoredModel(
      model: model, version: version, digest: Digest.sha256(modelBytes),
      path: "\(root)/\(model.name)/\(version)", createdAt: manifest.createdAt,
      files: manifest.files)
  }

  /// Reads a model by `name` (its champion, or its latest version while there is none),
  /// `name@version`, `name@latest`, `name@champion` or `name@challenger`.
  ///
  /// - Throws: ``RegistryError`` when there is none or its files are damaged.
  public func load(_ reference: String) throws -> StoredModel {
    let reference = try ModelReference(reference)
    let name = reference.name
    try refuseLink(root)
    try refuseLink(folder(of: name))
    let versions = versions(of: name)
    guard let latest = versions.last else {
      try checkReadable(root)
      try checkReadable(folder(of: name))
      throw RegistryError.unknownModel(name: name, registry: root, available: names)
    }
    switch reference.choice {
    case .latest: return try load(name: name, version: latest)
    case .current:
      guard let champion = try aliases(of: name).champion else {
        return try load(name: name, version: latest)
      }
      return try load(name, .champion, champion, among: versions)
    case .alias(let alias):
      guard let holder = try aliases(of: name)[alias] else {
        throw RegistryError.unknownAlias(name: name, alias: alias.rawValue)
      }
      return try load(name, alias, holder, among: versions)
    case .version(let text):
      guard let version = versions.first(where: { String($0) == text }) else {
        throw RegistryError.unknownVersion(name: name, version: text, latest: latest)
      }
      return try load(name: name, version: version)
    }
  }

  private func load(
    _ name: String, _ alias: ModelAlias, _ holder: ModelAliases.Holder, among versions: [Int]
  ) throws -> StoredModel {
    guard versions.contains(holder.version) else {
      throw RegistryError.danglingAlias(
        name: name, alias: alias.rawValue, version: holder.version, versions: versions)
    }
    let stored = try load(name: name, version: holder.version)
    guard stored.digest == holder.digest else {
      throw RegistryError.digestMismatch(path: stored.path + "/" + ModelRegistry.modelFile)
    }
    return stored
  }

  func load(name: String, version: Int) throws -> StoredModel {
    let path = "\(root)/\(name)/\(version)"
    try refuseLink(path)
    let manifest = try manifest(path)
    let modelPath = path + "/" + ModelRegistry.modelFile
    let modelBytes = try bytes(modelPath, digest: manifest.files[ModelRegistry.modelFile])
    let model: ScoringModel = try RegistryJSON.decode(modelBytes, path: modelPath)
    return StoredModel(
      model: model, version: version, digest: Digest.sha256(modelBytes), path: path,
      createdAt: manifest.createdAt, files: manifest.files)
  }

  /// A JSON file that was stored beside a model; nil when the version has none of the name.
  ///
  /// - Throws: ``RegistryError`` when it is damaged.
  public func attachment<Value: Decodable>(_ file: String, of stored: StoredModel) throws -> Value?
  {
    guard let digest = stored.files[file] else { return nil }
    let path = stored.path + "/" + file
    return try RegistryJSON.decode(try bytes(path, digest: digest), path: path)
  }

  func manifest(_ folder: String) throws -> ModelManifest {
    let path = folder + "/" + ModelRegistry.manifestFile
    try refuseLink(path)
    return try ModelManifest.decode(try RegistryJSON.bytes(of: path), path: path)
  }

  /// The bytes of a file that has the digest it should have.
  func bytes(_ path: String, digest: String?) throws -> [UInt8] {
    try refuseLink(path)
    let bytes = try RegistryJSON.bytes(of: path)
    guard Digest.sha256(bytes) == digest else { throw RegistryError.digestMismatch(path: path) }
    return bytes
  }

  /// The names of all models, sorted.
  public var names: [String] {
    entries(of: root).filter { name in
      (try? ModelRegistry.validate(name: name)) != nil && !versions(of: name).isEmpty
    }.sorted()
  }

  /// The versions of a model in increasing order; empty for an unknown name.
  public func versions(of name: String) -> [Int] {
    entries(of: folder(of: name)).compactMap { folder in
      Int(folder).flatMap { $0 > 0 && String($0) == folder ? $0 : nil }
    }.sorted()
  }

  /// Checks that the registry's folder can be listed where there is one.
  ///
  /// - Throws: `InputError`, or ``RegistryError/symbolicLink(path:)``.
  public func checkReadable() throws {
    try refuseLink(root)
    try checkReadable(root)
  }

  func folder(of name: String) -> String { root + "/" + name }

  /// Refuses a symbolic link in a place where somebody else could have put it.
  func refuseLink(_ path: String) throws {
    guard !followsSymbolicLinks else { return }
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    throw RegistryError.symbolicLink(path: path)
  }

  func checkReadable(_ folder: String) throws {
    guard let opened = unsafe opendir(folder) else {
      switch errno {
      case ENOENT: return
      case EACCES, EPERM: throw InputError.permissionDenied(path: folder)
      default: throw InputError.readFailed(path: folder, errno: errno)
      }
    }
    _ = unsafe closedir(opened)
  }

  /// The names in a folder, sorted; none where there is no folder.
  func entries(of folder: String) -> [String] {
    guard let opened = unsafe opendir(folder) else { return [] }
    defer { _ = unsafe closedir(opened) }
    var names: [String] = []
    while let entry = unsafe readdir(opened) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
