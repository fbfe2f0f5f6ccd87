import Tables
import Testing

@testable import FeatureExtraction

@Suite("sizes of groups")
struct GroupSizesTests {
  private static let days = [3, 1, 2, 2, 9].map { Timestamp(year: 2026, month: 1, day: $0) }

  @Test(
    "leads of the same value count from the moment they exist",
    arguments: [(0, 1, 1), (0, 2, 2), (0, 3, 3), (1, 1, 1), (3, 9, 1)])
  func counts(row: Int, day: Int, size: Double) {
    let column = Column(name: "c", values: .categories(Categories(["x", "x", "x", "y", nil])))
    let groups = GroupSizes(column, created: GroupSizesTests.days)
    let moment = Timestamp(year: 2026, month: 1, day: day)
    #expect(groups.size(ofGroupOf: row, asOf: moment) == size)
    #expect(groups.size(ofGroupOf: 4, asOf: moment).isNaN)
  }

  @Test("numbers and texts are grouped as well")
  func otherKinds() {
    let late = Timestamp(year: 2026, month: 2, day: 1)
    let numbers = Column(name: "c", values: .numbers([7, 7, 8, 7, .nan]))
    let texts = Column(name: "c", values: .text(PackedStrings(["7", "7", "8", "7", ""])))
    for column in [numbers, texts] {
      let groups = GroupSizes(column, created: GroupSizesTests.days)
      #expect(groups.size(ofGroupOf: 0, asOf: late) == 3)
      #expect(groups.size(ofGroupOf: 4, asOf: late).isNaN)
    }
  }
}
