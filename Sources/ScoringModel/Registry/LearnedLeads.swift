import Tables

/// Which leads a model has learned from, by pseudonym: enough to answer for one lead, not to list them.
///
/// It stands beside the model as `leads.json`.
public struct LearnedLeads: Sendable, Equatable, Codable {
  /// The name of its file in the folder of a version.
  public static let file = "leads.json"
  /// The digits that are kept of a pseudonym; at a million leads, a stranger passes for one of them
  /// with probability 4·10⁻⁹.
  private static let digits = 12
  /// The most leads that a file of a registry has room for.
  private static let most = ModelRegistry.sizeLimit / digits - 100

  /// How many leads there are.
  public let count: Int
  /// Their pseudonyms, sorted, one after the other; nil when there are too many.
  private let pseudonyms: String?

  /// The leads with some identifiers, each counted once.
  public init(_ identifiers: some Sequence<String>, pseudonyms: Pseudonyms) {
    let names = Set(identifiers).map { pseudonyms.name(of: $0).prefix(LearnedLeads.digits) }
    count = names.count
    self.pseudonyms = names.count > LearnedLeads.most ? nil : names.sorted().joined()
  }

  /// Whether a lead is among them; nil when they were too many to keep.
  public func contains(_ identifier: String, pseudonyms: Pseudonyms) -> Bool? {
    guard let known = self.pseudonyms else { return nil }
    let wanted = Array(pseudonyms.name(of: identifier).prefix(LearnedLeads.digits).utf8)
    let all = Array(known.utf8)
    var (low, high) = (0, all.count / LearnedLeads.digits)
    while low < high {
      let middle = (low + high) / 2
      let name = all[middle * LearnedLeads.digits..<(middle + 1) * LearnedLeads.digits]
      if name.elementsEqual(wanted) { return true }
      if name.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return false
  }

  /// The file, the same bytes for the same leads and key.
  public func bytes() throws -> [UInt8] { try RegistryJSON.encode(self) }
}

extension ModelRegistry {
  /// What the models of a registry say of one lead.
  public struct Acquaintance: Sendable, Equatable {
    /// The versions that learned from the lead, as `name@version`.
    public let learned: [String]
    /// The versions that keep no record of whom they learned from.
    public let unrecorded: [String]
  }

  /// Which versions have learned from a lead.
  ///
  /// - Throws: ``RegistryError`` for a damaged version, and as ``pseudonyms()``.
  public func acquaintance(with identifier: String) throws -> Acquaintance {
    let pseudonyms = try pseudonyms()
    var (learned, unrecorded): ([String], [String]) = ([], [])
    for name in names {
      for version in versions(of: name) {
        let stored = try load(name: name, version: version)
        let leads: LearnedLeads? = try attachment(LearnedLeads.file, of: stored)
        let known = pseudonyms.flatMap { leads?.contains(identifier, pseudonyms: $0) }
        if known == true { learned.append("\(name)@\(version)") }
        if known == nil { unrecorded.append("\(name)@\(version)") }
      }
    }
    return Acquaintance(learned: learned, unrecorded: unrecorded)
  }
}
