extension RankedOutcomes {
  /// The Kolmogorov–Smirnov statistic: the widest gap between the shares of conversions and of
  /// non-conversions that reach a score, over all scores.
  public var kolmogorovSmirnov: Double {
    groups.reduce(0) { widest, group in
      let positives = Double(group.positivesAbove + group.positives) / Double(positiveCount)
      let negatives = Double(group.negativesAbove + group.negatives) / Double(negativeCount)
      return max(widest, (positives - negatives).magnitude)
    }
  }
}
