#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Unnamed temporary files: they vanish with the process, however it ends.
enum ScratchFile {
  /// A new empty file in `TMPDIR` (or `/tmp`), readable by this user only and already unlinked.
  static func open(named name: String) throws -> Int32 {
    let directory = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((directory + "/leadscore-XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw InputError.readFailed(path: name, errno: errno) }
    _ = unsafe unlink(template)
    return descriptor
  }

  /// A scratch file with everything that a stream holds.
  ///
  /// Bytes must be text in lines of a bounded length, so that an endless device is refused.
  static func copy(of stream: Int32, named name: String) throws -> Int32 {
    let scratch = try open(named: name)
    var total = 0
    var (line, lineStart) = (1, 0)
    while true {
      var failure: Int32 = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        var got = unsafe Glibc.read(stream, buffer.baseAddress, buffer.count)
        while got < 0 && errno == EINTR {
          got = unsafe Glibc.read(stream, buffer.baseAddress, buffer.count)
        }
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      guard failure == 0 else { throw InputError.readFailed(path: name, errno: failure) }
      guard !chunk.isEmpty else { return scratch }
      if let position = chunk.firstIndex(of: 0) {
        let place = Place(file: name, line: 1, column: total + position + 1)
        throw DataProblems([DataProblem(place: place, kind: .nulByte)])
      }
      if let lineFeed = chunk.lastIndex(of: Byte.lineFeed) {
        line += chunk.count { $0 == Byte.lineFeed }
        lineStart = total + lineFeed + 1
      }
      try write(chunk[...], to: scratch, named: name)
      total += chunk.count
      guard total - lineStart <= CSVFormat.Limit.record else {
        let place = Place(file: name, line: line, column: 1)
        throw DataProblems([
          DataProblem(place: place, kind: .recordTooLong(limit: CSVFormat.Limit.record))
        ])
      }
    }
  }

  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, named name: String) throws {
    var rest = bytes
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw InputError.readFailed(path: name, errno: errno) }
      rest = rest.dropFirst(written)
    }
  }
}
