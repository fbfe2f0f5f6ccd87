import TestSupport
import Testing

@testable import Prediction

@Suite("Keys sorted in runs")
struct SortedRunsTests {
  private static func keys(_ count: Int, _ kind: String) -> [UInt64] {
    var random = SeededGenerator(seed: 4)
    return (0..<count).map { _ in
      switch kind {
      case "few": random.next() % 5
      case "high bits": random.next() << 50
      case "equal": 7
      default: random.next()
      }
    }
  }

  @Test(
    "come back in order, equal ones in the order in which they came",
    arguments: [0, 1, 99, 100, 101, 1250], ["any", "few", "high bits", "equal"])
  func merge(count: Int, kind: String) throws {
    let keys = Self.keys(count, kind)
    let runs = try SortedRuns(runLength: 100)
    for key in keys { try runs.append(key) }
    try runs.finish()
    #expect(runs.count == count)
    var found: [Int] = []
    try runs.merge { key, run, place in
      let row = try runs.row(ofRun: run, place: place)
      #expect(keys[row] == key)
      #expect(try runs.rows(ofRun: run)[place] == row - run * 100)
      found.append(row)
    }
    #expect(found == keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) })
  }

  @Test("are read on when a run is longer than what is read at once")
  func longRun() throws {
    let keys = Self.keys(30_000, "any")
    let runs = try SortedRuns(runLength: 12_000)
    for key in keys { try runs.append(key) }
    try runs.finish()
    var found: [UInt64] = []
    try runs.merge { key, _, _ in found.append(key) }
    #expect(found == keys.sorted())
  }
}
