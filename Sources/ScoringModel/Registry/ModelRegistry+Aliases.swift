public import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ModelRegistry {
  static let aliasFile = "aliases.json"
  static let auditFile = "audit.jsonl"
  static let lockFile = ".lock"

  /// The roles that versions of a name have; ``ModelAliases/unassigned`` while nobody was promoted.
  ///
  /// - Throws: ``RegistryError/malformed(path:reason:)`` when the file is torn or damaged.
  public func aliases(of name: String) throws -> ModelAliases {
    let path = folder(of: name) + "/" + ModelRegistry.aliasFile
    try refuseLink(path)
    do {
      return try RegistryJSON.decodeSealed(try RegistryJSON.bytes(of: path), path: path)
    } catch InputError.notFound {
      return .unassigned
    }
  }

  /// The record of all changes of roles, oldest first.
  ///
  /// - Throws: `InputError`.
  public func auditLog(of name: String) throws -> [AuditEntry] {
    try AuditLog(path: folder(of: name) + "/" + ModelRegistry.auditFile).entries()
  }

  /// Gives a role to a version.
  ///
  /// Of two who do so at once one waits for the other. `expecting` makes the second give up when
  /// the first has changed what it had compared with.
  ///
  /// - Parameters:
  ///   - stored: The version.
  ///   - alias: The role.
  ///   - champion: Who is thought to be champion; a caller without an opinion passes
  ///     `aliases(of:)`'s.
  ///   - at: The moment to record.
  ///   - note: Why, or what was overridden.
  /// - Returns: The roles as they are now.
  /// - Throws: ``RegistryError/locked(path:)`` also when the champion is another by now.
  @discardableResult
  public func promote(
    _ stored: StoredModel, to alias: ModelAlias = .champion,
    expecting champion: ModelAliases.Holder?, at: Timestamp, note: String? = nil
  ) throws -> ModelAliases {
    try changeRoles(of: stored.model.name, at: at) { aliases, sequence in
      guard aliases.champion == champion else {
        throw RegistryError.locked(path: folder(of: stored.model.name))
      }
      let changed = aliases.giving(alias, to: stored.holder, sequence: sequence)
      return (
        changed,
        Change(
          action: .promote, alias: alias, from: aliases[alias], to: stored.holder, note: note)
      )
    }
  }

  /// Makes the former champion the champion again.
  ///
  /// Its file was never touched, so it gives the scores that it gave before, bit for bit. It is
  /// read before anything is changed.
  ///
  /// - Throws: ``RegistryError/noFormerChampion(name:)``, and what ``load(_:)`` throws.
  @discardableResult
  public func rollBack(_ name: String, at: Timestamp, note: String? = nil) throws -> ModelAliases {
    try ModelRegistry.validate(name: name)
    guard !versions(of: name).isEmpty else {
      throw RegistryError.unknownModel(name: name, registry: root, available: names)
    }
    return try changeRoles(of: name, at: at) { aliases, sequence in
      guard let changed = aliases.rollingBack(sequence: sequence), let back = changed.champion
      else { throw RegistryError.noFormerChampion(name: name) }
      guard try load("\(name)@\(back.version)").digest == back.digest else {
        throw RegistryError.digestMismatch(path: "\(folder(of: name))/\(back.version)/model.json")
      }
      return (
        changed,
        Change(
          action: .rollback, alias: .champion, from: aliases.champion, to: back, note: note)
      )
    }
  }

  /// What is about to be done, for the log.
  struct Change {
    let action: AuditEntry.Action
    let alias: ModelAlias?
    let from, to: ModelAliases.Holder?
    let note: String?
  }

  /// Changes the roles of a name while nobody else does, the log first.
  @discardableResult
  func changeRoles(
    of name: String, at: Timestamp,
    _ body: (ModelAliases, Int) throws -> (ModelAliases, Change)
  ) throws -> ModelAliases {
    let folder = folder(of: name)
    try refuseLink(root)
    try refuseLink(folder)
    let lock = try RegistryLock(path: folder + "/" + ModelRegistry.lockFile)
    defer { withExtendedLifetime(lock) {} }
    let aliases = try aliases(of: name)
    let log = AuditLog(path: folder + "/" + ModelRegistry.auditFile)
    let last = try log.entries().last
    let uid = getuid()
    var sequence = (last?.sequence ?? 0) + 1
    var entries: [AuditEntry] = []
    if let last, last.sequence > aliases.sequence, last.action != .abandoned {
      entries.append(
        AuditEntry(
          sequence: sequence, at: at.description, uid: uid, action: .abandoned, alias: last.alias,
          from: last.from, to: last.to, note: "line \(last.sequence) was never carried out"))
      sequence += 1
    }
    let (changed, change) = try body(aliases, sequence)
    entries.append(
      AuditEntry(
        sequence: sequence, at: at.description, uid: uid, action: change.action,
        alias: change.alias, from: change.from, to: change.to, note: change.note))
    try log.append(entries)
    try AtomicFile.write(
      try RegistryJSON.sealed(changed), to: folder + "/" + ModelRegistry.aliasFile)
    return changed
  }
}
