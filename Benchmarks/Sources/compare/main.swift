import Evaluation
import Foundation

// Compares two rankings of simulated leads and prints the seconds: compare [ROWS] [REPLICATES].

let words = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let rowCount = words.first ?? 1_000_000
let replicates = words.dropFirst().first ?? 2000

/// Random numbers that a seed repeats (SplitMix64).
struct RandomNumbers {
  var state: UInt64

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
  }
}

var random = RandomNumbers(state: 7)

// One lead in ten converts; the model sees the truth with noise, the rules in steps of five points.
let truth = (0..<rowCount).map { _ in random.uniform() + random.uniform() + random.uniform() - 1.5 }
let outcomes = truth.map { random.uniform() < 1 / (1 + exp(2.6 - 2 * $0)) }
let model = truth.map { $0 + 0.3 * (random.uniform() - 0.5) }
let rules = truth.map { (($0 + random.uniform() - 0.5) * 8).rounded() * 5 }
let amounts = outcomes.map { $0 ? (100 + 9900 * random.uniform()).rounded() : 0 }
let keys = (0..<rowCount).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
let conversions = outcomes.count { $0 }
print("\(rowCount) leads, \(conversions) converted, \(replicates) replicates")

for threads in [1, 2] {
  for (name, worth) in [("without revenue", nil), ("with revenue", amounts)] {
    let (start, processor) = (ContinuousClock.now, clock())
    let comparison = try RankingComparison(
      reference: rules, challenger: model, outcomes: outcomes, keys: keys, capacity: rowCount / 10,
      amounts: worth, replicates: replicates, threads: threads)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let spent = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
    let conversions = comparison.atCapacity.conversions
    print(
      "\(threads) threads, \(name): \((seconds * 100).rounded() / 100) s,"
        + " \((spent * 100).rounded() / 100) processor s,"
        + " difference \(conversions.value) (\(conversions.interval.lower) to"
        + " \(conversions.interval.upper))")
  }
}
