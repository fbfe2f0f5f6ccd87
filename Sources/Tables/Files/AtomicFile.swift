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
/// What is no file (`-` for standard output, a pipe, a device) is written straight.
public final class AtomicFile {
  /// The final path; `-` writes straight to standard output.
  public let path: String
  /// Nil where bytes go straight to the target.
  private let temporaryPath: String?
  private var descriptor: Int32
  private var isCommitted = false

  /// Opens a temporary file beside the target, readable by this user only.
  ///
  /// A symbolic link is not replaced and not followed, unless it leads to a pipe or a device.
  ///
  /// - Throws: ``OutputError/cannotCreate(path:errno:)``.
  public init(path: String) throws {
    self.path = path
    if path == "-" || AtomicFile.isStream(path) {
      temporaryPath = nil
      descriptor =
        unsafe path == "-"
        ? dup(STDOUT_FILENO) : path.withPath { unsafe open($0, O_WRONLY | O_CLOEXEC) }
      guard descriptor >= 0 else { throw OutputError.cannotCreate(path: path, errno: errno) }
      return
    }
    if let code = AtomicFile.refusal(path) {
      throw OutputError.cannotCreate(path: path, errno: code)
    }
    let (directory, name) = AtomicFile.split(path)
    AtomicFile.removeLeftovers(of: name, in: directory)
    var random = SystemRandomNumberGenerator()
    var opened: Int32 = -1
    var candidate = ""
    repeat {
      let suffix = String(random.next() as UInt64, radix: 36)
      candidate = "\(directory)/.\(name).tmp-\(getpid())-\(suffix)"
      opened = unsafe candidate.withPath { name in
        unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      }
    } while opened < 0 && errno == EEXIST
    guard opened >= 0 else { throw OutputError.cannotCreate(path: path, errno: errno) }
    temporaryPath = candidate
    descriptor = opened
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted, let temporaryPath { _ = unsafe temporaryPath.withPath { unsafe unlink($0) } }
  }

  /// Checks that a file can be created at a path, leaving nothing behind.
  ///
  /// - Throws: ``OutputError/cannotCreate(path:errno:)``.
  public static func checkCreatable(_ path: String) throws {
    if path != "-" && !isStream(path) { _ = try AtomicFile(path: path) }
  }

  /// Writes bytes at the end.
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``.
  public func write(_ bytes: [UInt8]) throws {
    do {
      try SystemCalls.write(bytes, to: descriptor)
    } catch {
      throw OutputError.writeFailed(path: path, errno: error.code)
    }
  }

  /// Makes the file appear under its name, after its bytes have reached the disk.
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``.
  public func commit() throws {
    guard let temporaryPath else {
      defer { descriptor = -1 }
      guard close(descriptor) == 0 else { throw OutputError.writeFailed(path: path, errno: errno) }
      return
    }
    let isNamed =
      unsafe fsync(descriptor) == 0
      && temporaryPath.withPath { old in unsafe path.withPath { unsafe rename(old, $0) } } == 0
    guard isNamed else {
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
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``.
  public static func syncDirectory(of path: String) throws {
    let directory = split(path).directory
    let opened = unsafe directory.withPath { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw OutputError.writeFailed(path: directory, errno: errno) }
    defer { close(opened) }
    guard fsync(opened) == 0 else { throw OutputError.writeFailed(path: directory, errno: errno) }
  }
}
