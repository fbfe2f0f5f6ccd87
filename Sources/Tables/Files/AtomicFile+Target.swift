#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AtomicFile {
  /// The directory of a path and the name in it.
  static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let directory = slash == path.startIndex ? "/" : String(path[..<slash])
    return (directory, String(path[path.index(after: slash)...]))
  }

  /// Whether a path leads to a pipe, a terminal or a device, which no file can take the place of.
  static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard unsafe path.withPath({ unsafe stat($0, &status) }) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  /// The system's error number for a target that is a directory or a symbolic link.
  static func refusal(_ path: String) -> Int32? {
    if path.isEmpty || path.last == "/" { return EISDIR }
    var status = stat()
    guard unsafe path.withPath({ unsafe lstat($0, &status) }) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return EISDIR
    case S_IFLNK: return ELOOP
    default: return nil
    }
  }

  /// Removes temporary files of the same target whose writer was killed before it could.
  static func removeLeftovers(of name: String, in directory: String) {
    guard let stream = unsafe directory.withPath({ unsafe opendir($0) }) else { return }
    defer { unsafe closedir(stream) }
    let prefix = ".\(name).tmp-"
    var leftovers: [String] = []
    while let entry = unsafe readdir(stream) {
      let found = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard found.hasPrefix(prefix),
        let writer = found.dropFirst(prefix.count).split(separator: "-").first.flatMap({ Int32($0) }
        ),
        writer > 0, kill(writer, 0) != 0, errno == ESRCH
      else { continue }
      leftovers.append(found)
    }
    for leftover in leftovers { _ = unsafe unlink("\(directory)/\(leftover)") }
  }
}
