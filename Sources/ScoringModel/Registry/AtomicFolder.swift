#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Foundation
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
    AtomicFolder.removeLeftovers(in: parent)
    var template = Array((parent + "/\(AtomicFolder.prefix)\(getpid())-XXXXXX").utf8CString)
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
    // Noted first: a file whose last step failed may be there all the same.
    names.append(name)
    try AtomicFile.write(bytes, to: temporaryPath + "/" + name)
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

  /// Removes temporary folders whose writer was killed before it could.
  private static func removeLeftovers(in parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let process = name.dropFirst(prefix.count).split(separator: "-").first.flatMap { Int32($0) }
      guard let writer = process, writer > 0, kill(writer, 0) != 0, errno == ESRCH else {
        continue
      }
      try? FileManager.default.removeItem(atPath: parent + "/" + name)
    }
  }

  /// What the names of temporary folders begin with, before the number of the writer's process.
  private static let prefix = ".tmp-"

  static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
      guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
        throw OutputError.cannotCreate(path: made, errno: errno)
      }
    }
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      throw OutputError.cannotCreate(path: path, errno: ENOTDIR)
    }
  }
}
