@testable import Evaluation
import Testing

struct EstimateTests {
  @Test("The interval is 1.96 standard errors to either side")
  func interval() {
    let interval = Estimate(value: 2, standardError: 0.5).interval
    #expect(isClose(interval.lower, 2 - 0.979_981_992_270_027))
    #expect(isClose(interval.upper, 2 + 0.979_981_992_270_027))
  }
}
