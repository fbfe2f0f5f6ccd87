import Tables
import Testing

@testable import FeatureExtraction

@Suite("vectors as of a moment do not know what came later")
struct AsOfInvarianceTests {
  @Test(
    "whatever is added, deleted or altered after it, in any order",
    arguments: [
      ("{after: 14d}", 1...100), ("{every: 30d, while: open, for: 360d}", 101...200),
    ] as [(String, ClosedRange<UInt64>)])
  func randomEdits(snapshot: String, seeds: ClosedRange<UInt64>) throws {
    var history = try EditedHistory(leads: 150, seed: 5, snapshot: snapshot)
    let before = try history.vectors()
    #expect(before.count > 20)
    #expect(try history.vectors(of: true) == before)
    var edits: [String: Int] = [:]
    for seed in seeds {
      let edit = try history.edit(seed: seed)
      edits[edit, default: 0] += 1
      let after = try history.vectors(threads: 1 + Int(seed % 3), of: seed % 10 == 0)
      #expect(before == after, "seed \(seed): \(edit)")
    }
    #expect(edits["nothing", default: 0] < 20)
    #expect(edits.count >= 9, "\(edits)")
  }

  @Test("but they do know what came before")
  func sensitive() throws {
    let early = try EditedHistory(leads: 150, seed: 5, snapshot: "{after: 14d}")
    let other = try EditedHistory(leads: 150, seed: 6, snapshot: "{after: 14d}")
    #expect(try early.vectors() != other.vectors())
  }
}
