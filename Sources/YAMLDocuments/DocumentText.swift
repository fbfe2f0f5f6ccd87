internal import Tables

/// The text of a document, checked before the parser sees it.
struct DocumentText {
  /// How many aliases a document may seem to have before it is refused unparsed.
  ///
  /// Aliases are refused in any case, but only after parsing, and the parser compares keys:
  /// nested aliases used as a key cost it exponential time.
  private static let aliasLimit = 16

  /// The text without a byte order mark.
  let text: String

  /// - Throws: a problem for too many bytes, for bytes that are not UTF-8, for characters outside
  ///   YAML's printable set and for a pile of aliases.
  init(utf8 bytes: [UInt8], file: String, limit: Int) throws(ConfigurationProblem) {
    let body = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...])
    func problem(_ kind: ConfigurationProblem.Kind, at offset: Int) -> ConfigurationProblem {
      ConfigurationProblem(kind, at: Place(file: file, ofOffset: offset, in: body))
    }
    guard bytes.count <= limit else { throw problem(.tooLarge(limit: limit), at: 0) }
    if let offset = DocumentText.firstInvalid(body) { throw problem(.notUTF8, at: offset) }
    text = String(decoding: body, as: UTF8.self)
    var offset = 0
    for scalar in text.unicodeScalars {
      guard scalar.isPrintableInYAML else { throw problem(.forbiddenCharacter(scalar), at: offset) }
      offset += UTF8.width(scalar)
    }
    let aliases = DocumentText.apparentAliases(body)
    guard aliases.count <= DocumentText.aliasLimit else { throw problem(.alias, at: aliases[0]) }
  }

  /// The offset of the first byte that begins no UTF-8 scalar.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  /// The offsets of what looks like `*name` where a value may start, outside comment lines.
  private static func apparentAliases(_ bytes: [UInt8]) -> [Int] {
    let openers = Set(" \n\r\t[{,:?-".utf8)
    let blanks = Set(" \n\r\t*,]}".utf8)
    var offsets: [Int] = []
    var (isComment, isIndent) = (false, true)
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): (isComment, isIndent) = (false, true)
      case UInt8(ascii: "#") where isIndent: isComment = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
      case UInt8(ascii: "*") where !isComment:
        let begins = offset == 0 || openers.contains(bytes[offset - 1])
        let names = offset + 1 < bytes.count && !blanks.contains(bytes[offset + 1])
        if begins && names { offsets.append(offset) }
        isIndent = false
      default: isIndent = false
      }
    }
    return offsets
  }
}

extension Place {
  fileprivate init(file: String, ofOffset offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<offset].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let lastLine = String(decoding: before.last ?? [], as: UTF8.self)
    self.init(file: file, line: before.count, column: lastLine.unicodeScalars.count + 1)
  }
}

extension Unicode.Scalar {
  /// Whether YAML 1.1 allows the character in a stream (its production `c-printable`).
  fileprivate var isPrintableInYAML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
