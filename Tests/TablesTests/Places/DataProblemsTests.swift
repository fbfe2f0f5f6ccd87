import Testing

@testable import Tables

@Suite("Problems found together")
struct DataProblemsTests {
  private func problem(_ line: Int, _ column: Int) -> DataProblem {
    DataProblem(place: Place(file: "f", line: line, column: column), kind: .nulByte)
  }

  @Test("keeps the first 20 and counts all")
  func limit() {
    var problems = DataProblems()
    #expect(problems.isEmpty)
    for line in 1...50 { problems.append(problem(line, 1)) }
    var more = DataProblems((1...3).map { problem(100 + $0, 1) })
    more.append(problems)
    #expect(problems.total == 50)
    #expect(problems.problems.map(\.place.line) == Array(1...20))
    #expect(more.total == 53)
    #expect(more.problems.map(\.place.line) == [101, 102, 103] + Array(1...17))
    #expect(problems.description.split(separator: "\n").count == 21)
    #expect(throws: DataProblems.self) { try problems.throwIfAny() }
  }

  @Test("merging sorts by place and keeps the order of equals")
  func merge() {
    var problems = DataProblems((1...20).map { problem($0 * 2, 1) })
    problems.merge(DataProblems((1...20).map { problem($0 * 2 - 1, 5) }))
    #expect(problems.total == 40)
    #expect(problems.problems.map(\.place.line) == Array(1...20))
    problems.merge(DataProblems([problem(1, 4)]))
    #expect(problems.problems.prefix(2).map(\.place.column) == [4, 5])
  }
}
