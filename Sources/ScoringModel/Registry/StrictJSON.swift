import Foundation
import Tables

/// A pass over JSON for what decoders let through: keys that occur twice, commas before a closing
/// bracket, and nesting without end.
///
/// Whatever else is wrong is left to the decoder, which says it better.
struct StrictJSON {
  private let bytes: [UInt8]
  private var position = 0

  private static let deepest = 64

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What is wrong; nil when nothing is that this pass looks for.
  mutating func flaw() -> String? {
    var keys: [Set<String>] = []
    /// Whether each open bracket is that of an object.
    var objects: [Bool] = []
    var previous: UInt8 = 0
    position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        let start = position
        skipString()
        let isKey =
          objects.last == true
          && (previous == UInt8(ascii: "{") || previous == UInt8(ascii: ","))
        if isKey {
          let key = text(start..<min(position, bytes.count))
          guard keys[keys.count - 1].insert(key).inserted else {
            return "key \"\(key.displayed())\" occurs twice"
          }
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        objects.append(byte == UInt8(ascii: "{"))
        keys.append([])
        guard objects.count <= StrictJSON.deepest else {
          return "brackets are nested more than \(StrictJSON.deepest) deep"
        }
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if previous == UInt8(ascii: ",") { return "there is a comma before a closing bracket" }
        // A bracket too many is for the decoder to report.
        guard !objects.isEmpty else { return nil }
        objects.removeLast()
        keys.removeLast()
        position += 1
      case 9, 10, 13, 32:
        position += 1
        continue
      default: position += 1
      }
      previous = byte
    }
    return nil
  }

  /// Moves behind the string that begins here.
  private mutating func skipString() {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
  }

  /// The text of a string in quotes, so that `"a"` and `"\u0061"` are the same.
  private func text(_ range: Range<Int>) -> String {
    let raw = bytes[range]
    guard raw.contains(UInt8(ascii: "\\")) else {
      return String(decoding: raw.dropFirst().dropLast(), as: UTF8.self)
    }
    return (try? JSONDecoder().decode(String.self, from: Data(raw)))
      ?? String(decoding: raw, as: UTF8.self)
  }
}
