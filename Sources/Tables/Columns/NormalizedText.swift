import Foundation

extension ArraySlice<UInt8> {
  var isASCII: Bool { allSatisfy { $0 < 0x80 } }

  /// The same text with composed characters (Unicode normalization form C).
  var normalized: [UInt8] {
    if isASCII { return Array(self) }
    let text = String(decoding: self, as: UTF8.self)
    return Array(text.precomposedStringWithCanonicalMapping.utf8)
  }
}
