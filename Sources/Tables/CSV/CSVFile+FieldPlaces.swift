extension CSVFile {
  /// Problems of which only the line is known, with the places of their fields.
  ///
  /// A table knows the line of each row, not where its fields begin: that is found again where it is to
  /// be shown. Problems of other files, of other columns and of places that are known stay as they are.
  ///
  /// - Parameter problems: The problems, those of this file with the first lines of their records.
  /// - Returns: The same, each with the place of its field as far as the file can still be read.
  public func placingFields(of problems: DataProblems) -> DataProblems {
    func isToBePlaced(_ problem: DataProblem) -> Bool {
      problem.place.file == path && problem.place.column == 1
        && problem.place.line >= header.bodyLine
        && problem.column.map(names.contains) ?? false
    }
    let lines = Set(problems.problems.filter(isToBePlaced).map(\.place.line))
    guard !lines.isEmpty, let records = try? records(startingIn: lines) else { return problems }
    return problems.map { problem in
      guard isToBePlaced(problem), let record = records[problem.place.line],
        let index = problem.column.flatMap(names.firstIndex(of:)),
        let place = place(ofField: index, in: record, startingIn: problem.place.line)
      else { return problem }
      return DataProblem(place: place, column: problem.column, kind: problem.kind)
    }
  }

  /// The bytes of the records that start in some lines, by these.
  private func records(startingIn lines: Set<Int>) throws -> [Int: [UInt8]] {
    var found: [Int: [UInt8]] = [:]
    var (line, start, isQuoted) = (header.bodyLine, header.bodyLine, false)
    var record: [UInt8] = []
    var offset = header.bodyOffset
    while offset < input.size, found.count < lines.count {
      let chunk = try input.read(at: offset, count: 1 << 20)
      if chunk.isEmpty { break }
      offset += chunk.count
      for byte in chunk {
        if lines.contains(start) { record.append(byte) }
        if byte == Byte.quote { isQuoted.toggle() }
        guard byte == Byte.lineFeed else { continue }
        line += 1
        guard !isQuoted else { continue }
        if lines.contains(start) {
          found[start] = record
          record.removeAll()
        }
        start = line
      }
    }
    if !record.isEmpty { found[start] = record }
    return found
  }

  /// Where a field of a record begins, in physical lines and Unicode scalars; nil when it has no such.
  private func place(ofField index: Int, in record: [UInt8], startingIn line: Int) -> Place? {
    var (field, offset, isQuoted) = (0, 0, false)
    while field < index, offset < record.count {
      if record[offset] == Byte.quote { isQuoted.toggle() }
      if record[offset] == format.delimiter, !isQuoted { field += 1 }
      offset += 1
    }
    guard field == index else { return nil }
    let before = record[..<offset]
    let lineStart = before.lastIndex(of: Byte.lineFeed).map { $0 + 1 } ?? 0
    return Place(
      file: path, line: line + before.count { $0 == Byte.lineFeed },
      column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}
