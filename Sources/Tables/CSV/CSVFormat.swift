/// How a CSV file is written.
public struct CSVFormat: Sendable, Equatable {
  /// The text encodings that can be read.
  public enum Encoding: String, Sendable, CaseIterable {
    /// The default.
    case utf8 = "utf-8"
    /// With a byte order mark, or little-endian without one.
    case utf16 = "utf-16"
    /// Western European, as older spreadsheets write it.
    case windows1252 = "windows-1252"
  }

  /// The byte between fields; nil to detect it in the header line among `, ; tab |`.
  public var delimiter: UInt8?
  /// The encoding of the file.
  public var encoding: Encoding
  /// How numbers are written.
  public var numbers: NumberFormat
  /// The texts that mean a missing value, besides blank; compared exactly.
  public var missing: [String]

  /// The spellings of a missing value that are always understood.
  public static let standardMissing = ["NA", "N/A", "NULL", "null", "None", "-", "#N/A"]

  /// A format; the defaults read what most exports write.
  public init(
    delimiter: UInt8? = nil, encoding: Encoding = .utf8, numbers: NumberFormat = NumberFormat(),
    missing: [String] = CSVFormat.standardMissing
  ) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.numbers = numbers
    self.missing = missing
  }

  /// The longest field, record and header that are read.
  enum Limit {
    static let field = 1 << 20
    static let record = 8 << 20
    static let columns = 4096
    static let identifier = 255
    static let category = 1024
  }
}

/// The bytes that structure a CSV file.
enum Byte {
  static let tab: UInt8 = 9
  static let lineFeed: UInt8 = 10
  static let carriageReturn: UInt8 = 13
  static let space: UInt8 = 32
  static let quote: UInt8 = 34
}
