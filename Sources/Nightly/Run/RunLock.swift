#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The right to be the only run in a folder, given back when the process ends, however it ends.
final class RunLock {
  private let descriptor: Int32

  /// Takes the lock of a folder without waiting.
  ///
  /// - Throws: ``NightProblem/locked(path:)`` when another run has it.
  init(folder: String) throws(NightProblem) {
    let path = folder + "/.lock"
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw .noLock(path: path, errno: errno) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(opened)
      throw code == EWOULDBLOCK ? .locked(path: path) : .noLock(path: path, errno: code)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }
}
