public import Tables

/// Keys with values in the order in which they are written; no key occurs twice.
public struct YAMLMapping: Sendable {
  /// A key with its value.
  public struct Entry: Sendable {
    /// The key as written, after quotes.
    public let key: String
    /// Where the key starts.
    public let keyPlace: Place
    /// The value under the key.
    public let value: YAMLNode
  }

  /// Where the mapping starts.
  public let place: Place
  /// The entries in the order of the file.
  public let entries: [Entry]

  /// - Throws: a problem when a key occurs twice, at its first place.
  init(place: Place, entries: [Entry]) throws(ConfigurationProblem) {
    var seen: [String: Place] = [:]
    for entry in entries {
      if let first = seen.updateValue(entry.keyPlace, forKey: entry.key) {
        throw ConfigurationProblem(.duplicateKey(entry.key), at: first)
      }
    }
    self.place = place
    self.entries = entries
  }

  /// The value under a key, nil when the key is not there.
  ///
  /// A key without a value (`cap:`) is there, with nothing as its value.
  public func optional(_ key: String) -> YAMLNode? {
    entries.first { $0.key == key }?.value
  }

  /// The value under a key.
  ///
  /// - Throws: a problem when the key is not there.
  public func required(_ key: String) throws(ConfigurationProblem) -> YAMLNode {
    guard let value = optional(key) else {
      throw ConfigurationProblem(.missingKey(key), at: place)
    }
    return value
  }

  /// The problems of all keys that are not among the given ones.
  public func unknownKeys(besides keys: [String]) -> [ConfigurationProblem] {
    entries.filter { !keys.contains($0.key) }.map { entry in
      ConfigurationProblem(
        .unknownKey(entry.key, nearest: entry.key.nearest(among: keys)), at: entry.keyPlace)
    }
  }

  /// Refuses keys other than the given ones.
  ///
  /// - Throws: a problem for the first unknown key, with the nearest known one.
  public func allow(only keys: [String]) throws(ConfigurationProblem) {
    if let problem = unknownKeys(besides: keys).first { throw problem }
  }
}
