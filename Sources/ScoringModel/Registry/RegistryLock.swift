#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Tables

/// The right to change the roles of a name, held by one process at a time.
///
/// The system takes the lock back when its holder ends, however it ends.
final class RegistryLock {
  private let descriptor: Int32

  /// Waits for the lock, at most so many seconds.
  ///
  /// - Throws: ``RegistryError/locked(path:)``, or `OutputError` when there can be no such file, as
  ///   where a symbolic link takes its place.
  init(path: String, seconds: Int = 10) throws {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw OutputError.cannotCreate(path: path, errno: errno) }
    var attempts = seconds * 50
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let code = errno
        close(descriptor)
        throw OutputError.cannotCreate(path: path, errno: code)
      }
      attempts -= 1
      guard attempts > 0 else {
        close(descriptor)
        throw RegistryError.locked(path: path)
      }
      usleep(20_000)
    }
  }

  deinit { close(descriptor) }
}
