import Tables
import TestLeads
import Testing

@testable import Training

@Suite("The outcome's column")
struct OutcomeColumnTests {
  private func found(_ error: (any Error)?) -> [String]? {
    guard case TrainingError.unknownPositive(_, _, let found)? = error else { return nil }
    return found
  }

  @Test(
    "knows the usual words for a conversion in any case",
    arguments: [
      (["yes", "no"], [true, false]), (["No", "YES"], [false, true]),
      (["Closed Won", "Closed Lost", "Open"], [true, false, false]),
      (["converted", "something else"], [true, false]), (["True", "False"], [true, false]),
      (["won"], [true]),
    ])
  func usualWords(_ texts: [String], outcomes: [Bool]) throws {
    let column = try OutcomeColumn(.categories("won", texts), positive: nil)
    #expect(column.outcomes == outcomes)
    #expect(texts.contains(column.positive))
  }

  @Test("reads 1 and 0 in a column of numbers, missing ones as unknown")
  func numbers() throws {
    let column = try OutcomeColumn(.numbers("won", [0, 1, .nan, 1]), positive: nil)
    #expect(column.outcomes == [false, true, nil, true])
    #expect(column.positive == "1")
  }

  @Test(
    "takes the value that is named, in any case, and every other value for no conversion",
    arguments: ["Signed", "signed", "SIGNED"])
  func named(_ positive: String) throws {
    let column = try OutcomeColumn(
      .categories("stage", ["Signed", "Demo", nil, "Lost"]), positive: positive)
    #expect(column.outcomes == [true, false, nil, false])
    #expect(column.positive == positive)
  }

  @Test("leaves a value undecided that is neither the named one nor among the negatives")
  func negatives() throws {
    let column = try OutcomeColumn(
      .categories("stage", ["Won", "Lost", "Open", nil]), positive: "Won", negatives: ["Lost"])
    #expect(column.outcomes == [true, false, nil, nil])
    let usual = try OutcomeColumn(
      .categories("stage", ["won", "Lost", "won?"]), positive: nil, negatives: ["Lost"])
    #expect(usual.outcomes == [true, false, nil])
  }

  @Test(
    "is refused with all its values when it is not clear which is a conversion",
    arguments: [
      ["Signed", "Lost"], ["won", "Lost", "won?"], ["2", "3"], ["yes", "maybe", "perhaps"],
      [],
    ])
  func unclear(_ texts: [String]) {
    let error = #expect(throws: TrainingError.self) {
      try OutcomeColumn(.categories("stage", texts), positive: nil)
    }
    #expect(found(error) == texts)
  }

  @Test("is refused when every value surely means no conversion", arguments: ["no", "0", "Lost"])
  func noConversion(_ text: String) {
    let error = #expect(throws: TrainingError.self) {
      try OutcomeColumn(.categories("won", [text, nil, text]), positive: nil)
    }
    #expect(error?.description == "all 2 leads did not convert; both outcomes are needed")
  }

  @Test("is refused when no lead has the value that is named")
  func absent() {
    let error = #expect(throws: TrainingError.self) {
      try OutcomeColumn(.categories("stage", ["a", "b", "a"]), positive: "c")
    }
    #expect(found(error) == ["a", "b"])
    #expect(
      error?.description
        == "no lead has \"c\" in column \"stage\"; use --positive with one of: \"a\", \"b\"")
  }

  @Test("names a dozen values of many in its message")
  func manyValues() {
    let error = #expect(throws: TrainingError.self) {
      try OutcomeColumn(.categories("stage", (10..<40).map { "v\($0)" }), positive: nil)
    }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("which value is a conversion is not clear in column \"stage\""))
    #expect(text.hasSuffix("\"v20\", \"v21\", … (30 in all)"))
  }

  @Test("names the same word for any order of the rows where several mean a conversion")
  func severalPositives() throws {
    let texts = ["won", "Converted", "no", "yes"]
    for order in [texts, texts.reversed()] {
      #expect(try OutcomeColumn(.categories("won", order), positive: nil).positive == "Converted")
    }
  }
}
