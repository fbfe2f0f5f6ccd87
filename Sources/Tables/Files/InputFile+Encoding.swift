#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension InputFile {
  /// The same text in UTF-8, written piece by piece to a scratch file.
  ///
  /// - Throws: ``DataProblems`` with the place of the first bytes that are not text of the
  ///   encoding, or ``InputError``.
  func transcoded(from encoding: CSVFormat.Encoding) throws -> InputFile {
    let scratch = try ScratchFile.open(named: path)
    do {
      var decoder = TextDecoder(encoding, start: try read(at: 0, count: 2))
      var offset = 0
      while offset < size {
        let chunk = try read(at: offset, count: 1 << 20)
        if chunk.isEmpty { break }
        offset += chunk.count
        try SystemCalls.write(decoder.utf8(of: chunk, isLast: offset >= size), to: scratch)
        if let fault = decoder.fault {
          let place = Place(file: path, line: fault.line, column: fault.column)
          let shown = fault.bytes.map { String($0, radix: 16, uppercase: true) }
          throw DataProblems([
            DataProblem(
              place: place,
              kind: .custom(
                "the bytes \(shown.joined(separator: " ")) are not \(encoding.rawValue) text"))
          ])
        }
      }
      return try InputFile(scratch: scratch, madeFrom: self)
    } catch {
      close(scratch)
      guard let failure = error as? SystemCalls.Failure else { throw error }
      throw InputError.readFailed(path: path, errno: failure.code)
    }
  }
}
