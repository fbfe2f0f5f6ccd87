import FeatureExtraction
import Tables
import Testing
import YAMLDocuments

@testable import RuleScoring

@Suite("a team's table")
struct TeamTableTests {
  private func table(_ lines: [[String]]) throws -> TeamTable {
    let columns = ["Characteristic", "Value", "Points"].enumerated().map { index, name in
      texts(name, lines.map { $0[index] })
    }
    return try TeamTable(Table(source: "team.csv", columns: columns))
  }

  // The table of practice, its lowest band read as 1–49.
  private static let published = [
    ["company role", "executive / project manager / director / assistant", "15 / 10 / 10 / 0"],
    ["department", "IT", "15"], ["", "finance", "10"], ["", "marketing", "0"],
    ["employees", "1,000+", "5"], ["employees", "500–999", "15"], ["employees", "100–499", "10"],
    ["employees", "50–99", "5"], ["employees", "1–49", "0"],
  ]

  @Test("values become texts and bands, slashes part several on a line")
  func published() throws {
    let book = try table(TeamTableTests.published).book(
      name: "Team", columns: ["company role": "title"], kinds: ["employees": .implicit])
    #expect(book.requiredColumns == ["title", "department", "employees"])
    let leads = flat(
      texts("title", ["Director", "project manager", "clerk"]),
      texts("department", ["it", "Finance", ""]), numbers("employees", [1000, 99, 1]))
    #expect(try book.score(leads).totals == [30, 25, 0])
    #expect(try RuleScoringTests.book(book.yaml()).yaml() == book.yaml())
  }

  @Test(
    "what cannot be a table is refused with its place",
    arguments: [
      (["employees", "1-50 / 50-99", "0 / 5"], "bands \"1-50\" and \"50-99\" overlap"),
      (["a", "x / y", "1"], "2 values and 1 points"),
      (["a", "x", "ten"], "not a number of points"),
      (["a", "", "1"], "must all be given"),
    ])
  func refusals(line: [String], message: String) {
    let error = #expect(throws: ConfigurationProblems.self) {
      _ = try table([line]).book(name: "Team")
    }
    #expect(
      error?.problems.first.map { "\($0)".contains(message) && "\($0)".contains("team.csv:") }
        == true)
  }
}
