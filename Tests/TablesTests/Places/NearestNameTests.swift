import Tables
import Testing

@Suite("nearest names")
struct NearestNameTests {
  private static let names = ["points", "window", "within", "event", "no_event", "cap"]

  @Test(
    "a slip finds the name that was meant",
    arguments: [
      ("windw", "window"), ("windowe", "window"), ("widnow", "window"), ("Points", "points"),
      ("pints", "points"), ("evnet", "event"), ("withn", "within"), ("cpa", "cap"),
    ])
  func near(slip: String, expected: String) {
    #expect(slip.nearest(among: NearestNameTests.names) == expected)
  }

  @Test("what is far from all of them finds none", arguments: ["", "colour", "xyz", "w"])
  func far(text: String) {
    #expect(text.nearest(among: NearestNameTests.names) == nil)
  }

  @Test("of names equally near the first is found")
  func tie() {
    #expect("bat".nearest(among: ["cat", "hat"]) == "cat")
  }
}
