import Testing

@testable import RuleScoring

@Suite("bands")
struct BandTests {
  private func points(_ bands: String, _ value: Double) throws -> Double {
    let book = try book(
      "name: b\ngroups:\n- {name: g, kind: implicit, column: c, bands: \(bands)}\n")
    return try book.score(flat(numbers("c", [value]))).totals[0]
  }

  @Test(
    "whole ends: 1-49 runs to below 50",
    arguments: [
      (0, 0), (0.99, 0), (1, 1), (49, 1), (49.5, 1), (49.999, 1), (50, 2), (99, 2), (99.5, 2),
      (100, 4), (1e9, 4), (-1, 0), (.nan, 0),
    ] as [(Double, Double)])
  func whole(value: Double, expected: Double) throws {
    #expect(try points("{1-49: 1, 50-99: 2, 100+: 4}", value) == expected)
  }

  @Test(
    "an end with a decimal point: 0-9.5 runs to below 9.5, as do all bands of the group",
    arguments: [
      (0, 1), (9.49, 1), (9.5, 2), (19.999, 2), (20, 4), (29.9, 4), (30, 8), (-0.5, 0),
    ] as [(Double, Double)])
  func measures(value: Double, expected: Double) throws {
    #expect(try points("{0-9.5: 1, 9.5-20: 2, 20-30: 4, 30+: 8}", value) == expected)
  }

  @Test(
    "negative ends, single numbers and open bands, in any order",
    arguments: [
      (-11, 8), (-10, 1), (-5.5, 1), (-5, 1), (-4.5, 1), (-4, 0), (0, 2), (0.5, 2), (1, 0), (2, 4),
    ] as [(Double, Double)])
  func signs(value: Double, expected: Double) throws {
    #expect(try points("{2+: 4, -10--5: 1, 0: 2, <-10: 8}", value) == expected)
  }
}
