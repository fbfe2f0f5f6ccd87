internal import Dispatch
internal import Synchronization

/// The division of rows into blocks and of blocks into chunks, from the number of rows alone.
///
/// A block is what a kernel holds in cache; a chunk is a run of blocks that one thread works on.
/// Neither depends on the number of threads, and partial sums are added in chunk order, so every
/// result has the same bits on any number of threads.
public struct RowBlocks: Sendable, Equatable {
  /// The number of rows in every block but the last.
  public static let blockSize = 512

  /// The largest number of chunks.
  public static let maximumChunkCount = 64

  /// The number of rows.
  public let rowCount: Int

  /// The number of rows in every chunk but the last, a multiple of ``blockSize``.
  public let chunkSize: Int

  /// Divides rows into chunks.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows.
  ///   - minimumChunkSize: The fewest rows worth a partial sum of their own; larger where the sum
  ///     is a large object.
  public init(rowCount: Int, minimumChunkSize: Int = 2048) {
    precondition(rowCount >= 0, "\(rowCount) rows")
    let perChunk = max(
      (rowCount + Self.maximumChunkCount - 1) / Self.maximumChunkCount, minimumChunkSize, 1)
    self.rowCount = rowCount
    chunkSize = (perChunk + Self.blockSize - 1) / Self.blockSize * Self.blockSize
  }

  /// The number of chunks, 0 for no rows.
  public var chunkCount: Int { (rowCount + chunkSize - 1) / chunkSize }

  /// The rows of a chunk.
  public func rows(inChunk chunk: Int) -> Range<Int> {
    chunk * chunkSize..<min((chunk + 1) * chunkSize, rowCount)
  }

  /// The blocks of some rows, in order.
  static func blocks(of rows: Range<Int>) -> some Sequence<Range<Int>> {
    stride(from: rows.lowerBound, to: rows.upperBound, by: blockSize).lazy.map {
      $0..<min($0 + blockSize, rows.upperBound)
    }
  }

  /// Maps every chunk of rows on several threads.
  ///
  /// - Parameters:
  ///   - threads: The number of threads, at least 1.
  ///   - transform: What to compute from the rows of a chunk.
  /// - Returns: One result per chunk, in chunk order.
  public func concurrentMap<Result: Sendable>(
    threads: Int, _ transform: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    concurrentReduce(into: [], threads: threads, map: transform) { $0.append($1) }
  }

  /// Maps every chunk of rows on several threads and combines the results in chunk order.
  ///
  /// A result that comes early waits for its turn, so that at most about one result per thread is
  /// held at any time.
  ///
  /// - Parameters:
  ///   - initial: What the first result is combined into.
  ///   - threads: The number of threads, at least 1.
  ///   - map: What to compute from the rows of a chunk.
  ///   - combine: How a result joins those of the chunks before it.
  /// - Returns: All results, combined in chunk order.
  public func concurrentReduce<Partial: Sendable, Total: Sendable>(
    into initial: Total, threads: Int,
    map: @Sendable (Range<Int>) -> Partial,
    combine: @Sendable (inout Total, Partial) -> Void
  ) -> Total {
    Self.concurrentReduce(
      count: chunkCount, into: initial, threads: threads, map: { map(rows(inChunk: $0)) },
      combine: combine)
  }

  /// Maps the numbers below a count on several threads, for work that is not over rows.
  ///
  /// - Parameters:
  ///   - count: How many results there are.
  ///   - threads: The number of threads, at least 1.
  ///   - transform: What to compute for a number.
  /// - Returns: The results in order.
  public static func concurrentMap<Result: Sendable>(
    count: Int, threads: Int, _ transform: @Sendable (Int) -> Result
  ) -> [Result] {
    concurrentReduce(count: count, into: [], threads: threads, map: transform) { $0.append($1) }
  }

  private static func concurrentReduce<Partial: Sendable, Total: Sendable>(
    count: Int, into initial: Total, threads: Int, map: @Sendable (Int) -> Partial,
    combine: @Sendable (inout Total, Partial) -> Void
  ) -> Total {
    precondition(threads >= 1, "\(threads) threads")
    let next = Atomic(0)
    let reduction = Mutex(OrderedReduction<Partial, Total>(total: initial, count: count))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let partial = map(index)
        reduction.withLock { $0.add(partial, at: index, combine) }
      }
    }
    return reduction.withLock { $0.total }
  }
}

/// A total to which results are added in order, whatever order they come in.
private struct OrderedReduction<Partial: Sendable, Total: Sendable>: Sendable {
  private(set) var total: Total
  private var waiting: [Partial?]
  private var next = 0

  init(total: Total, count: Int) {
    self.total = total
    waiting = Array(repeating: nil, count: count)
  }

  mutating func add(
    _ partial: Partial, at index: Int, _ combine: (inout Total, Partial) -> Void
  ) {
    waiting[index] = partial
    while next < waiting.count, let partial = waiting[next] {
      combine(&total, partial)
      waiting[next] = nil
      next += 1
    }
  }
}
