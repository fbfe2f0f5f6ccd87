#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes kept in an unnamed temporary file rather than in memory.
///
/// The file is in `TMPDIR` (or `/tmp`), readable by this user only, and vanishes with the process,
/// however it ends. Several threads may read at once.
public final class ScratchBytes: Sendable {
  private let descriptor: Int32

  /// An empty file.
  ///
  /// - Throws: ``OutputError/cannotCreate(path:errno:)``.
  public init() throws {
    do {
      descriptor = try ScratchFile.open()
    } catch {
      throw OutputError.cannotCreate(path: ScratchBytes.name, errno: error.code)
    }
  }

  deinit { close(descriptor) }

  /// Writes numbers at an offset in bytes.
  ///
  /// - Throws: ``OutputError/writeFailed(path:errno:)``, for instance when the disk is full.
  public func write<Element: BitwiseCopyable>(_ elements: [Element], at offset: Int) throws {
    let failure = unsafe elements.withUnsafeBytes { bytes -> Int32 in
      do throws(SystemCalls.Failure) {
        try unsafe SystemCalls.write(bytes, to: descriptor, at: offset)
        return 0
      } catch {
        return error.code
      }
    }
    guard failure == 0 else {
      throw OutputError.writeFailed(path: ScratchBytes.name, errno: failure)
    }
  }

  /// Reads numbers that were written at an offset in bytes.
  ///
  /// - Throws: ``InputError/readFailed(path:errno:)``, also when there are not so many.
  public func read<Element: BitwiseCopyable>(
    _ type: Element.Type = Element.self, at offset: Int, count: Int
  ) throws -> [Element] {
    var failure: Int32 = 0
    let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      do throws(SystemCalls.Failure) {
        let got = try unsafe SystemCalls.read(descriptor, into: bytes, at: offset)
        initialized = got / MemoryLayout<Element>.stride
      } catch {
        failure = error.code
      }
    }
    guard elements.count == count else {
      throw InputError.readFailed(path: ScratchBytes.name, errno: failure == 0 ? EIO : failure)
    }
    return elements
  }

  /// How messages call the file: where it is, and how to have it elsewhere.
  private static var name: String {
    "scratch file in \(ScratchFile.folder) (TMPDIR names another folder)"
  }
}
