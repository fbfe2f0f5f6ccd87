import Foundation
import Tables

/// The append-only record of changes to the roles of a name, one JSON object per line.
///
/// A line is on the disk before its change takes place. The file of roles names the last line
/// that was carried out, so a line that its program did not live to carry out is told apart.
struct AuditLog {
  let path: String

  /// The entries in order; a line that a crash cut short is left out.
  ///
  /// - Throws: `InputError`.
  func entries() throws -> [AuditEntry] {
    let bytes: [UInt8]
    do {
      let file = try InputFile(path: path)
      bytes = try file.read(at: 0, count: file.size)
    } catch InputError.notFound {
      return []
    }
    return bytes.split(separator: 10).compactMap { line in
      try? JSONDecoder().decode(AuditEntry.self, from: Data(line))
    }
  }

  /// Adds lines at the end and waits until they are on the disk.
  ///
  /// - Throws: `OutputError`.
  func append(_ entries: [AuditEntry]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var text: [UInt8] = []
    for entry in entries { text += Array(try encoder.encode(entry)) + [10] }
    let descriptor = unsafe open(
      path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw OutputError.cannotCreate(path: path, errno: errno) }
    defer { close(descriptor) }
    // A line that a crash cut short must not swallow the next.
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 10
    if end > 0 { _ = unsafe pread(descriptor, &last, 1, end - 1) }
    if last != 10 { text.insert(10, at: 0) }
    var rest = text[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
  }
}
