import Testing

@testable import Reporting

struct LinearScaleTests {
  @Test(
    "Ticks are round, inside the axis and no more than asked for and one",
    arguments: [
      (0.0...1.0, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0.0...0.6, [0, 0.2, 0.4, 0.6]),
      (-0.12...0.12, [-0.1, -0.05, 0, 0.05, 0.1]), (0.0...0.03, [0, 0.01, 0.02, 0.03]),
    ])
  func ticks(domain: ClosedRange<Double>, expected: [Double]) {
    let ticks = LinearScale(domain: domain, start: 0, end: 100).ticks(atMost: 5)
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-12) }
  }

  @Test("Numbers beyond the ends, and no numbers, stay on the chart")
  func clamped() {
    let scale = LinearScale(domain: 0...2, start: 300, end: 100)
    #expect(scale.position(1) == 200)
    #expect(scale.position(.infinity) == 100)
    #expect(scale.position(-.infinity) == 300)
    #expect(scale.position(.nan) == 300)
    #expect(LinearScale(domain: 1...1, start: 0, end: 9).position(1) == 0)
  }

  @Test(
    "An axis of log odds is named by round factors",
    arguments: [
      (-0.1...0.1, ["×0.909", "×1", "×1.1"]),
      (-0.5...0.5, ["×0.64", "×0.8", "×1", "×1.25", "×1.56"]),
      (-1.5...1.5, ["×0.25", "×0.5", "×1", "×2", "×4"]),
      (0.0...9.0, ["×1", "×10", "×100", "×> 999"]),
    ])
  func odds(domain: ClosedRange<Double>, expected: [String]) {
    let ticks = LinearScale(domain: domain, start: 0, end: 100).oddsTicks()
    #expect(ticks.map(\.text) == expected)
  }
}
