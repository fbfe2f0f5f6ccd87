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
  private let descriptor: Int32
  private let identity: Identity

  /// Opens a file, or copies a stream into a scratch file.
  ///
  /// - Throws: ``InputError``, or ``DataProblems`` when the start of a stream is not text.
  public init(path: String) throws {
    self.path = path
    let opened = unsafe path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw InputFile.openError(path, errno) }
    let identity = try InputFile.identity(of: opened, path: path)
    switch identity.kind {
    case S_IFDIR:
      close(opened)
      throw InputError.isDirectory(path: path)
    case S_IFREG:
      descriptor = opened
      self.identity = identity
    default:
      defer { close(opened) }
      descriptor = try ScratchFile.copy(of: opened, named: path)
      self.identity = try InputFile.identity(of: descriptor, path: path)
    }
  }

  /// An input made of bytes already in memory, for instance after a change of encoding.
  init(path: String, bytes: [UInt8]) throws {
    self.path = path
    descriptor = try ScratchFile.open(named: path)
    try ScratchFile.write(bytes[...], to: descriptor, named: path)
    identity = try InputFile.identity(of: descriptor, path: path)
  }

  deinit { close(descriptor) }

  /// The size in bytes when the file was opened.
  public var size: Int { identity.size }

  /// Reads up to `count` bytes from a position; fewer only at the end of the file.
  public func read(at offset: Int, count: Int) throws -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[initialized...])
        let got = unsafe pread(descriptor, rest.baseAddress, rest.count, offset + initialized)
        if got < 0 && errno == EINTR { continue }
        guard got >= 0 else { throw InputError.readFailed(path: path, errno: errno) }
        if got == 0 { break }
        initialized += got
      }
    }
  }

  /// Checks that the file is what it was when it was opened.
  ///
  /// - Throws: ``InputError/changedWhileReading(path:)``.
  public func verifyUnchanged() throws {
    guard try InputFile.identity(of: descriptor, path: path) == identity else {
      throw InputError.changedWhileReading(path: path)
    }
  }

  /// Whether a path names this same file, also through links.
  public func isSameFile(as other: String) -> Bool {
    var status = stat()
    guard unsafe stat(other, &status) == 0 else { return false }
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
