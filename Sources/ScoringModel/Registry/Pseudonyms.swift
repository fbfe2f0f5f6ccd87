internal import Crypto
import Foundation
import Tables

/// Names that stand for identifiers: the same for the same identifier, and of no use without a key.
///
/// A keyed hash, HMAC-SHA256 cut to 64 bits: who has the key can tell whether a lead is meant, who has
/// it not cannot even try identifiers. Two of a million leads share a name with probability 3·10⁻⁸.
public struct Pseudonyms: Sendable, Equatable {
  private let key: SymmetricKey

  /// Names by a key of any bytes.
  public init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  /// The name of an identifier: 16 hexadecimal digits.
  public func name(of identifier: String) -> String {
    number(of: Array(identifier.utf8)[...]).hexadecimal
  }

  /// The number that the name of an identifier, given by its UTF-8 bytes, spells.
  public func number(of identifier: ArraySlice<UInt8>) -> UInt64 {
    HMAC<SHA256>.authenticationCode(for: identifier, using: key).prefix(8)
      .reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension UInt64 {
  /// The number as 16 hexadecimal digits.
  public var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension ModelRegistry {
  /// The file of the key, in the root of a registry.
  public static let pseudonymKeyFile = ".pseudonym-key"

  private var keyPath: String { root + "/" + ModelRegistry.pseudonymKeyFile }

  /// The pseudonyms of this registry; nil when it has no key yet.
  ///
  /// - Throws: ``RegistryError/notAKey(path:wanted:)`` for a file that is none, or `InputError`.
  public func pseudonyms() throws -> Pseudonyms? {
    try refuseLink(keyPath)
    let file: InputFile
    do {
      file = try InputFile(path: keyPath)
    } catch InputError.notFound {
      return nil
    }
    let text = String(decoding: try file.read(at: 0, count: min(file.size, 128)), as: UTF8.self)
    guard text.utf8.count == 65, text.hasSuffix("\n"), text.dropLast().allSatisfy(\.isHexDigit)
    else {
      throw RegistryError.notAKey(path: keyPath, wanted: "key of 64 hexadecimal digits")
    }
    return Pseudonyms(key: Array(text.dropLast().utf8))
  }

  /// The pseudonyms of this registry, with a key made by chance when it has none yet.
  ///
  /// - Throws: as ``pseudonyms()``, and `OutputError` when there can be no such file.
  public func makingPseudonyms() throws -> Pseudonyms {
    if let known = try pseudonyms() { return known }
    try AtomicFolder.makeFolders(root)
    // Two first trainings at once must end with one key: the second finds that of the first.
    let lock = try RegistryLock(path: root + "/" + ModelRegistry.lockFile)
    return try withExtendedLifetime(lock) {
      if let made = try pseudonyms() { return made }
      let text = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
        unsafe bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      }
      try AtomicFile.write(Array((text + "\n").utf8), to: keyPath)
      return Pseudonyms(key: Array(text.utf8))
    }
  }
}
