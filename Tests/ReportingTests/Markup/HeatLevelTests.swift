import Testing

@testable import Reporting

struct HeatLevelTests {
  @Test(
    "Levels are even about factors and their inverses",
    arguments: [
      (0.0, "even"), (0.04, "even"), (-0.04, "even"), (0.05, "high-1"), (-0.05, "low-1"),
      (0.2, "high-2"), (0.5, "high-3"), (0.7, "high-4"), (-0.7, "low-4"), (-9, "low-4"),
      (.infinity, "high-4"), (.nan, "even"),
    ])
  func name(effect: Double, expected: String) {
    #expect(HeatLevel(effect: effect).name == expected)
  }

  @Test("The key runs from low to high factors without a gap")
  func key() {
    #expect(
      HeatLevel.all.map(\.text) == [
        "below 0.50", "0.50 to 0.67", "0.67 to 0.83", "0.83 to 0.95", "about 1", "1.05 to 1.20",
        "1.20 to 1.50", "1.50 to 2.00", "from 2.00",
      ])
    #expect(HeatLevel.all.map { $0.name }.allSatisfy { StyleSheet.text.contains(".\($0) ") })
  }
}
