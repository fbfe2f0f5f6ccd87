/// Where a field's text lies in the bytes of its block, in one word.
///
/// Blocks are at most as long as the longest record, so 31 bits hold an offset and a length.
struct FieldSpan: Sendable {
  private let bits: UInt64

  @inline(__always)
  init(offset: Int, length: Int, isQuoted: Bool = false, isEscaped: Bool = false) {
    bits =
      UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) << 31
      | (isQuoted ? 1 << 62 : 0) | (isEscaped ? 1 << 63 : 0)
  }

  /// Where the text begins, after an opening quote.
  @inline(__always) var offset: Int { Int(bits & 0x7FFF_FFFF) }

  /// The length of the text as written, with doubled quotes.
  @inline(__always) var length: Int { Int(bits >> 31 & 0x7FFF_FFFF) }

  /// Whether the field is in quotes.
  @inline(__always) var isQuoted: Bool { bits >> 62 & 1 == 1 }

  /// Whether doubled quotes have to be halved.
  @inline(__always) var isEscaped: Bool { bits >> 63 == 1 }

  /// Where the field begins, its opening quote included.
  var start: Int { isQuoted ? offset - 1 : offset }
}
