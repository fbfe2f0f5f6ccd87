import Tables
import TestLeads
import Testing

@testable import FeatureExtraction

@Suite("What a flat table offers as features")
struct FlatFileFeaturesTests {
  private static let count = 60
  private static func repeating(_ texts: [String?]) -> [String?] {
    (0..<count).map { texts[$0 % texts.count] }
  }

  @Test(
    "leaves out columns that say nothing or name the lead, with the reason",
    arguments: [
      (
        Column.numbers("c", [Double](repeating: 7, count: count)),
        DroppedColumn.Reason.constant(value: "7"), "constant: every lead has \"7\""
      ),
      (.categories("c", repeating(["web"])), .constant(value: "web"), nil),
      (
        .categories("c", repeating([nil])), .constant(value: nil),
        "empty: no lead has a value"
      ),
      (.numbers("c", [Double](repeating: .nan, count: count)), .constant(value: nil), nil),
      (
        .text("c", (0..<count).map { "user\($0)@example.com" }),
        .identifier(distinct: 60, rows: 60),
        "looks like an identifier: 60 different values in 60 rows"
      ),
      (
        .categories("c", (0..<count).map { "n\($0 < 55 ? $0 : 0)" }),
        .identifier(distinct: 55, rows: 60), nil
      ),
      (
        .numbers("c", (0..<count).map { Double(900 + 7 * $0) }),
        .identifier(distinct: 60, rows: 60), nil
      ),
      (
        Column(name: "c", values: .timestamps((0..<count).map { Timestamp(seconds: Int64($0)) })),
        .date, nil
      ),
    ] as [(Column, DroppedColumn.Reason, String?)])
  func dropped(_ column: Column, reason: DroppedColumn.Reason, text: String?) {
    let features = FlatFileFeatures(of: Table([column]))
    #expect(features.declarations.isEmpty)
    #expect(features.dropped == [DroppedColumn(column: "c", reason: reason)])
    if let text { #expect(reason.description == text) }
  }

  @Test(
    "keeps numbers and texts that vary",
    arguments: [
      Column.numbers("c", (0..<count).map { Double($0) + 0.5 }),
      .numbers("c", (0..<count).map { Double($0 / 2) }),
      .numbers("c", (0..<count).map { $0 == 0 ? 7 : .nan }),
      .categories("c", repeating(["web", nil])),
      .categories("c", (0..<count).map { "n\($0 % 54)" }),
      .categories("c", repeating(["a", "b"])),
    ])
  func kept(_ column: Column) {
    let features = FlatFileFeatures(of: Table([column]))
    #expect(features.dropped.isEmpty)
    #expect(features.declarations.map(\.column) == ["c"])
    #expect(features.declarations.map(\.kind) == [.explicit])
  }

  @Test("calls nothing an identifier among fewer than 50 leads")
  func fewRows() {
    let features = FlatFileFeatures(of: Table([.text("c", (0..<49).map { "name \($0)" })]))
    #expect(features.dropped.isEmpty)
  }

  @Test("keeps a column whose kind was declared, but not a constant one or a date")
  func declared() {
    let table = Table([
      .numbers("number", (0..<Self.count).map(Double.init)),
      .text("text", (0..<Self.count).map { "t\($0)" }),
      .numbers("constant", [Double](repeating: 1, count: Self.count)),
      Column(
        name: "date", values: .timestamps((0..<Self.count).map { Timestamp(seconds: Int64($0)) })),
    ])
    let features = FlatFileFeatures(of: table, declared: Set(table.columns.map(\.name)))
    #expect(features.declarations.map(\.column) == ["number", "text"])
    #expect(
      features.declarations.map(\.encoding) == [
        .numeric(.none), .categorical(minimumCount: 5),
      ])
    #expect(features.dropped.map(\.column) == ["constant", "date"])
  }

  @Test("does not look at reserved columns")
  func reserved() {
    let table = Table([.numbers("id", [1, 1, 1]), .numbers("x", [1, 2, 2])])
    let features = FlatFileFeatures(of: table, reserved: ["id"])
    #expect(features.declarations.map(\.column) == ["x"])
    #expect(features.dropped.isEmpty)
  }
}
