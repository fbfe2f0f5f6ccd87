internal import COpenBLAS

#if canImport(Glibc)
  internal import Glibc
#endif

/// The OpenBLAS library this process computes with.
///
/// The kernels of this module work on many blocks of rows at a time, one thread each, so OpenBLAS
/// itself is kept at one thread: its own threads gain nothing on tall, narrow data and would
/// compete with ours.
public enum OpenBLAS {
  /// The processor family whose kernels were chosen, such as `SkylakeX`.
  ///
  /// The environment variable `OPENBLAS_CORETYPE` overrides the choice, so a timing means little
  /// without this name.
  public static var coreName: String {
    unsafe String(cString: openblas_get_corename())
  }

  /// The version and build options, such as `OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH`.
  public static var config: String {
    unsafe String(cString: openblas_get_config())
  }

  /// The number of threads OpenBLAS uses inside one call: 1 after ``useOneThread()``.
  public static var threadCount: Int {
    Int(openblas_get_num_threads())
  }

  /// Sets OpenBLAS to one thread, the first time it is called in a process.
  ///
  /// Every operation of this module calls it; call it yourself only to use BLAS beside this module.
  public static func useOneThread() {
    _ = once
  }

  private static let once: Void = {
    openblas_set_num_threads(1)
    endThreads()
  }()

  /// Ends the threads that OpenBLAS has started when it was loaded.
  ///
  /// They wait for work, and for the first tenth of a second they wait busily, on cores that the
  /// program could use. A library that was built without threads has none to end.
  private static func endThreads() {
    #if canImport(Glibc)
      guard let symbol = unsafe dlsym(nil, "blas_thread_shutdown_") else { return }
      typealias Shutdown = @convention(c) () -> Int32
      _ = unsafe unsafeBitCast(symbol, to: Shutdown.self)()
    #endif
  }
}
