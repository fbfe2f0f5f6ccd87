extension RankedOutcomes {
  /// The average precision: precision at each distinct score, weighted by the recall it adds.
  ///
  /// The step-wise sum Σ (Rₖ − Rₖ₋₁) Pₖ over groups of equal score, without interpolation, as
  /// scikit-learn's `average_precision_score` defines it. A ranking without information has an
  /// average precision near the base rate.
  public var averagePrecision: Double {
    groups.reduce(0) { sum, group in
      let positives = Double(group.positivesAbove + group.positives)
      let precision = positives / Double(group.rowsAbove + group.rows)
      return sum + Double(group.positives) / Double(positiveCount) * precision
    }
  }
}
