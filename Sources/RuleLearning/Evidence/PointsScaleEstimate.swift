internal import Evaluation
internal import RuleScoring

/// How much log odds a point of a book stands for, learned from the rules that agree with each other.
struct PointsScaleEstimate {
  /// The log odds of one point, above 0.
  let logOddsPerPoint: Double
  /// For each rule, whether its points are off the scale beyond chance and half a step.
  let isOff: [Bool]

  /// Learns the scale from effects and points, leaving out rules whose points are off.
  ///
  /// A rule is off when its effect differs from its points by more than half the step in which the
  /// book counts, tested for all rules together at a false discovery rate.
  ///
  /// - Returns: nil when more points do not go with more conversions.
  init?(effects: [RuleEffect?], points: [Double], step: Double, rate: Double) {
    let tested = effects.indices.filter { effects[$0] != nil }
    guard var scale = Self.robustStart(effects, points, tested) else { return nil }
    var off = [Bool](repeating: false, count: effects.count)
    for _ in 0..<20 {
      let pValues = tested.map { rule -> Double in
        guard let effect = effects[rule] else { return 1 }
        let distance = (effect.logOdds - scale * points[rule]).magnitude - scale * step / 2
        return NormalDistribution.twoSidedPValue(max(0, distance) / effect.standardError)
      }
      let rejected = FalseDiscoveryRate.rejections(pValues, rate: rate)
      var next = [Bool](repeating: false, count: effects.count)
      for (rule, isRejected) in zip(tested, rejected) { next[rule] = isRejected }
      let left = tested.filter { !next[$0] }
      if let refined = Self.leastSquares(effects, points, left), refined > 0 { scale = refined }
      if next == off { break }
      off = next
    }
    logOddsPerPoint = scale
    isOff = off
  }

  /// The weighted median of log odds per point: half the book may be wrong.
  ///
  /// Rules that are shown to matter decide. Rules that do nothing would agree with each other on a
  /// scale on which no points are worth anything.
  private static func robustStart(
    _ effects: [RuleEffect?], _ points: [Double], _ rules: [Int]
  ) -> Double? {
    var ratios: [(ratio: Double, weight: Double)] = []
    let proven = rules.filter { points[$0] != 0 && effects[$0]?.coversNothing == false }
    for rule in proven.isEmpty ? rules.filter({ points[$0] != 0 }) : proven {
      guard let effect = effects[rule] else { continue }
      ratios.append(
        (effect.logOdds / points[rule], points[rule].magnitude / effect.standardError))
    }
    ratios.sort { ($0.ratio, $0.weight) < ($1.ratio, $1.weight) }
    let half = ratios.reduce(0) { $0 + $1.weight } / 2
    var sum = 0.0
    for (ratio, weight) in ratios {
      sum += weight
      if sum >= half { return ratio > 0 ? ratio : nil }
    }
    return nil
  }

  private static func leastSquares(
    _ effects: [RuleEffect?], _ points: [Double], _ rules: [Int]
  ) -> Double? {
    var (products, squares) = (0.0, 0.0)
    for rule in rules {
      guard let effect = effects[rule] else { continue }
      let precision = 1 / (effect.standardError * effect.standardError)
      products += precision * effect.logOdds * points[rule]
      squares += precision * points[rule] * points[rule]
    }
    return squares > 0 ? products / squares : nil
  }
}

extension RuleBook {
  /// The step in which the book counts: 5 where all points are multiples of 5, else 1, or the
  /// smallest part of a point in use.
  var pointsStep: Double {
    let points = groups.flatMap(\.rules).map(\.points)
    for step in [5.0, 1, 0.5, 0.1, 0.01]
    where points.allSatisfy({ ($0 / step - ($0 / step).rounded()).magnitude < 1e-6 }) {
      return step
    }
    return 0.01
  }
}
