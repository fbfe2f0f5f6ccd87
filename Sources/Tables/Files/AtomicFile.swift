#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why an output could not be written; the old file, if there was one, still stands.
public enum OutputError: Error, Equatable {
  /// The file could not be created; the system's error number.
  case cannotCreate(path: String, errno: Int32)
  /// Writing failed, for instance because the disk is full.
  case writeFailed(path: String, errno: Int32)
  /// The output is also an input.
  case isInput(path: String)
}

extension OutputError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .cannotCreate(let path, let code):
      unsafe "\(path.displayed(limit: 4096)): cannot create: \(String(cString: strerror(code)))"
    case .writeFailed("-", let code):
      unsafe "standard output: write failed: \(String(cString: strerror(code)))"
    case .writeFailed(let path, let code):
      unsafe "\(path.displayed(limit: 4096)): write failed: \(String(cString: strerror(code)))"
    case .isInput(let path):
      "\(path.displayed(limit: 4096)): is also the input; choose another output"
    }
  }
}

/// A file that appears whole or not at all.
///
/// Bytes go to a temporary file beside the target, which takes the target's name only after all of
/// it has reached the disk. Without a commit the temporary file is removed and the old file stays.
/// A pipe or a device is written straight, never replaced by a file.
public final class AtomicFile {
  /// The final path; `-` writes straight to standard output.
  public let path: String
  /// Nil when the target is written straight.
  private let temporaryPath: String?
  private var descriptor: Int32
  private var isCommitted = false

  /// Opens a temporary file beside the target, readable by this user only.
  ///
  /// - Throws: ``OutputError/cannotCreate(path:errno:)``.
  public init(path: String) throws {
    self.path = path
    switch AtomicFile.kind(of: path) {
    case nil, S_IFREG: break
    case S_IFDIR: throw OutputError.cannotCreate(path: path, errno: EISDIR)
    default:
      temporaryPath = nil
      descriptor = unsafe path == "-" ? dup(STDOUT_FILENO) : open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
      return
    }
    let slash = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let directory = path[..<slash]
    let name = path[slash...]
    var random = SystemRandomNumberGenerator()
    var opened: Int32 = -1
    var candidate = ""
    repeat {
      candidate = "\(directory).\(name).tmp-\(getpid())-\(String(random.next() as UInt64, radix: 36))"
      opened = unsafe open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    } while opened < 0 && errno == EEXIST
    guard opened >= 0 else { throw OutputError.cannotCreate(path: path, errno: errno) }
    temporaryPath = candidate
    descriptor = opened
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted, let temporaryPath { _ = unsafe unlink(temporaryPath) }
  }

  /// The kind of file that a path names, nil when it names none; standard output is no file.
  private static func kind(of path: String) -> mode_t? {
    if path == "-" { return S_IFIFO }
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Checks that a file can be created at a path, leaving nothing behind.
  ///
  /// - Throws: ``OutputError/cannotCreate(path:errno:)``.
  public static func checkCreatable(_ path: String) throws {
    let kind = kind(of: path)
    if kind == nil || kind == S_IFREG || kind == S_IFDIR { _ = try AtomicFile(path: path) }
  }

  /// Writes bytes at the end.
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``.
  public func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
      written += count
    }
  }

  /// Makes the file appear under its name, after its bytes have reached the disk.
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``.
  public func commit() throws {
    guard let temporaryPath else {
      guard close(descriptor) == 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
      descriptor = -1
      return
    }
    guard fsync(descriptor) == 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
    guard unsafe rename(temporaryPath, path) == 0 else {
      throw OutputError.writeFailed(path: path, errno: errno)
    }
    isCommitted = true
    try AtomicFile.syncDirectory(of: path)
  }

  /// Writes a whole small file.
  ///
  /// - Throws: ``OutputError``.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Makes a rename in the directory of a path survive a loss of power.
  public static func syncDirectory(of path: String) throws {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let opened = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw OutputError.writeFailed(path: directory, errno: errno) }
    defer { close(opened) }
    guard fsync(opened) == 0 else { throw OutputError.writeFailed(path: directory, errno: errno) }
  }
}
