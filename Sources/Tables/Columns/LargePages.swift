#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Large pages for tables that are looked at in no order.
///
/// A processor remembers where a few thousand pages are. With pages of 4 kB that is a small part of a
/// large table, and nearly every look begins with a walk through the page tables.
enum LargePages {
  private static let size: UInt = 2 << 20

  /// Asks for large pages behind memory that has not been touched yet.
  ///
  /// It is a wish: where the system does not grant it, everything works as before.
  static func ask(for memory: UnsafeMutableRawBufferPointer) {
    #if canImport(Glibc)
      let start = UInt(bitPattern: memory.baseAddress)
      let first = (start + size - 1) / size * size
      let end = (start + UInt(memory.count)) / size * size
      guard first < end else { return }
      unsafe madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
    #endif
  }

  /// The same value many times, in memory for which large pages were asked.
  static func array<Element: BitwiseCopyable>(repeating value: Element, count: Int)
    -> [Element]
  {
    unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe ask(for: UnsafeMutableRawBufferPointer(buffer))
      unsafe buffer.initialize(repeating: value)
      initialized = count
    }
  }
}
