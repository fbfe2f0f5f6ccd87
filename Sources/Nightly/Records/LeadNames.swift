import ScoringModel
import Tables

/// How records of runs name leads: by pseudonym, or by a plain hash where the registry has no key.
///
/// A name is 16 hexadecimal digits. A run works with the numbers that they spell: a million texts of
/// that length take fifty megabytes, a million numbers eight.
struct LeadNames: Sendable {
  let pseudonyms: Pseudonyms?

  /// The name that stands for an identifier.
  func name(of identifier: String) -> String {
    number(of: Array(identifier.utf8)[...]).hexadecimal
  }

  /// The number of the name of an identifier, given by its UTF-8 bytes.
  func number(of identifier: ArraySlice<UInt8>) -> UInt64 {
    pseudonyms?.number(of: identifier)
      ?? UInt64(Digest.sha256(Array(identifier)).prefix(16), radix: 16) ?? 0
  }

  /// The numbers of many identifiers, in their order.
  func numbers(of identifiers: [String], threads: Int) throws -> [UInt64] {
    var numbers: [UInt64] = []
    numbers.reserveCapacity(identifiers.count)
    var starts = stride(from: 0, to: identifiers.count, by: 8192).makeIterator()
    try OrderedPipeline.run(threads: threads) {
      starts.next()
    } transform: { start in
      identifiers[start..<min(start + 8192, identifiers.count)].map {
        number(of: Array($0.utf8)[...])
      }
    } consume: {
      numbers += $0
    }
    return numbers
  }
}
