internal import Crypto
import Foundation
public import Tables

/// Ed25519 keys in the files that `openssl genpkey -algorithm ed25519` writes.
///
/// A signature is over the bytes of a version's manifest, which names the digests of all its other
/// files; so whoever can write the registry but has no key cannot forge a model.
public enum ModelSignature {
  static let file = "manifest.sig"
  /// What precedes the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410).
  private static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func privateKey(_ path: String) throws -> Curve25519.Signing.PrivateKey {
    let key = try bytes(path, label: "PRIVATE KEY", prefix: privatePrefix)
    guard let key, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: key) else {
      throw RegistryError.notAKey(path: path, wanted: "private Ed25519 key in PEM")
    }
    return key
  }

  static func publicKey(_ path: String) throws -> Curve25519.Signing.PublicKey {
    let key = try bytes(path, label: "PUBLIC KEY", prefix: publicPrefix)
    guard let key, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else {
      throw RegistryError.notAKey(path: path, wanted: "public Ed25519 key in PEM")
    }
    return key
  }

  /// The key in a PEM file; nil when the file is none.
  private static func bytes(_ path: String, label: String, prefix: [UInt8]) throws -> [UInt8]? {
    let text = String(decoding: try RegistryJSON.bytes(of: path), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard let start = lines.firstIndex(of: "-----BEGIN \(label)-----"),
      let end = lines.firstIndex(of: "-----END \(label)-----"), start < end,
      let decoded = Data(base64Encoded: lines[(start + 1)..<end].joined())
    else { return nil }
    let bytes = Array(decoded)
    guard bytes.count == prefix.count + 32, bytes.starts(with: prefix) else { return nil }
    return Array(bytes.dropFirst(prefix.count))
  }
}

extension ModelRegistry {
  /// Signs a version with the private key in a file and records that in the audit log.
  ///
  /// - Throws: ``RegistryError/notAKey(path:wanted:)``, and what writing throws.
  public func sign(_ stored: StoredModel, key path: String, at: Timestamp) throws {
    let key = try ModelSignature.privateKey(path)
    let manifest = try RegistryJSON.bytes(of: stored.path + "/" + ModelRegistry.manifestFile)
    let signature = Data(try key.signature(for: manifest)).base64EncodedString()
    try changeRoles(of: stored.model.name, at: at) { aliases, sequence in
      try AtomicFile.write(
        Array((signature + "\n").utf8), to: stored.path + "/" + ModelSignature.file)
      return (
        ModelAliases(
          champion: aliases.champion, challenger: aliases.challenger,
          formerChampions: aliases.formerChampions, sequence: sequence),
        Change(action: .sign, alias: nil, from: nil, to: stored.holder, note: nil)
      )
    }
  }

  /// Checks the signature of a version with the public key in a file.
  ///
  /// - Throws: ``RegistryError/unsigned(path:)`` or ``RegistryError/badSignature(path:)``.
  public func verifySignature(of stored: StoredModel, key path: String) throws {
    let key = try ModelSignature.publicKey(path)
    let signaturePath = stored.path + "/" + ModelSignature.file
    try refuseLink(signaturePath)
    let text: [UInt8]
    do {
      text = try RegistryJSON.bytes(of: signaturePath)
    } catch InputError.notFound {
      throw RegistryError.unsigned(path: stored.path)
    }
    let manifest = try RegistryJSON.bytes(of: stored.path + "/" + ModelRegistry.manifestFile)
    // Base64 has bits to spare at its end: only the one spelling of a signature is accepted.
    guard text.last == 10, let signature = Data(base64Encoded: Data(text.dropLast())),
      Array(signature.base64EncodedString().utf8) == text.dropLast(),
      key.isValidSignature(signature, for: manifest)
    else { throw RegistryError.badSignature(path: signaturePath) }
  }
}
