import Testing

@testable import Tables

@Suite("The nearest name")
struct EditDistanceTests {
  @Test(
    "is found when at most a third differs",
    arguments: [
      ("revnue", "revenue"), ("REVENUE", "revenue"), ("contry", "country"), ("iddd", nil),
      ("zzz", nil), ("xd", "id"),
      ("countr", "country"), ("", nil),
    ] as [(String, String?)])
  func nearestName(name: String, expected: String?) {
    #expect(name.nearest(among: ["id", "revenue", "country", "county_code"]) == expected)
  }

  @Test("the first of equally near ones is taken, none of none")
  func ties() {
    #expect("ab".nearest(among: ["ac", "ad"]) == "ac")
    #expect("ab".nearest(among: []) == nil)
  }
}
