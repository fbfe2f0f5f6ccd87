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
    #expect(nearest(to: name, in: ["id", "revenue", "country", "county_code"]) == expected)
  }

  @Test("the first of equally near ones is taken, none of none")
  func ties() {
    #expect(nearest(to: "ab", in: ["ac", "ad"]) == "ac")
    #expect(nearest(to: "ab", in: []) == nil)
  }
}
