import Foundation
import Tables

/// JSON as the registry writes and reads it: sorted keys out, nothing ambiguous in.
public enum RegistryJSON {
  /// The bytes of a value, the same for equal values, with a line feed at the end.
  ///
  /// - Throws: an encoding error for numbers that JSON has not, such as infinity.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [10]
  }

  /// Reads a value.
  ///
  /// - Throws: ``RegistryError/malformed(path:reason:)``, also for what readers of JSON disagree
  ///   about: a key that occurs twice, a comma before a closing bracket.
  static func decode<Value: Decodable>(_ bytes: [UInt8], path: String) throws -> Value {
    var check = StrictJSON(bytes)
    if let flaw = check.flaw() { throw RegistryError.malformed(path: path, reason: flaw) }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw RegistryError.malformed(path: path, reason: error.reason)
    }
  }

  /// What vouches for the rest of a file.
  private struct Seal: Codable { let digest: String }

  /// The bytes of an object with one more key: the digest of all the others.
  static func sealed(_ value: some Encodable) throws -> [UInt8] {
    let bytes = try encode(value)
    let seal = "{\n  \"digest\" : \"\(Digest.sha256(bytes))\",\n"
    return Array(seal.utf8) + bytes.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
  }

  /// Reads an object that was sealed.
  ///
  /// - Throws: ``RegistryError/malformed(path:reason:)`` or
  ///   ``RegistryError/digestMismatch(path:)``.
  static func decodeSealed<Value: Codable>(_ bytes: [UInt8], path: String) throws -> Value {
    let seal: Seal = try decode(bytes, path: path)
    let value: Value = try decode(bytes, path: path)
    guard Digest.sha256(try encode(value)) == seal.digest else {
      throw RegistryError.digestMismatch(path: path)
    }
    return value
  }

  /// A small file as a whole.
  ///
  /// - Throws: `InputError`, or ``RegistryError/tooLarge(path:limit:)`` before anything is read.
  static func bytes(of path: String) throws -> [UInt8] {
    let file = try InputFile(path: path)
    guard file.size <= ModelRegistry.sizeLimit else {
      throw RegistryError.tooLarge(path: path, limit: ModelRegistry.sizeLimit)
    }
    return try file.read(at: 0, count: file.size)
  }
}

extension DecodingError {
  /// What is wrong and under which key.
  var reason: String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "" : path.map(\.stringValue).joined(separator: ".") + ": "
    }
    return switch self {
    case .keyNotFound(let key, let context):
      place(context.codingPath) + "key \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      place(context.codingPath) + context.debugDescription
    @unknown default: "unreadable"
    }
  }
}
