extension CSVHeader {
  /// Refuses what is plainly no CSV in UTF-8, saying what it is.
  ///
  /// - Throws: ``DataProblems`` with one problem.
  static func refuseOtherFormats(_ bytes: [UInt8], file: String) throws {
    if bytes.isEmpty { throw problem(.emptyFile, at: 0, in: bytes, file: file) }
    for (what, magic) in magics where bytes.starts(with: magic) {
      throw problem(.notText(what: what), at: 0, in: bytes, file: file)
    }
    if ["<!doc", "<html"].contains(String(decoding: bytes.prefix(5), as: UTF8.self).lowercased()) {
      throw problem(.notText(what: "an HTML page"), at: 0, in: bytes, file: file)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw problem(.utf16, at: 0, in: bytes, file: file)
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw problem(looksLikeUTF16(bytes) ? .utf16 : .nulByte, at: zero, in: bytes, file: file)
    }
    if !bytes.contains(Byte.lineFeed), let lone = bytes.firstIndex(of: Byte.carriageReturn),
      lone + 1 < bytes.count
    {
      throw problem(.carriageReturnsOnly, at: lone, in: bytes, file: file)
    }
  }

  private static let magics: [(what: String, bytes: [UInt8])] = [
    ("a gzip archive", [0x1F, 0x8B]),
    ("a zip archive or spreadsheet (.xlsx)", Array("PK\u{3}\u{4}".utf8)),
    ("a Parquet file", Array("PAR1".utf8)),
    ("an SQLite database", Array("SQLite format 3".utf8)), ("a PDF document", Array("%PDF".utf8)),
  ]

  /// Whether zero bytes alternate with others, as in Western text without a byte order mark.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
    let start = bytes.prefix(64)
    let zeros = start.indices.filter { start[$0] == 0 }
    return zeros.count * 3 > start.count && zeros.allSatisfy { $0 % 2 == zeros[0] % 2 }
  }

  private static func problem(
    _ kind: DataProblem.Kind, at offset: Int, in bytes: [UInt8], file: String
  ) -> DataProblems {
    let before = bytes[..<offset]
    let place = Place(
      file: file, line: before.count { $0 == Byte.lineFeed } + 1,
      column: offset - (before.lastIndex(of: Byte.lineFeed) ?? -1))
    return DataProblems([DataProblem(place: place, kind: kind)])
  }
}
