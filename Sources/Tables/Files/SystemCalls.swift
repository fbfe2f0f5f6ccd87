#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads and writes of whole buffers: short counts and interruptions are carried on with.
enum SystemCalls {
  /// A call that failed, with the system's error number.
  struct Failure: Error {
    let code: Int32
  }

  /// Reads up to a buffer's size from a position; fewer bytes only at the end of the file.
  static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(Failure) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw Failure(code: errno) }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// Writes all bytes at a position.
  static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int
  ) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(code: errno) }
      done += count
    }
  }

  /// Reads what a stream has to give next, nothing at its end.
  static func readNext(_ stream: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var got = 0
      repeat {
        got = unsafe systemRead(stream, buffer.baseAddress, buffer.count)
      } while got < 0 && errno == EINTR
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    guard failure == 0 else { throw Failure(code: failure) }
    return bytes
  }

  /// Writes all bytes.
  static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) throws(Failure) {
    let failure = bytes.withContiguousStorageIfAvailable { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let rest = unsafe UnsafeBufferPointer(rebasing: buffer[done...])
        let count = unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { return errno }
        done += count
      }
      return 0
    }
    guard let failure else { return try write(Array(bytes), to: descriptor) }
    if failure != 0 { throw Failure(code: failure) }
  }
}

// Named apart, because inside a type that has a `read` of its own the system's is out of reach.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}
