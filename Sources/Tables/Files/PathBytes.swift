/// Paths whose bytes are no UTF-8, as texts.
///
/// A byte that is part of no character stands in the text as a scalar of a private range, from which the
/// byte is made again where the system is asked for the file. All other paths are the texts that they are.
public enum PathBytes {
  /// The scalar of byte 0; those of bytes from 0x80 on are in use.
  private static let base: UInt32 = 0x10_FF00

  /// The byte that a scalar stands for; nil for any other scalar.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    (base + 0x80...base + 0xFF) ~= scalar.value ? UInt8(scalar.value - base) : nil
  }

  /// The text of a path, or of any other argument of a command.
  public static func text(of bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      var (iterator, parser) = (rest.makeIterator(), Unicode.UTF8.ForwardParser())
      if case .valid(let encoded) = parser.parseScalar(from: &iterator) {
        let scalar = Unicode.UTF8.decode(encoded)
        let isPrivate = byte(of: scalar) != nil
        // A character of the private range stands for its bytes too, so that it comes back as itself.
        text.append(
          contentsOf: isPrivate ? encoded.compactMap(Self.scalar(for:)) : [scalar])
        rest = rest.dropFirst(encoded.count)
      } else {
        text.append(contentsOf: [first].compactMap(Self.scalar(for:)))
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The scalar that stands for a byte.
  private static func scalar(for byte: UInt8) -> Unicode.Scalar? {
    Unicode.Scalar(base + UInt32(byte))
  }

  /// A line with the bytes in it escaped, as `\xff`.
  public static func shown(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: { byte(of: $0) != nil }) else { return line }
    return line.unicodeScalars.map { scalar in
      byte(of: scalar).map { "\\x" + String($0, radix: 16) } ?? String(scalar)
    }.joined()
  }

  /// The bytes of a path.
  public static func bytes(of text: String) -> [UInt8] {
    if !text.unicodeScalars.contains(where: { byte(of: $0) != nil }) { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }
}

extension String {
  /// Calls a body with the path as the system takes it.
  public func withPath<Result, Failure>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = (PathBytes.bytes(of: self) + [0]).map(CChar.init(bitPattern:))
    return try unsafe bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      guard let start = buffer.baseAddress else {
        preconditionFailure("an empty path has a 0")
      }
      return try unsafe body(start)
    }
  }
}
