internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The bytes of a small file.
struct ConfigurationFile {
  /// The contents.
  let bytes: [UInt8]

  /// - Throws: a problem when the file cannot be read or has more bytes than the limit; an endless
  ///   file is never read beyond it.
  init(path: String, limit: Int) throws(ConfigurationProblem) {
    let place = Place(file: path, line: 1, column: 1)
    func unreadable() -> ConfigurationProblem {
      ConfigurationProblem(.unreadable(errno: errno), at: place)
    }
    let descriptor = unsafe path.withPath { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw unreadable() }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    guard bytes.count <= limit else {
      throw ConfigurationProblem(.tooLarge(limit: limit), at: place)
    }
    self.bytes = bytes
  }
}
