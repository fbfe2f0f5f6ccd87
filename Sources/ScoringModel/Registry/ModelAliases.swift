/// Which versions of a name have a role, and which had it before.
public struct ModelAliases: Sendable, Equatable {
  /// A version, with the digest that it had when it got its role.
  public struct Holder: Sendable, Equatable, Codable {
    /// The version.
    public let version: Int
    /// The SHA-256 digest of its `model.json`.
    public let digest: String

    /// A version and its digest.
    public init(version: Int, digest: String) {
      self.version = version
      self.digest = digest
    }
  }

  /// The version that scores; nil as long as none was promoted.
  public let champion: Holder?
  /// The version that would like to.
  public let challenger: Holder?
  /// Earlier champions, oldest first: what a rollback goes back to.
  public let formerChampions: [Holder]
  /// The number of the last line of the audit log that was carried out.
  public let sequence: Int

  /// Nobody has a role.
  public static let unassigned = ModelAliases(
    champion: nil, challenger: nil, formerChampions: [], sequence: 0)

  /// The version in a role.
  public subscript(alias: ModelAlias) -> Holder? {
    switch alias {
    case .champion: champion
    case .challenger: challenger
    }
  }

  /// The roles after a version has taken one.
  ///
  /// A new champion sends the old one to the former ones, and is no challenger any more.
  func giving(_ alias: ModelAlias, to holder: Holder, sequence: Int) -> ModelAliases {
    switch alias {
    case .champion:
      ModelAliases(
        champion: holder, challenger: challenger == holder ? nil : challenger,
        formerChampions: champion == holder ? formerChampions : formerChampions + former,
        sequence: sequence)
    case .challenger:
      ModelAliases(
        champion: champion, challenger: holder, formerChampions: formerChampions,
        sequence: sequence)
    }
  }

  /// The roles with the last former champion back in place; nil when there was none.
  func rollingBack(sequence: Int) -> ModelAliases? {
    formerChampions.last.map { previous in
      ModelAliases(
        champion: previous, challenger: challenger, formerChampions: formerChampions.dropLast(),
        sequence: sequence)
    }
  }

  private var former: [Holder] { champion.map { [$0] } ?? [] }
}

extension ModelAliases: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case champion, challenger
    case formerChampions = "former_champions"
    case sequence
  }
}
