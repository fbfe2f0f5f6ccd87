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
    }
  }
}
