@testable import Evaluation
import Testing

struct ConfidenceIntervalTests {
  @Test("Both limits belong to the interval")
  func limits() {
    let interval = ConfidenceInterval(lower: -1, upper: 2)
    #expect(interval.contains(-1) && interval.contains(0) && interval.contains(2))
    #expect(!interval.contains(-1.001) && !interval.contains(2.001))
  }

  @Test("A normal interval reaches 1.96 standard errors each way and no further than its range")
  func normal() {
    let open = ConfidenceInterval(estimate: 0.5, standardError: 0.1, clippedTo: 0...1)
    #expect(isClose(open.lower, 0.304_003_601_545_994_6, within: 1e-15))
    #expect(isClose(open.upper, 0.695_996_398_454_005_4, within: 1e-15))
    let clipped = ConfidenceInterval(estimate: 0.5, standardError: 1, clippedTo: 0...1)
    #expect(clipped == ConfidenceInterval(lower: 0, upper: 1))
  }

  @Test("Percentiles are interpolated, whatever the order of the replicates")
  func percentiles() {
    let replicates = (0...10).map { Double(10 - $0) }
    let interval = ConfidenceInterval(percentilesOf: replicates)
    #expect(isClose(interval.lower, 0.25, within: 1e-12))
    #expect(isClose(interval.upper, 9.75, within: 1e-12))
    #expect(
      ConfidenceInterval(percentilesOf: [3]) == ConfidenceInterval(lower: 3, upper: 3))
  }
}
