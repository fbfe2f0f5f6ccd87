import Tables

/// What a look at one version or at the roles of one name found.
public struct RegistryFinding: Sendable {
  /// What was looked at: `leads@3`, or `leads aliases`.
  public let subject: String
  /// The digest of the model, nil when it cannot be trusted or there is none.
  public let digest: String?
  /// What is wrong; nil when nothing is.
  public let problem: (any Error)?
}

extension ModelRegistry {
  /// Reads every version of every name, all files of each, and all roles.
  ///
  /// - Parameter key: A file with the public key that every version must be signed with; nil to
  ///   ask for no signatures.
  /// - Returns: What was found at every version, and at the roles of every name that has some.
  /// - Throws: `InputError` when the registry cannot be listed; what is wrong inside is returned.
  public func verify(key: String? = nil) throws -> [RegistryFinding] {
    try checkReadable()
    return names.flatMap { name in
      versions(of: name).map { finding("\(name)@\($0)", key: key) }
        + [roles(of: name)]
        .compactMap { $0 }
    }
  }

  private func finding(_ reference: String, key: String?) -> RegistryFinding {
    do {
      let stored = try load(reference)
      for (file, digest) in stored.files.sorted(by: { $0.key < $1.key })
      where file != ModelRegistry.modelFile {
        _ = try bytes(stored.path + "/" + file, digest: digest)
      }
      if let key { try verifySignature(of: stored, key: key) }
      return RegistryFinding(subject: reference, digest: stored.digest, problem: nil)
    } catch {
      return RegistryFinding(subject: reference, digest: nil, problem: error)
    }
  }

  /// The roles of a name, nil where there are none.
  private func roles(of name: String) -> RegistryFinding? {
    do {
      let aliases = try aliases(of: name)
      guard aliases != .unassigned else { return nil }
      for alias in ModelAlias.allCases where aliases[alias] != nil {
        _ = try load("\(name)@\(alias.rawValue)")
      }
      return RegistryFinding(subject: "\(name) aliases", digest: nil, problem: nil)
    } catch {
      return RegistryFinding(subject: "\(name) aliases", digest: nil, problem: error)
    }
  }
}
