@testable import Evaluation

/// Scores with ties, outcomes of both kinds and keys, from a seed.
struct RandomRows {
  var reference: [Double] = []
  var challenger: [Double] = []
  var outcomes: [Bool] = []
  var keys: [UInt64] = []

  /// Rows whose scores have few levels, so that most of them tie; the challenger's tell more
  /// about the outcomes than the reference's.
  init(seed: UInt64, rows: Int, levels: Int) {
    var random = SplitMix64(seed: seed)
    for row in 0..<rows {
      let converts = row == 0 || (row > 1 && Int.random(in: 0..<3, using: &random) == 0)
      let bonus = converts ? levels / 2 : 0
      outcomes.append(converts)
      reference.append(Double(Int.random(in: 0..<levels, using: &random)))
      challenger.append(Double(Int.random(in: 0..<levels, using: &random) + bonus))
      keys.append(random.next())
    }
  }

  /// The same rows in another order.
  func shuffled(seed: UInt64) -> RandomRows {
    var random = SplitMix64(seed: seed)
    let order = outcomes.indices.shuffled(using: &random)
    var rows = self
    rows.reference = order.map { reference[$0] }
    rows.challenger = order.map { challenger[$0] }
    rows.outcomes = order.map { outcomes[$0] }
    rows.keys = order.map { keys[$0] }
    return rows
  }
}

extension [Bool] {
  /// One outcome for each digit, 1 for a conversion.
  init(digits: String) {
    self = digits.map { $0 == "1" }
  }
}

/// Whether two numbers differ by at most a tolerance.
func isClose(_ left: Double, _ right: Double, within tolerance: Double = 1e-10) -> Bool {
  (left - right).magnitude <= tolerance
}

/// Whether two numbers differ by at most a part of the second.
func isClose(_ left: Double, _ right: Double, relative tolerance: Double) -> Bool {
  (left - right).magnitude <= tolerance * right.magnitude
}

/// One standard normal draw, by inversion.
func normalDraw(_ random: inout SplitMix64) -> Double {
  NormalDistribution.quantile(Double.random(in: 0x1p-53..<1, using: &random))
}
