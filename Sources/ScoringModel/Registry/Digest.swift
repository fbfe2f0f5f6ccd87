internal import Crypto
import Tables

/// SHA-256 digests, as lower-case hexadecimal.
public enum Digest {
  /// The digest of some bytes.
  public static func sha256(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  /// The digest of bytes that are handed over piece by piece.
  ///
  /// - Throws: what `body` throws.
  public static func sha256(_ body: ((([UInt8]) -> Void)) throws -> Void) rethrows -> String {
    var hasher = SHA256()
    try body { hasher.update(data: $0) }
    return hexadecimal(hasher.finalize())
  }

  /// The digest of the bytes of a file.
  ///
  /// - Throws: `InputError`.
  public static func sha256(ofFile path: String) throws -> String {
    let file = try InputFile(path: path)
    return sha256(try file.read(at: 0, count: file.size))
  }

  /// The digest of 64-bit numbers in the order given, each as eight little-endian bytes.
  public static func sha256(_ words: [UInt64]) -> String {
    var hasher = SHA256()
    var buffer: [UInt8] = []
    buffer.reserveCapacity(8 << 10)
    for word in words {
      for shift in stride(from: 0, to: 64, by: 8) {
        buffer.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
      if buffer.count >= 8 << 10 {
        hasher.update(data: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    hasher.update(data: buffer)
    return hexadecimal(hasher.finalize())
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
