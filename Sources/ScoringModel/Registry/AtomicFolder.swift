#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Tables

/// A folder that appears whole under a number, or not at all.
final class AtomicFolder {
  private let parent: String
  private let temporaryPath: String
  private var names: [String] = []
  private var isCommitted = false

  /// Makes a temporary folder inside `parent`, which is created when it is not there.
  init(beside parent: String) throws {
    self.parent = parent
    try AtomicFolder.makeFolders(parent)
    var template = Array((parent + "/.tmp-\(getpid())-XXXXXX").utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw OutputError.cannotCreate(path: parent, errno: errno)
    }
    temporaryPath = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    guard !isCommitted else { return }
    for name in names { _ = unsafe unlink(temporaryPath + "/" + name) }
    _ = unsafe rmdir(temporaryPath)
  }

  /// Adds a file, flushed to disk.
  func write(_ bytes: [UInt8], as name: String) throws {
    try AtomicFile.write(bytes, to: temporaryPath + "/" + name)
    names.append(name)
  }

  /// Renames the folder to the first free number above one.
  ///
  /// A rename never replaces a folder that holds files, so two writers get different numbers.
  func commit(asNextAfter latest: Int) throws -> Int {
    var version = latest + 1
    while unsafe rename(temporaryPath, "\(parent)/\(version)") != 0 {
      guard errno == EEXIST || errno == ENOTEMPTY else {
        throw OutputError.cannotCreate(path: "\(parent)/\(version)", errno: errno)
      }
      version += 1
    }
    isCommitted = true
    try AtomicFile.syncDirectory(of: "\(parent)/\(version)")
    return version
  }

  private static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
      guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
        throw OutputError.cannotCreate(path: made, errno: errno)
      }
    }
  }
}
