internal import CRowKernels
internal import Dispatch
internal import Synchronization

/// Records of some words of 64 bits, one after the other, for use in any order.
///
/// They lie in large pages where the system has them, and begin where lines of a cache do, or share
/// one: a look at one of a million small records otherwise costs more for finding its memory than for
/// reading it.
public struct WordRecords: Sendable {
  /// The words of all records.
  public var words: [UInt64]
  /// The first word of the first record.
  public let first: Int
  /// The distance from one record to the next, at least the words that one has.
  public let stride: Int
  /// How many records there are.
  public let count: Int

  /// The bytes of a line of a cache.
  private static let line = 64
  /// Where records may begin: processors fetch lines in pairs.
  private static let pair = 128
  /// How many records are taken together.
  public static let batch = 64

  /// How many bytes are made ready at once: a large page, which stays in the cache meanwhile.
  private static let chunk = 2 << 20

  /// Records of zeros, or of what `write` makes of the zeros of each row, by several threads.
  ///
  /// Memory that was never touched costs more than what is written to it.
  public init(
    count: Int, wordsPerRecord: Int, threads: Int = 1,
    write: @Sendable (Int, inout MutableSpan<UInt64>) -> Void = { _, _ in }
  ) {
    self.count = count
    let perLine = WordRecords.line / 8
    var stride = (wordsPerRecord + perLine - 1) / perLine * perLine
    while stride <= perLine, stride / 2 >= wordsPerRecord, stride > 1 { stride /= 2 }
    self.stride = stride
    let perPair = WordRecords.pair / 8
    let size = count * stride + perPair
    var first = 0
    words = unsafe [UInt64](unsafeUninitializedCapacity: size) { buffer, initialized in
      unsafe LargePages.ask(for: UnsafeMutableRawBufferPointer(buffer))
      let address = UInt(bitPattern: buffer.baseAddress)
      first = Int(address / 8 % UInt(perPair))
      first = first == 0 ? 0 : perPair - first
      let end = first + count * stride
      unsafe buffer[..<first].initialize(repeating: 0)
      unsafe buffer[end..<size].initialize(repeating: 0)
      let records = unsafe UnsafeMutableBufferPointer(rebasing: buffer[first..<end])
      unsafe WordRecords.fill(records, stride: stride, threads: threads, write)
      initialized = size
    }
    self.first = first
  }

  /// Writes records to memory that holds nothing yet.
  private static func fill(
    _ records: UnsafeMutableBufferPointer<UInt64>, stride: Int, threads: Int,
    _ write: @Sendable (Int, inout MutableSpan<UInt64>) -> Void
  ) {
    let count = stride > 0 ? records.count / stride : 0
    let perChunk = max(1, chunk / (8 * max(1, stride)))
    nonisolated(unsafe) let records = unsafe records
    @Sendable func fill(_ rows: Range<Int>) {
      unsafe records[rows.lowerBound * stride..<rows.upperBound * stride].initialize(repeating: 0)
      for row in rows {
        var record = unsafe records.extracting(row * stride..<(row + 1) * stride).mutableSpan
        write(row, &record)
      }
    }
    let starts = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count / perChunk))) { _ in
      while true {
        let start = starts.add(perChunk, ordering: .relaxed).oldValue
        guard start < count else { return }
        fill(start..<min(start + perChunk, count))
      }
    }
  }

  /// Goes over the records of some rows in batches; those of a batch come from memory while the batch
  /// before is looked at.
  ///
  /// - Precondition: every row is below the count; rows below 0 are not fetched.
  @inlinable @inline(__always)
  public mutating func forEachBatch(
    of rows: ArraySlice<Int32>, _ body: (inout WordRecords, ArraySlice<Int32>) -> Void
  ) {
    var batch = rows.prefix(WordRecords.batch)
    fetch(batch)
    while !batch.isEmpty {
      let next = rows[batch.endIndex...].prefix(WordRecords.batch)
      fetch(next)
      body(&self, batch)
      batch = next
    }
  }

  /// The same without changing them.
  @inlinable @inline(__always)
  public func forEachBatch(of rows: ArraySlice<Int32>, _ body: (ArraySlice<Int32>) -> Void) {
    var batch = rows.prefix(WordRecords.batch)
    fetch(batch)
    while !batch.isEmpty {
      let next = rows[batch.endIndex...].prefix(WordRecords.batch)
      fetch(next)
      body(batch)
      batch = next
    }
  }

  /// Asks for the records of some rows before they are used, all of them together; rows below 0 are
  /// left out.
  ///
  /// - Precondition: no row is as large as the count.
  public func fetch(_ rows: ArraySlice<Int32>) {
    precondition(rows.allSatisfy { Int($0) < count })
    unsafe words.withUnsafeBufferPointer { words in
      unsafe rows.withUnsafeBufferPointer { rows in
        guard let words = words.baseAddress, let base = rows.baseAddress else { return }
        unsafe crecord_fetch(words + first, stride, base, rows.count)
      }
    }
  }
}
