#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A list of numbers kept in an unnamed temporary file rather than in memory.
///
/// The pages of the file can leave memory at any time, so a list of any length costs no more
/// than a few blocks of it.
@safe public final class ScratchNumbers: @unchecked Sendable {
  // Written by one thread and read by many only after that.
  /// How many numbers there are.
  public private(set) var count = 0
  private let descriptor: Int32
  private let capacityInBytes: Int
  private let base: UnsafeMutablePointer<Double>?

  /// A list to append to.
  public init() throws {
    descriptor = try ScratchFile.open(named: "scratch file")
    capacityInBytes = 0
    unsafe base = nil
  }

  /// A list of so many zeros, to be read and set in any order.
  ///
  /// The room on disk is taken at once, so that a full disk is an error here and not a crash later.
  public init(zeros count: Int) throws {
    descriptor = try ScratchFile.open(named: "scratch file")
    self.count = count
    capacityInBytes = max(count, 1) * 8
    let failure = posix_fallocate(descriptor, 0, capacityInBytes)
    guard failure == 0 else { throw OutputError.writeFailed(path: "scratch file", errno: failure) }
    let mapped = unsafe mmap(
      nil, capacityInBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      throw OutputError.writeFailed(path: "scratch file", errno: errno)
    }
    unsafe base = mapped.bindMemory(to: Double.self, capacity: max(count, 1))
  }

  deinit {
    if let base = unsafe base { unsafe munmap(base, capacityInBytes) }
    close(descriptor)
  }

  /// Adds numbers at the end of a list made without a length.
  public func append(_ numbers: [Double]) throws {
    let bytes = unsafe numbers.withUnsafeBytes { unsafe Array($0) }
    try ScratchFile.write(bytes[...], to: descriptor, named: "scratch file")
    count += numbers.count
  }

  /// The numbers in order, some thousands at a time.
  public func forEachRun(_ body: ([Double]) -> Void) throws {
    var start = 0
    while start < count {
      let length = min(1 << 15, count - start)
      let run = unsafe [Double](unsafeUninitializedCapacity: length) { buffer, initialized in
        let got = unsafe pread(descriptor, buffer.baseAddress, length * 8, start * 8)
        initialized = max(0, got) / 8
      }
      guard run.count == length else {
        throw InputError.readFailed(path: "scratch file", errno: errno)
      }
      body(run)
      start += length
    }
  }

  /// A number of a list made with a length.
  public subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < count, "\(index) of \(count)")
      return unsafe base.map { unsafe $0[index] } ?? .nan
    }
    set {
      precondition(index >= 0 && index < count, "\(index) of \(count)")
      if let base = unsafe base { unsafe base[index] = newValue }
    }
  }

  /// Sorts a range of a list made with a length.
  public func sort(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard range.count > 1, let base = unsafe base else { return }
    let part = unsafe UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    guard range.count > 16 else {
      unsafe ScratchNumbers.insertionSort(part)
      return
    }
    var sortable = unsafe part
    unsafe sortable.sort()
  }

  /// Lets the pages leave memory; they come back from the file when they are needed.
  public func release() {
    if let base = unsafe base { unsafe madvise(base, capacityInBytes, MADV_DONTNEED) }
  }

  private static func insertionSort(_ part: UnsafeMutableBufferPointer<Double>) {
    for index in 1..<part.count {
      let value = unsafe part[index]
      var place = index
      while place > 0, unsafe part[place - 1] > value {
        unsafe part[place] = part[place - 1]
        place -= 1
      }
      unsafe part[place] = value
    }
  }
}
