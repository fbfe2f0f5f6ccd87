/// Names in SQL.
public enum SQLIdentifier {
  /// The longest name that a PostgreSQL server keeps, in bytes.
  public static let limit = 63

  /// A name in quotes, so that it is one name whatever is in it.
  ///
  /// Quotes in it are doubled, which GRDB's own quoting leaves out.
  public static func quoted(_ name: String) -> String {
    // By bytes: a quote joined to a combining mark is another character to Swift.
    var bytes: [UInt8] = [Byte.quote]
    for byte in name.utf8 {
      if byte == Byte.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(Byte.quote)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a name can be given to a new table.
  public static func isUsable(_ name: String) -> Bool {
    (1...limit).contains(name.utf8.count)
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
