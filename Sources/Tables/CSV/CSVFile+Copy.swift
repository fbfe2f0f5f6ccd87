#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The text of a table while it is copied from elsewhere into a scratch file.
public final class TableCopy {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 20

  fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Adds bytes at the end.
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``, for instance when the disk is full.
  public func write(_ bytes: some Collection<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= TableCopy.bufferSize { try flush() }
  }

  fileprivate func flush() throws {
    do throws(SystemCalls.Failure) {
      try SystemCalls.write(buffer, to: descriptor)
    } catch {
      throw OutputError.writeFailed(
        path: "scratch file in \(ScratchFile.folder)", errno: error.code)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension CSVFile {
  /// A table that is no file, such as rows of a database, copied as CSV into a scratch file.
  ///
  /// What a value means is thereby decided by one reader, wherever the value comes from.
  ///
  /// - Parameters:
  ///   - name: What messages call the table.
  ///   - missing: The texts that mean a missing value, besides blank.
  ///   - write: Writes a header and records, separated by commas, in UTF-8.
  /// - Throws: What `write` throws, ``OutputError``, ``InputError`` and ``DataProblems``.
  public init(
    copyOf name: String, missing: [String] = CSVFormat.standardMissing,
    write: (TableCopy) throws -> Void
  ) throws {
    let scratch = try ScratchFile.open(named: name)
    do {
      let copy = TableCopy(scratch)
      try write(copy)
      try copy.flush()
    } catch {
      close(scratch)
      throw error
    }
    try self.init(
      InputFile(scratch: scratch, named: name),
      format: CSVFormat(delimiter: UInt8(ascii: ","), missing: missing))
  }
}

extension CSVFile {
  /// Hands on the bytes of the file as they are, header and all, piece by piece.
  ///
  /// - Throws: ``InputError``, or what `body` throws.
  public func forEachChunk(_ body: ([UInt8]) throws -> Void) throws {
    var offset = 0
    while offset < input.size {
      let chunk = try input.read(at: offset, count: 1 << 16)
      if chunk.isEmpty { break }
      try body(chunk)
      offset += chunk.count
    }
  }
}
