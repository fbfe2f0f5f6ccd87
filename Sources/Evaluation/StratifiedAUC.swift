extension AUC {
  /// The area over pairs of the same stratum, such as leads scored on the same night.
  ///
  /// Scores of different strata are never compared: where rates of conversion differ between strata, a
  /// score that only knows the stratum would look good. Strata weigh as many as they have pairs; those
  /// of which the variance is unknown are left out.
  ///
  /// Nil when no stratum is left.
  ///
  /// - Parameter strata: The ranking of each stratum.
  public init?(strata: [RankedOutcomes]) {
    let known = strata.map { (ranking: $0, auc: AUC($0)) }.filter { $0.auc.variance != nil }
    guard let first = known.first else { return nil }
    guard known.count > 1 else {
      self = first.auc
      return
    }
    let weights = known.map(\.ranking.pairCount).asShares
    let value = zip(known, weights).reduce(0) { $0 + $1.1 * $1.0.auc.value }
    let variance = zip(known, weights).reduce(0) {
      $0 + $1.1 * $1.1 * ($1.0.auc.variance ?? 0)
    }
    self.init(value: value, variance: variance)
  }
}

extension AUCDifference {
  /// The difference over pairs of the same stratum; see ``AUC/init(strata:)``.
  ///
  /// Nil when no stratum is left.
  ///
  /// - Parameter strata: The scores and outcomes of each stratum.
  public init?(strata: [(reference: [Double], challenger: [Double], outcomes: [Bool])]) {
    let known = strata.compactMap { stratum -> (pairs: Double, difference: AUCDifference)? in
      guard
        let difference = try? AUCDifference(
          reference: stratum.reference, challenger: stratum.challenger,
          outcomes: stratum.outcomes), difference.variance != nil,
        let ranking = try? RankedOutcomes(scores: stratum.challenger, outcomes: stratum.outcomes)
      else { return nil }
      return (ranking.pairCount, difference)
    }
    guard let first = known.first else { return nil }
    guard known.count > 1 else {
      self = first.difference
      return
    }
    let weights = known.map(\.pairs).asShares
    func mean(_ value: (AUCDifference) -> Double) -> Double {
      zip(known, weights).reduce(0) { $0 + $1.1 * value($1.0.difference) }
    }
    func variance(_ value: (AUCDifference) -> Double?) -> Double {
      zip(known, weights).reduce(0) { $0 + $1.1 * $1.1 * (value($1.0.difference) ?? 0) }
    }
    self.init(
      reference: AUC(
        value: mean(\.reference.value), variance: variance(\.reference.variance)),
      challenger: AUC(
        value: mean(\.challenger.value), variance: variance(\.challenger.variance)),
      variance: variance(\.variance))
  }
}

extension RankedOutcomes {
  /// The pairs of a conversion and another row.
  fileprivate var pairCount: Double { Double(positiveCount) * Double(negativeCount) }
}

extension [Double] {
  /// Each as a share of all.
  fileprivate var asShares: [Double] {
    let total = reduce(0, +)
    return map { $0 / total }
  }
}
