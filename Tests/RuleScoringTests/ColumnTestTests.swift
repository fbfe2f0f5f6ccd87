import FeatureExtraction
import Tables
import Testing

@testable import RuleScoring

@Suite("rules about columns")
struct ColumnTestTests {
  private func fires(_ expected: String, _ column: Column) throws -> [Bool] {
    try book(rules: "{when: {c: \(expected)}, points: 1}").score(flat(column)).totals.map {
      $0 == 1
    }
  }

  @Test(
    "a value of the book meets texts of the data, however they are stored",
    arguments: [
      ("Director", "director", true), ("director", "  DIRECTOR ", true),
      ("director", "directors", false), ("[a, b]", "B", true), ("[a, b]", "c", false),
      ("1", "1.0", true), ("1.50", "1.5", true), ("007", "7", true), ("\"1\"", "1.0", true),
      ("1", "one", false), ("1000+", "1000", false), ("É", "é", true),
      ("yes", "1", true), ("yes", "TRUE", true), ("true", "Yes", true), ("yes", "no", false),
      ("no", "0", true), ("false", "No", true), ("\"yes\"", "1", false), ("\"yes\"", "yes", true),
      ("1", "yes", false), ("\"missing\"", "missing", true), ("missing", "missing", false),
      ("present", "anything", true), ("{min: 5}", "5.0", true), ("{min: 5}", "4", false),
      ("{min: 5}", "many", false), ("[a, missing]", "b", false),
    ])
  func texts(expected: String, value: String, isMet: Bool) throws {
    #expect(try fires(expected, categories("c", [value])) == [isMet])
    #expect(try fires(expected, RuleScoringTests.texts("c", [value])) == [isMet])
  }

  @Test(
    "a value of the book meets numbers of the data",
    arguments: [
      ("1", 1, true), ("1.0", 1, true), ("\"1\"", 1, true), ("[1, 2.5]", 2.5, true),
      ("1", 1.1, false), ("one", 1, false), ("yes", 1, true), ("no", 0, true), ("yes", 2, false),
      ("0", -0.0, true), ("{min: 50, max: 99}", 99, true), ("{min: 50, max: 99}", 99.5, false),
      ("{min: 50, max: 99}", 50, true), ("{max: 99}", -1e9, true), ("present", 0, true),
      ("missing", 0, false),
    ])
  func numbers(expected: String, value: Double, isMet: Bool) throws {
    #expect(try fires(expected, RuleScoringTests.numbers("c", [value])) == [isMet])
  }

  @Test(
    "a missing value meets only missing",
    arguments: [
      ("missing", true), ("[a, missing]", true), ("present", false), ("\"\"", false),
      ("[nan, NaN]", false), ("0", false), ("no", false), ("{max: 5}", false), ("{min: 5}", false),
      ("\"missing\"", false),
    ])
  func missing(expected: String, isMet: Bool) throws {
    #expect(try fires(expected, RuleScoringTests.numbers("c", [.nan])) == [isMet])
    #expect(try fires(expected, categories("c", [nil])) == [isMet])
    #expect(try fires(expected, RuleScoringTests.texts("c", [nil])) == [isMet])
  }

  @Test("moments are compared by their text")
  func moments() throws {
    let column = Column(name: "c", values: .timestamps([moment, nil]))
    #expect(try fires("2026-03-31T00:00:00Z", column) == [true, false])
    #expect(try fires("missing", column) == [false, true])
  }

  @Test("several columns in one rule must all agree")
  func conjunction() throws {
    let book = try book(rules: "{when: {a: x, b: {min: 5}}, points: 1}")
    let leads = flat(
      categories("a", ["x", "x", "y"]), RuleScoringTests.numbers("b", [5, 4, 5]))
    #expect(try book.score(leads).totals == [1, 0, 0])
  }
}
