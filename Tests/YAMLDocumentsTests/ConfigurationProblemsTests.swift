import Tables
import Testing

import YAMLDocuments

@Suite("gathered problems")
struct ConfigurationProblemsTests {
  private func problem(_ line: Int) -> ConfigurationProblem {
    ConfigurationProblem(.missingKey("k\(line)"), at: Place(file: "f", line: line, column: 1))
  }

  @Test("the first twenty in the order of the file are kept, all are counted")
  func limit() {
    let problems = ConfigurationProblems((1...25).reversed().map(problem))
    #expect(problems.total == 25)
    #expect(problems.problems.map(\.place.line) == Array(1...20))
    #expect(problems.description.hasSuffix("\n25 problems, the first 20 shown"))
  }

  @Test("gathering goes on after a problem and throws all of them in the end")
  func gathering() throws {
    let document = try YAMLDocument(text: "a: x\nb: 2\nc: y\n", file: "f")
    var problems = ConfigurationProblems()
    let numbers = try document.root.mapping().entries.map { entry in
      problems.gather(try entry.value.integer())
    }
    #expect(numbers == [nil, 2, nil])
    let thrown = try #require(throws: ConfigurationProblems.self) { try problems.throwIfAny() }
    #expect(
      thrown.description == """
        f:1:4: "a": wanted a whole number, found "x"
        f:3:4: "c": wanted a whole number, found "y"
        """)
  }

  @Test("no problems throw nothing")
  func nothing() {
    #expect(throws: Never.self) { try ConfigurationProblems().throwIfAny() }
  }
}
