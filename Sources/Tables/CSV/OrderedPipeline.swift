import Dispatch
import Synchronization

/// Work on a stream of items by several threads, with the results taken in the order of the items.
public enum OrderedPipeline {
  /// Pulls items one at a time, transforms them in parallel and consumes the results in order.
  ///
  /// `next` and `consume` never run twice at once, so they may keep state. The result does not
  /// depend on the number of threads: the first error in item order wins, and nothing after it is
  /// consumed. With one thread all is done on the caller's own, which a database insists on.
  public static func run<Item: Sendable, Result: Sendable>(
    threads: Int, next: @escaping () throws -> Item?,
    transform: @escaping @Sendable (Item) throws -> Result,
    consume: @escaping (Result) throws -> Void
  ) throws {
    guard threads > 1 else {
      while let item = try next() { try consume(try transform(item)) }
      return
    }
    nonisolated(unsafe) let next = next
    nonisolated(unsafe) let consume = consume
    let source = Mutex(Source())
    let sink = Mutex(Sink<Result>())
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let ticket = source.withLock { source -> (Int, Swift.Result<Item, any Error>)? in
          guard !source.isDone else { return nil }
          do {
            guard let item = unsafe try next() else {
              source.isDone = true
              return nil
            }
            defer { source.issued += 1 }
            return (source.issued, .success(item))
          } catch {
            source.isDone = true
            return (source.issued, .failure(error))
          }
        }
        guard let (number, item) = ticket else { return }
        let result = Swift.Result { try transform(item.get()) }
        let failed = sink.withLock { sink in
          unsafe sink.take(result, number: number, consume: consume)
        }
        if failed { source.withLock { $0.isDone = true } }
      }
    }
    try sink.withLock { sink in
      if let error = sink.error { throw error }
    }
  }

  private struct Source {
    var issued = 0
    var isDone = false
  }

  private struct Sink<Result: Sendable> {
    var consumed = 0
    var waiting: [Int: Swift.Result<Result, any Error>] = [:]
    var error: (any Error)?

    /// Consumes the result and those that waited for it; tells whether the stream has failed.
    mutating func take(
      _ result: Swift.Result<Result, any Error>, number: Int, consume: (Result) throws -> Void
    ) -> Bool {
      waiting[number] = result
      while error == nil, let result = waiting.removeValue(forKey: consumed) {
        do {
          try consume(result.get())
          consumed += 1
        } catch {
          self.error = error
        }
      }
      return error != nil
    }
  }
}
