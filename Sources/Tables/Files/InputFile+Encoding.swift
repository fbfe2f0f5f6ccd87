import Foundation

extension InputFile {
  /// The same text in UTF-8.
  ///
  /// - Throws: ``DataProblems`` when the bytes are not text of the encoding.
  func transcoded(from encoding: CSVFormat.Encoding) throws -> InputFile {
    let bytes = try read(at: 0, count: size)
    let foundationEncoding: String.Encoding =
      switch encoding {
      case .utf8: .utf8
      case .utf16: bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) ? .utf16 : .utf16LittleEndian
      case .windows1252: .windowsCP1252
      }
    guard let text = String(data: Data(bytes), encoding: foundationEncoding) else {
      throw DataProblems([
        DataProblem(
          place: Place(file: path, line: 1, column: 1),
          kind: .custom("the file is not \(encoding.rawValue) text"))
      ])
    }
    return try InputFile(path: path, bytes: Array(text.utf8))
  }
}
