@testable import Evaluation
import Testing

struct ReliabilityDiagramTests {
  private static func pima() throws -> ProbabilityForecast {
    try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
  }

  // NumPy and scikit-learn: 2,000 resamples, with an error of about 0.01 in each limit.
  @Test("The band agrees with resampling in NumPy", arguments: [1, 2] as [UInt64])
  func band(seed: UInt64) throws {
    let diagram = try ReliabilityDiagram(
      Self.pima(), resamples: 2000, bandPoints: 332, seed: seed)
    #expect(diagram.levels.count == 12)
    #expect(diagram.band.count == 332)
    let expected = [
      (0, 0, 0), (82, 0.017_842, 0.166_667), (165, 0.115_374, 0.361_126),
      (248, 0.375, 0.736_899), (331, 1, 1),
    ]
    for (row, lower, upper) in expected {
      #expect(isClose(diagram.band[row].interval.lower, lower, within: 0.025))
      #expect(isClose(diagram.band[row].interval.upper, upper, within: 0.025))
    }
  }

  @Test("Levels hold all rows once, and their rates rise")
  func levels() throws {
    let levels = try ReliabilityDiagram(Self.pima(), resamples: 100).levels
    #expect(levels.reduce(0) { $0 + $1.rows } == 332)
    #expect(isClose(levels.reduce(0) { $0 + $1.rate * Double($1.rows) }, 109, within: 1e-10))
    for (left, right) in zip(levels, levels.dropFirst()) {
      #expect(left.highestPrediction < right.lowestPrediction)
      #expect(left.rate < right.rate)
    }
  }

  @Test("Row order changes no bit, and the seed does", arguments: 0..<4 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 150, levels: 40)
    func diagram(_ rows: RandomRows, _ seed: UInt64) throws -> ReliabilityDiagram {
      try ReliabilityDiagram(
        ProbabilityForecast(
          probabilities: rows.challenger.map { $0 / 100 + 0.01 }, outcomes: rows.outcomes),
        resamples: 100, seed: seed)
    }
    #expect(try diagram(rows, 3) == diagram(rows.shuffled(seed: seed), 3))
    #expect(try diagram(rows, 3).band != diagram(rows, 4).band)
  }

  @Test(
    "A calibrated forecast stays inside the band and an overconfident one leaves it",
    arguments: [11, 12] as [UInt64])
  func verdicts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    // More rows than cells, so that neighbours are merged.
    let truth = (0..<30_000).map { _ in Double.random(in: 0.2...0.8, using: &random) }
    let outcomes = truth.map { Double.random(in: 0..<1, using: &random) < $0 }
    func shareOutside(_ probabilities: [Double]) throws -> Double {
      let diagram = try ReliabilityDiagram(
        ProbabilityForecast(probabilities: probabilities, outcomes: outcomes), resamples: 100)
      let outside = diagram.band.count { point in
        let level = diagram.levels.last { $0.lowestPrediction <= point.prediction }
        return !point.interval.contains(level?.rate ?? 0)
      }
      return Double(outside) / Double(diagram.band.count)
    }
    #expect(try shareOutside(truth) < 0.25)
    #expect(try shareOutside(truth.map { 0.5 + ($0 - 0.5) * 1.5 }) > 0.5)
  }

  @Test("Too few resamples are refused, and certain rows have a band of no width")
  func limits() throws {
    let certain = try ProbabilityForecast(
      probabilities: [0, 1, 1], outcomes: [false, true, true])
    #expect(throws: EvaluationError.tooFewReplicates(99, minimum: 100)) {
      try ReliabilityDiagram(certain, resamples: 99)
    }
    let band = try ReliabilityDiagram(certain, resamples: 100).band
    #expect(band.map(\.prediction) == [0, 1])
    #expect(band.map(\.interval.lower) == [0, 1])
    #expect(band.map(\.interval.upper) == [0, 1])
  }
}
