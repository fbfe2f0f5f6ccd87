import Evaluation
import Foundation

/// Intervals of the differences between two rankings of the same rows: one that sees the true log odds
/// with more noise, rounded as points are, and one that sees them with less.
struct PairedStudy {
  private static let population = 4_000_000
  private let rows: Int
  private(set) var coverages: [Coverage]

  /// Makes a study; the true differences are those of a population of four million rows.
  init(rows: Int) throws {
    self.rows = rows
    let population = Self.sample(rows: Self.population, seed: 0xFEED)
    let reference = try RankedOutcomes(
      scores: population.reference, outcomes: population.outcomes)
    let challenger = try RankedOutcomes(
      scores: population.challenger, outcomes: population.outcomes)
    let gains = try (reference.gains(atShare: 0.1), challenger.gains(atShare: 0.1))
    let worth = (
      Self.worth(population, population.reference), Self.worth(population, population.challenger)
    )
    let calls = Double(rows / 10)
    func study(_ quantity: String, _ truth: Double) -> Coverage {
      Coverage("paired difference in \(quantity), \(rows) rows", truth: truth)
    }
    coverages = [
      study("AUC (DeLong)", AUC(challenger).value - AUC(reference).value),
      study(
        "average precision (jackknife)", challenger.averagePrecision - reference.averagePrecision),
      study("captured share at 10 %", gains.1.capturedShare - gains.0.capturedShare),
      study("lift at 10 %", gains.1.lift - gains.0.lift),
      study("conversions at capacity", (gains.1.conversionRate - gains.0.conversionRate) * calls),
      study("revenue at capacity", (worth.1 - worth.0) * calls),
    ]
  }

  mutating func add(seed: UInt64) throws {
    let sample = Self.sample(rows: rows, seed: seed)
    let comparison = try RankingComparison(
      reference: sample.reference, challenger: sample.challenger, outcomes: sample.outcomes,
      keys: (0..<UInt64(rows)).map { $0 }, capacity: rows / 10, amounts: sample.amounts,
      shares: [0.1], seed: seed)
    let cut = comparison.atShares[0]
    var intervals = [
      comparison.auc.interval, comparison.averagePrecision.difference.interval,
      cut.capturedShare.interval, cut.lift.interval, comparison.atCapacity.conversions.interval,
    ]
    if let revenue = comparison.atCapacity.revenue { intervals.append(revenue.difference.interval) }
    for (index, interval) in intervals.enumerated() { coverages[index].add(interval) }
  }

  private typealias Sample = (
    reference: [Double], challenger: [Double], outcomes: [Bool], amounts: [Double]
  )

  private static func sample(rows: Int, seed: UInt64) -> Sample {
    var random = RandomNumbers(seed: seed)
    var sample: Sample = ([], [], [], [])
    for _ in 0..<rows {
      let logOdds = -2.3 + 1.2 * random.normal()
      // Points come in steps of 5, so the reference ties many rows.
      sample.reference.append((20 * (logOdds + random.normal()) / 5).rounded() * 5)
      sample.challenger.append(logOdds + 0.5 * random.normal())
      sample.outcomes.append(random.event(logOdds: logOdds))
      sample.amounts.append(1000 * exp(0.5 * random.normal()))
    }
    return sample
  }

  /// What the best tenth is worth per row, equal scores by expectation.
  private static func worth(_ sample: Sample, _ scores: [Double]) -> Double {
    let rows = scores.indices.sorted { scores[$0] > scores[$1] }
    let cut = rows.count / 10
    let edge = scores[rows[cut]]
    var (above, aboveSum, tied, tiedSum) = (0, 0.0, 0, 0.0)
    for row in rows {
      let amount = sample.outcomes[row] ? sample.amounts[row] : 0
      if scores[row] > edge {
        above += 1
        aboveSum += amount
      } else if scores[row] == edge {
        tied += 1
        tiedSum += amount
      } else {
        break
      }
    }
    return (aboveSum + tiedSum * Double(cut - above) / Double(tied)) / Double(cut)
  }
}
