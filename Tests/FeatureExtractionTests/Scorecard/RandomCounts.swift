import TestSupport

@testable import FeatureExtraction

extension [OutcomeCount] {
  /// Prebins whose rates wander; some are empty or pure.
  init(seed: UInt64, count: Int) {
    var random = SeededGenerator(seed: seed)
    var rate = 0.3
    self = (0..<count).map { index in
      rate = Swift.min(
        0.95, Swift.max(0.02, rate + Double.random(in: -0.15...0.15, using: &random)))
      let rows = index == 0 ? 20 : Int.random(in: 0..<30, using: &random)
      var events = (0..<rows).count { _ in Double.random(in: 0..<1, using: &random) < rate }
      if index == 0 { events = Swift.min(Swift.max(events, 1), 19) }
      return OutcomeCount(events: Double(events), nonevents: Double(rows - events))
    }
  }

  /// Whole counts as pairs of conversions and other rows.
  init(_ pairs: [(Int, Int)]) {
    self = pairs.map { OutcomeCount(events: Double($0.0), nonevents: Double($0.1)) }
  }
}

func isClose(_ left: Double, _ right: Double, within tolerance: Double) -> Bool {
  (left - right).magnitude <= tolerance
}
