import Foundation
import Monitoring
import Tables
import Testing

@testable import Nightly

@Suite("The first scores of leads")
struct FirstScoresTests {
  private func day(_ number: Int) -> Timestamp {
    Timestamp(year: 2026, month: 1, day: 1) + TimeSpan(days: number)
  }

  private func score(_ lead: UInt64, _ number: Int, _ probability: Double, _ points: Double? = nil)
    -> FirstScores.Score
  {
    FirstScores.Score(lead: lead, asOf: day(number), probability: probability, points: points)
  }

  @Test("are read as they were written, bit for bit, also when there are none")
  func roundTrip() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "first-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try FirstScores(path: path).scores.isEmpty)
    for scores in [
      [], [score(0x0123_4567_8901_2345, 1, 0.1), score(0xab, 0, 1 / 3.0, 12.5)],
      [score(.max, 0, 0.1 + 0.2, -0.5), score(10, 0, 1e-300, 7)],
    ] {
      let first = FirstScores(scores)
      try first.write(to: path)
      let read = try FirstScores(path: path)
      #expect(read.scores == first.scores)
    }
    try Data("lead,as_of,probability,points\na,2026-01-01,1.5,\n".utf8).write(
      to: URL(filePath: path))
    #expect(throws: NightProblem.damaged(path: path, reason: "line 2 is no stored score")) {
      try FirstScores(path: path)
    }
  }

  @Test(
    "are the earliest ones, in whatever order nights are run, and a night again changes nothing")
  func earliest() {
    let nights = [
      (1, [score(10, 1, 0.1), score(11, 1, 0.2)]), (2, [score(10, 2, 0.3), score(12, 2, 0.4)]),
    ]
    func run(_ order: [Int]) -> [FirstScores.Score] {
      order.reduce(FirstScores([])) {
        $0.adding(nights[$1].1, asOf: day(nights[$1].0))
      }.scores
    }
    let expected = [score(10, 1, 0.1), score(11, 1, 0.2), score(12, 2, 0.4)]
    for order in [[0, 1], [1, 0], [0, 1, 1], [0, 0, 1, 0]] { #expect(run(order) == expected) }
    // A night that is run again with other data replaces what it said.
    let again = FirstScores(expected).adding([score(11, 1, 0.9)], asOf: day(1))
    #expect(again.scores.map(\.lead) == [11, 12] && again.scores[0].probability == 0.9)
    #expect(FirstScores(expected).since(day(2)).scores.map(\.lead) == [12])
  }
}
