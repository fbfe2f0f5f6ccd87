#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Unnamed temporary files: they vanish with the process, however it ends.
enum ScratchFile {
  /// Where scratch files go: `TMPDIR`, or `/tmp`.
  static var folder: String {
    let chosen = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    return chosen.isEmpty ? "/tmp" : chosen
  }

  /// A new empty file, readable by this user only and already unlinked.
  static func open() throws(SystemCalls.Failure) -> Int32 {
    var template = Array((folder + "/leadscore-XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw SystemCalls.Failure(code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = unsafe unlink(template)
    return descriptor
  }

  /// The same for the contents of an input.
  static func open(named name: String) throws -> Int32 {
    do {
      return try open()
    } catch {
      throw InputError.readFailed(path: name, errno: error.code)
    }
  }

  /// A scratch file with what a stream holds.
  ///
  /// An endless stream must not fill the disk: copying stops after a NUL byte, which no text has,
  /// and after a line longer than any record; whoever reads the copy refuses it there. Text in
  /// UTF-16 is full of NUL bytes, and with `isText` false they do not stop the copy.
  static func copy(of stream: Int32, named name: String, isText: Bool) throws -> Int32 {
    let scratch = try open(named: name)
    do throws(SystemCalls.Failure) {
      var lineLength = 0
      while true {
        let chunk = try SystemCalls.readNext(stream, limit: 1 << 20)
        try SystemCalls.write(chunk, to: scratch)
        let lineEnd = chunk.lastIndex(of: Byte.lineFeed)
        lineLength = lineEnd.map { chunk.count - $0 - 1 } ?? lineLength + chunk.count
        if chunk.isEmpty || lineLength > 2 * CSVFormat.Limit.record || isText && chunk.contains(0) {
          return scratch
        }
      }
    } catch {
      close(scratch)
      throw InputError.readFailed(path: name, errno: error.code)
    }
  }
}
