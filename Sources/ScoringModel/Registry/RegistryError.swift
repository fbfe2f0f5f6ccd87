import Tables

/// Why a model could not be found, read or stored.
public enum RegistryError: Error, Sendable, Equatable {
  /// A name that is not lower-case letters, digits, `-` and `_`.
  case invalidName(String)
  /// No model of the name; those that there are.
  case unknownModel(name: String, registry: String, available: [String])
  /// No such version; the highest there is.
  case unknownVersion(name: String, version: String, latest: Int)
  /// A file does not have the digest that its manifest names.
  case digestMismatch(path: String)
  /// A file is not what it should be.
  case malformed(path: String, reason: String)
  /// A file is larger than the limit in bytes.
  case tooLarge(path: String, limit: Int)
  /// No version of the name has the role.
  case unknownAlias(name: String, alias: String)
  /// A role belongs to a version that is not there; those that are.
  case danglingAlias(name: String, alias: String, version: Int, versions: [Int])
  /// A folder or a file of the registry is a symbolic link.
  case symbolicLink(path: String)
  /// Somebody else is changing the roles of the name.
  case locked(path: String)
  /// There is no former champion to go back to.
  case noFormerChampion(name: String)
  /// A version has no signature.
  case unsigned(path: String)
  /// The signature is not of this content by this key.
  case badSignature(path: String)
  /// A file holds no Ed25519 key of the kind wanted.
  case notAKey(path: String, wanted: String)
}

extension RegistryError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .invalidName(let name):
      "model name \"\(name.displayed())\": use 1 to 64 lower-case letters, digits, - and _"
    case .unknownModel(let name, let registry, let available):
      "no model \"\(name.displayed())\" in \(registry); "
        + (available.isEmpty
          ? "the registry is empty" : "there are: " + available.joined(separator: ", "))
    case .unknownVersion(let name, let version, let latest):
      "model \(name) has no version \(version.displayed()); the latest is \(latest)"
    case .digestMismatch(let path):
      "\(path): the content does not match its digest; the file was changed or damaged"
    case .malformed(let path, let reason): "\(path): not a model file: \(reason)"
    case .tooLarge(let path, let limit): "\(path): larger than \(limit) bytes"
    case .unknownAlias(let name, let alias):
      "model \(name) has no \(alias); make one with: leadscore models promote \(name)@VERSION"
        + (alias == "champion" ? "" : " --as \(alias)")
    case .danglingAlias(let name, let alias, let version, let versions):
      "the \(alias) of model \(name) is version \(version), which is not there; there are: "
        + versions.map(String.init).joined(separator: ", ")
    case .symbolicLink(let path):
      "\(path): is a symbolic link, which a registry may not hold; --follow-symlinks allows it"
    case .locked(let path): "\(path): another run is changing this model's roles; try again later"
    case .noFormerChampion(let name): "model \(name) has no former champion to go back to"
    case .unsigned(let path): "\(path): is not signed"
    case .badSignature(let path): "\(path): the signature is not of this content by this key"
    case .notAKey(let path, let wanted):
      "\(path.displayed(limit: 4096)): holds no \(wanted); make a pair with: openssl genpkey"
        + " -algorithm ed25519 -out key.pem && openssl pkey -in key.pem -pubout -out key.pub"
    }
  }
}
