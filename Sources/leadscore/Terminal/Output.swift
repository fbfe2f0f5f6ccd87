import Foundation
import Tables

/// Writes to the terminal: results to standard output, all else to standard error.
enum Output {
  /// Writes a line to standard output.
  ///
  /// - Throws: `OutputError/writeFailed`, so that a full disk is not mistaken for success.
  static func line(_ text: String) throws {
    try write(text + "\n", to: STDOUT_FILENO)
  }

  /// Writes a line to standard error; failures there cannot be reported anywhere.
  static func error(_ text: some StringProtocol) {
    try? write(String(text) + "\n", to: STDERR_FILENO)
  }

  static func write(_ text: String, to descriptor: Int32) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw OutputError.writeFailed(path: "standard output", errno: errno) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Readies signals and standard streams.
  ///
  /// A reader that closes the pipe early ends the process quietly, as other filters do; a file
  /// that grows beyond its limit is an error of the write, not a signal. A standard stream that is
  /// closed is held by one that fails, so that no data file gets its number.
  static func prepare() {
    _ = signal(SIGPIPE, SIG_DFL)
    _ = signal(SIGXFSZ, SIG_IGN)
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
