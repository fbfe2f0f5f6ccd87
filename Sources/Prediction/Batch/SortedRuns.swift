import Tables

/// Sorts any number of 64-bit keys in constant memory.
///
/// Keys are sorted a run at a time while they arrive and put into a scratch file; going over all of
/// them in order merges the runs.
final class SortedRuns {
  /// How many keys a full run has.
  let runLength: Int
  /// How many keys there are.
  private(set) var count = 0
  /// The keys of the run that is not full yet.
  private var arrived: [UInt64] = []
  private let scratch: ScratchBytes
  private var sorter = RadixSorter()

  init(runLength: Int = 1 << 17) throws {
    self.runLength = runLength
    scratch = try ScratchBytes()
    arrived.reserveCapacity(runLength)
  }

  /// How many runs there are.
  var runCount: Int { (count + runLength - 1) / runLength }

  /// How many keys a run has.
  func length(ofRun run: Int) -> Int { min(runLength, count - run * runLength) }

  /// Adds a key.
  @inline(__always)
  func append(_ key: UInt64) throws {
    arrived.append(key)
    count += 1
    if arrived.count == runLength { try writeRun() }
  }

  /// Sorts what is left; nothing may be added any more.
  func finish() throws {
    if !arrived.isEmpty { try writeRun() }
    arrived = []
    sorter = RadixSorter()
  }

  private func writeRun() throws {
    let rows = sorter.sort(&arrived)
    let run = (count - 1) / runLength
    try scratch.write(arrived, at: keyOffset(run))
    try scratch.write(rows, at: rowOffset(run))
    arrived.removeAll(keepingCapacity: true)
  }

  /// The rows of a run in the order of their keys, counted from the start of the run.
  func rows(ofRun run: Int) throws -> [UInt32] {
    try scratch.read(at: rowOffset(run), count: length(ofRun: run))
  }

  /// The row of one key, counted from the very first.
  func row(ofRun run: Int, place: Int) throws -> Int {
    let found = try scratch.read(UInt32.self, at: rowOffset(run) + 4 * place, count: 1)
    return run * runLength + Int(found[0])
  }

  /// Goes over all keys in rising order, equal ones in the order of their rows.
  ///
  /// The body gets a key, its run and its place among the sorted keys of the run.
  func merge(_ body: (_ key: UInt64, _ run: Int, _ place: Int) throws -> Void) throws {
    var cursors = try (0..<runCount).map { try Cursor(run: $0, of: self) }
    // What is sorted is a heap already.
    var heap = cursors.map { Entry(key: $0.key, run: $0.run) }.sorted { $0 < $1 }
    while let first = heap.first {
      let run = first.run
      try body(first.key, run, cursors[run].place)
      if try cursors[run].advance(in: self) {
        heap[0] = Entry(key: cursors[run].key, run: run)
      } else {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
      }
      SortedRuns.sink(&heap)
    }
  }

  /// Puts the first element of a heap where it belongs.
  private static func sink(_ heap: inout [Entry]) {
    var place = 0
    while true {
      var least = 2 * place + 1
      guard least < heap.count else { return }
      if least + 1 < heap.count, heap[least + 1] < heap[least] { least += 1 }
      guard heap[least] < heap[place] else { return }
      heap.swapAt(place, least)
      place = least
    }
  }

  /// The least key of a run that was not visited yet.
  private struct Entry {
    let key: UInt64
    let run: Int

    @inline(__always)
    static func < (left: Entry, right: Entry) -> Bool {
      left.key < right.key || (left.key == right.key && left.run < right.run)
    }
  }

  /// Where the merge stands in a run.
  private struct Cursor {
    let run: Int
    private(set) var place = 0
    private var buffer: [UInt64]
    private var next = 0

    init(run: Int, of runs: SortedRuns) throws {
      self.run = run
      buffer = try runs.keys(ofRun: run, from: 0)
    }

    var key: UInt64 { buffer[next] }

    /// Steps to the next key; false at the end of the run.
    mutating func advance(in runs: SortedRuns) throws -> Bool {
      place += 1
      next += 1
      if next == buffer.count {
        guard place < runs.length(ofRun: run) else { return false }
        buffer = try runs.keys(ofRun: run, from: place)
        next = 0
      }
      return true
    }
  }

  private func keys(ofRun run: Int, from place: Int) throws -> [UInt64] {
    try scratch.read(
      at: keyOffset(run) + 8 * place, count: min(4096, length(ofRun: run) - place))
  }

  private func keyOffset(_ run: Int) -> Int { run * runLength * 12 }
  private func rowOffset(_ run: Int) -> Int { keyOffset(run) + 8 * length(ofRun: run) }
}
