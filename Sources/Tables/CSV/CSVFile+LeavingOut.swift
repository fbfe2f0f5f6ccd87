#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CSVFile {
  /// Whether a physical line is part of a record that ``leavingOut(lines:)`` can leave out.
  ///
  /// In a file of one column a blank line is a value, so there nothing can be left out.
  public func canLeaveOut(line: Int) -> Bool { names.count > 1 && line >= header.bodyLine }

  /// The same file without the records that some physical lines are part of.
  ///
  /// Blank lines take their place, which reading skips, so that all others keep their lines.
  ///
  /// - Parameter lines: Physical lines, from 1.
  /// - Returns: The rest of the file, in a scratch file.
  /// - Throws: ``InputError``.
  public func leavingOut(lines: Set<Int>) throws -> CSVFile {
    let scratch = try ScratchFile.open(named: path)
    do {
      var records = RecordFilter(lines: lines, firstLine: header.bodyLine)
      var offset = 0
      while offset < input.size {
        let isHeader = offset < header.bodyOffset
        let limit = isHeader ? header.bodyOffset - offset : 1 << 20
        let chunk = try input.read(at: offset, count: limit)
        if chunk.isEmpty { break }
        offset += chunk.count
        let kept = isHeader ? chunk : records.kept(of: chunk, isLast: offset >= input.size)
        try SystemCalls.write(kept, to: scratch)
      }
      return try CSVFile(InputFile(scratch: scratch, madeFrom: input), format: format)
    } catch let failure as SystemCalls.Failure {
      close(scratch)
      throw InputError.readFailed(path: path, errno: failure.code)
    }
  }
}

/// Records of a file in which every quote has its partner, some of them blanked.
private struct RecordFilter {
  private let lines: Set<Int>
  private var line: Int
  private var isQuoted = false
  private var isLeftOut = false
  private var record: [UInt8] = []

  init(lines: Set<Int>, firstLine: Int) {
    self.lines = lines
    line = firstLine
  }

  /// The bytes that stay of the records that end in a chunk.
  mutating func kept(of chunk: [UInt8], isLast: Bool) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(chunk.count)
    for byte in chunk {
      record.append(byte)
      if byte == Byte.quote { isQuoted.toggle() }
      guard byte == Byte.lineFeed else { continue }
      if lines.contains(line) { isLeftOut = true }
      line += 1
      if !isQuoted { endRecord(&kept) }
    }
    if isLast {
      if lines.contains(line) { isLeftOut = true }
      endRecord(&kept)
    }
    return kept
  }

  private mutating func endRecord(_ kept: inout [UInt8]) {
    kept += isLeftOut ? record.filter { $0 == Byte.lineFeed } : record
    record.removeAll(keepingCapacity: true)
    isLeftOut = false
  }
}
