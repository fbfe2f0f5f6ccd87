#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why an input could not be opened or read.
public enum InputError: Error, Equatable {
  /// Nothing is at the path.
  case notFound(path: String)
  /// The path is a directory.
  case isDirectory(path: String)
  /// The file may not be read by this user.
  case permissionDenied(path: String)
  /// Reading failed; the system's error number.
  case readFailed(path: String, errno: Int32)
  /// Size or modification time differ before and after reading.
  case changedWhileReading(path: String)
}

extension InputError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path.displayed(limit: 4096)): no such file"
    case .isDirectory(let path):
      "\(path.displayed(limit: 4096)): is a directory, a file is expected"
    case .permissionDenied(let path): "\(path.displayed(limit: 4096)): permission denied"
    case .readFailed(let path, let code):
      unsafe "\(path.displayed(limit: 4096)): read failed: \(String(cString: strerror(code)))"
    case .changedWhileReading(let path):
      "\(path.displayed(limit: 4096)): changed while reading; try again when it is complete"
    }
  }
}

/// A file opened for reading at any position, from several threads at once.
///
/// Pipes and standard input (`-`) are first copied to an unlinked scratch file, so that every
/// input can be read twice.
public final class InputFile: Sendable {
  /// The path as the user gave it, `-` for standard input.
  public let path: String
  /// The size in bytes when the file was opened.
  public let size: Int
  private let descriptor: Int32
  /// The file that the path names, which for a stream is not the one that is read.
  private let identity: Identity
  /// The file that this one was made from.
  private let original: InputFile?

  /// Opens a file, or copies a stream into a scratch file.
  ///
  /// - Throws: ``InputError``.
  public convenience init(path: String) throws {
    try self.init(path: path, isText: true)
  }

  /// The same; with `isText` a NUL byte ends a stream, because what follows will be refused.
  init(path: String, isText: Bool) throws {
    self.path = path
    original = nil
    let opened =
      unsafe path == "-"
      ? dup(STDIN_FILENO) : path.withPath { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard opened >= 0 else { throw InputFile.openError(path, errno) }
    var isKept = false
    defer { if !isKept { close(opened) } }
    identity = try InputFile.identity(of: opened, path: path)
    switch identity.kind {
    case S_IFDIR: throw InputError.isDirectory(path: path)
    case S_IFREG:
      descriptor = opened
      size = identity.size
      isKept = true
    default:
      let scratch = try ScratchFile.copy(of: opened, named: path, isText: isText)
      descriptor = scratch
      size = try InputFile.identity(of: scratch, path: path).size
    }
  }

  /// The contents of another input in a new form, in a scratch file that this object will close.
  init(scratch: Int32, madeFrom original: InputFile) throws {
    path = original.path
    descriptor = scratch
    identity = original.identity
    size = try InputFile.identity(of: scratch, path: original.path).size
    self.original = original
  }

  /// What was written to a scratch file, which this object will close.
  init(scratch: Int32, named name: String) throws {
    path = name
    descriptor = scratch
    identity = try InputFile.identity(of: scratch, path: name)
    size = identity.size
    original = nil
  }

  deinit { close(descriptor) }

  /// Reads up to `count` bytes from a position; fewer only at the end of the file.
  ///
  /// - Throws: ``InputError/readFailed(path:errno:)``.
  public func read(at offset: Int, count: Int) throws -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = try unsafe fill(UnsafeMutableRawBufferPointer(buffer), at: offset)
    }
  }

  /// The same for bytes that records will be made of.
  func records(at offset: Int, count: Int) throws -> RecordBytes {
    try unsafe RecordBytes(limit: count) { try unsafe fill($0, at: offset) }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    do {
      return try unsafe SystemCalls.read(descriptor, into: buffer, at: offset)
    } catch {
      throw InputError.readFailed(path: path, errno: error.code)
    }
  }

  /// Checks that the file is what it was when it was opened.
  ///
  /// - Throws: ``InputError/changedWhileReading(path:)``.
  public func verifyUnchanged() throws {
    if let original { return try original.verifyUnchanged() }
    guard identity.kind == S_IFREG else { return }
    guard try InputFile.identity(of: descriptor, path: path) == identity else {
      throw InputError.changedWhileReading(path: path)
    }
  }

  /// Whether a path names this same file, also through links.
  public func isSameFile(as other: String) -> Bool {
    var status = stat()
    guard unsafe other.withPath({ unsafe stat($0, &status) }) == 0 else { return false }
    return status.st_dev == identity.device && status.st_ino == identity.inode
  }

  private struct Identity: Equatable {
    let kind: mode_t
    let size: Int
    let device: dev_t
    let inode: ino_t
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int
  }

  private static func identity(of descriptor: Int32, path: String) throws -> Identity {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw InputError.readFailed(path: path, errno: errno)
    }
    #if canImport(Glibc)
      let modified = status.st_mtim
    #else
      let modified = status.st_mtimespec
    #endif
    return Identity(
      kind: status.st_mode & S_IFMT, size: Int(status.st_size), device: status.st_dev,
      inode: status.st_ino, modifiedSeconds: Int(modified.tv_sec),
      modifiedNanoseconds: Int(modified.tv_nsec))
  }

  private static func openError(_ path: String, _ code: Int32) -> InputError {
    switch code {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EACCES, EPERM: .permissionDenied(path: path)
    case EISDIR: .isDirectory(path: path)
    default: .readFailed(path: path, errno: code)
    }
  }
}
