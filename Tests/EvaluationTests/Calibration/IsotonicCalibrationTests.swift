@testable import Evaluation
import Foundation
import Testing

struct IsotonicCalibrationTests {
  private static let outcomes = PimaReference.outcomes
  private static let logOdds = PimaReference.allVariables.map { log($0 / (1 - $0)) }

  // scikit-learn 1.9.1: IsotonicRegression(out_of_bounds="clip").
  @Test("Levels and values agree with scikit-learn on the Pima test set")
  func reference() throws {
    let curve = try IsotonicCalibration(
      fittingTo: Self.logOdds, outcomes: Self.outcomes, targets: .observed)
    #expect(curve.levels.count == 12)
    let squares = zip(Self.logOdds, Self.outcomes).map { logOdds, converted in
      let distance = curve.probability(atLogOdds: logOdds) - (converted ? 1 : 0)
      return distance * distance
    }
    #expect(isClose(squares.reduce(0, +) / 332, 0.130_502_076_351_968))
    let expected = [
      (-9, 0), (-2.05, 0.090_909_090_909_090_91), (-1, 0.354_838_709_677_419_4),
      (0, 0.482_758_620_689_655_2), (0.3, 0.482_758_620_689_655_2), (1, 0.735_294_117_647_058_9),
      (9, 1),
    ]
    for (logOdds, probability) in expected {
      #expect(isClose(curve.probability(atLogOdds: logOdds), probability, within: 1e-14))
    }
  }

  // scikit-learn 1.9.1, with sample_weight.
  @Test("Weighted rows of equal score are merged as scikit-learn merges them")
  func weightedTies() throws {
    let curve = try IsotonicCalibration(
      fittingTo: Self.logOdds.map { $0.rounded(.toNearestOrEven) }, outcomes: Self.outcomes,
      weights: (0..<332).map { Double(1 + $0 % 3) }, targets: .observed)
    let expected = [
      0, 0, 0.010_309_278_350_515_464, 0.110_389_610_389_610_38, 0.289_256_198_347_107_4,
      0.433_628_318_584_070_8, 0.764_705_882_352_941_1, 0.859_649_122_807_017_6,
      0.859_649_122_807_017_6, 0.859_649_122_807_017_6,
    ]
    for (offset, probability) in expected.enumerated() {
      let value = curve.probability(atLogOdds: Double(offset - 5))
      #expect(isClose(value, probability, within: 1e-14))
    }
  }

  @Test(
    "No rising function on few distinct scores has a smaller squared error",
    arguments: 0..<30 as Range<UInt64>)
  func optimality(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 24, levels: 5)
    let groups = try ScoreGroups(
      scores: rows.reference, outcomes: rows.outcomes, weights: nil)
    let blocks = IsotonicBlocks(positives: groups.positives, negatives: groups.negatives)
    // A best rising function is a step function of block means: enumerate all partitions.
    let count = groups.scores.count
    func error(_ ends: [Int], _ rates: [Double]) -> Double {
      var sum = 0.0
      var start = 0
      for (end, rate) in zip(ends, rates) {
        for group in start..<end {
          sum += groups.positives[group] * (1 - rate) * (1 - rate)
          sum += groups.negatives[group] * rate * rate
        }
        start = end
      }
      return sum
    }
    var best = Double.infinity
    for mask in 0..<(1 << (count - 1)) {
      let ends = (1...count).filter { $0 == count || mask >> ($0 - 1) & 1 == 1 }
      let rates = zip([0] + ends, ends).map { start, end in
        let positives = groups.positives[start..<end].reduce(0, +)
        return positives / (positives + groups.negatives[start..<end].reduce(0, +))
      }
      guard zip(rates, rates.dropFirst()).allSatisfy(<=) else { continue }
      best = min(best, error(ends, rates))
    }
    #expect(isClose(error(blocks.ends, blocks.rates), best, within: 1e-12))
  }

  @Test("Smoothed levels are the observed ones drawn in, and none is 0 or 1")
  func smoothing() throws {
    let observed = try IsotonicCalibration(
      fittingTo: Self.logOdds, outcomes: Self.outcomes, targets: .observed)
    let smoothed = try IsotonicCalibration(fittingTo: Self.logOdds, outcomes: Self.outcomes)
    #expect(observed.levels.count == smoothed.levels.count)
    let low = 1.0 / 225
    let high = 110.0 / 111
    for (plain, drawn) in zip(observed.levels, smoothed.levels) {
      #expect(isClose(drawn.probability, low + plain.probability * (high - low), within: 1e-14))
      #expect(plain.lowest == drawn.lowest)
    }
  }

  @Test(
    "The curve never falls, between its levels and beyond them",
    arguments: IsotonicCalibration.Interpolation.allCases)
  func monotone(interpolation: IsotonicCalibration.Interpolation) throws {
    let curve = try IsotonicCalibration(
      fittingTo: Self.logOdds, outcomes: Self.outcomes, interpolation: interpolation)
    let values = stride(from: -10.0, through: 10, by: 0.01).map(curve.probability)
    #expect(zip(values, values.dropFirst()).allSatisfy(<=))
    #expect(values.first == curve.levels.first?.probability)
    #expect(values.last == curve.levels.last?.probability)
  }

  @Test("Between two levels a step waits and a line climbs")
  func interpolation() throws {
    let scores = [0.0, 1, 3, 4]
    let outcomes = [false, true, false, true]
    func curve(_ interpolation: IsotonicCalibration.Interpolation) throws -> IsotonicCalibration {
      try IsotonicCalibration(
        fittingTo: scores, outcomes: outcomes, targets: .observed, interpolation: interpolation)
    }
    let linear = try curve(.linear)
    let step = try curve(.step)
    #expect(linear.levels.map(\.probability) == [0, 0.5, 1])
    #expect(linear.probability(atLogOdds: 3.5) == 0.75)
    #expect(step.probability(atLogOdds: 3.5) == 0.5)
    #expect(step.probability(atLogOdds: 4) == 1)
    #expect(linear.probability(atLogOdds: 2) == 0.5)
  }
}
