/// Which model is meant: `NAME`, `NAME@3`, `NAME@latest`, `NAME@champion` or `NAME@challenger`.
public struct ModelReference: Sendable, Equatable {
  /// Which of the versions of a name.
  public enum Choice: Sendable, Equatable {
    /// The champion where there is one, else the newest version.
    case current
    /// The newest version.
    case latest
    /// The version that an alias stands for.
    case alias(ModelAlias)
    /// What was written as a version, as it was written.
    case version(String)
  }

  /// The name.
  public let name: String
  /// Which of its versions.
  public let choice: Choice

  /// Reads a reference.
  ///
  /// - Throws: ``RegistryError/invalidName(_:)``.
  public init(_ text: String) throws {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    try ModelRegistry.validate(name: name)
    guard parts.count == 2 else {
      choice = .current
      return
    }
    let version = String(parts[1])
    choice =
      ModelAlias(rawValue: version).map(Choice.alias)
      ?? (version == "latest" ? .latest : .version(version))
  }
}

/// A role that one version of a name can have.
public enum ModelAlias: String, Sendable, CaseIterable, Codable {
  /// The version that scores.
  case champion
  /// The version that would like to.
  case challenger
}
