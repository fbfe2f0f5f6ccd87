import ScoringModel
import Tables

/// How records of runs name leads: by pseudonym, or by a plain hash where the registry has no key.
struct LeadNames {
  let pseudonyms: Pseudonyms?

  /// The name that stands for an identifier.
  func name(of identifier: String) -> String {
    pseudonyms?.name(of: identifier)
      ?? String(Digest.sha256(Array(identifier.utf8)).prefix(16))
  }
}
