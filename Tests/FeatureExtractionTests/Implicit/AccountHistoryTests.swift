import Tables
import Testing

@testable import FeatureExtraction

@Suite("the history of accounts")
struct AccountHistoryTests {
  private static func day(_ day: Int) -> Timestamp { Timestamp(year: 2026, month: 1, day: day) }

  /// Four leads of one account, one of another and one of none.
  private static let history = AccountHistory(
    Categories(["a", "a", "a", "a", "b", nil]),
    created: [day(1), day(2), day(5), day(9), day(1), day(1)],
    outcomes: [
      .won(day(4)), .lost(day(3)), .won(day(8)), .open, .won(day(2)), .won(day(2)),
    ])

  @Test(
    "other leads and wins count strictly before the moment, the lead's own never",
    arguments: [
      (0, 20, 3, 1), (0, 2, 0, 0), (1, 4, 1, 0), (1, 5, 1, 1), (2, 9, 2, 1), (3, 9, 3, 2),
      (3, 8, 3, 1), (4, 20, 0, 0),
    ] as [(Int, Int, Double, Double)])
  func counts(row: Int, day: Int, leads: Double, wins: Double) {
    let known = Self.history.before(Self.day(day), row: row)
    #expect(known.leads == leads)
    #expect(known.wins == wins)
  }

  @Test("a lead without an account has no history")
  func without() {
    let known = Self.history.before(Self.day(20), row: 5)
    #expect(known.leads.isNaN && known.wins.isNaN)
  }
}
