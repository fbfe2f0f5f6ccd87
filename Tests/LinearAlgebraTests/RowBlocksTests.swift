import LinearAlgebra
import Testing

@Suite("Row blocks")
struct RowBlocksTests {
  @Test(
    "cover every row once, in order, in at most 64 chunks of whole blocks",
    arguments: [0, 1, 511, 512, 513, 2048, 2049, 45_000, 1_000_003])
  func cover(rowCount: Int) {
    let blocks = RowBlocks(rowCount: rowCount)
    let chunks = (0..<blocks.chunkCount).map(blocks.rows(inChunk:))
    #expect(chunks.first?.lowerBound ?? 0 == 0)
    #expect(chunks.last?.upperBound ?? 0 == rowCount)
    #expect(zip(chunks, chunks.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    #expect(chunks.allSatisfy { !$0.isEmpty && $0.lowerBound % RowBlocks.blockSize == 0 })
    #expect(chunks.count <= RowBlocks.maximumChunkCount)
  }

  @Test("are mapped with results in order on any number of threads", arguments: [1, 2, 3, 100])
  func map(threads: Int) {
    let blocks = RowBlocks(rowCount: 100_000)
    let lowerBounds = blocks.concurrentMap(threads: threads) { $0.lowerBound }
    #expect(lowerBounds == (0..<blocks.chunkCount).map { blocks.rows(inChunk: $0).lowerBound })
  }

  @Test("map numbers in order on any number of threads", arguments: [1, 2, 3, 100])
  func mapNumbers(threads: Int) {
    let squares = RowBlocks.concurrentMap(count: 7, threads: threads) { $0 * $0 }
    #expect(squares == [0, 1, 4, 9, 16, 25, 36])
    #expect(RowBlocks.concurrentMap(count: 0, threads: threads) { $0 }.isEmpty)
  }

  @Test("add floating-point sums to the same bits on any number of threads", arguments: [2, 3, 7])
  func sum(threads: Int) {
    func sum(_ threads: Int) -> Double {
      RowBlocks(rowCount: 200_000).concurrentReduce(into: 0, threads: threads) { rows in
        rows.reduce(0.0) { $0 + 1 / Double($1 + 1) }
      } combine: {
        $0 += $1
      }
    }
    #expect(sum(threads).bitPattern == sum(1).bitPattern)
  }

  @Test("have larger chunks where a partial sum is a large object")
  func largeSums() {
    #expect(RowBlocks(rowCount: 100_000, minimumChunkSize: 50_000).chunkCount == 2)
  }
}
