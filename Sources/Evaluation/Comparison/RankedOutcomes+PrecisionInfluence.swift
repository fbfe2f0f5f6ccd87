extension RankedOutcomes {
  /// How the average precision would change, per unit, with the weight of each row.
  ///
  /// The derivative at equal weights, in the order of the rows: the infinitesimal jackknife (Efron,
  /// "The Jackknife, the Bootstrap and Other Resampling Plans", 1982) takes the sum of its squares
  /// for the variance. Rows of a group of equal scores and one outcome have the same influence.
  var averagePrecisionInfluence: [Double] {
    let positives = Double(positiveCount)
    var influence = [Double](repeating: 0, count: rowCount)
    let precision = averagePrecision
    // Over this group and all below: Σ p/N and Σ p·P/N², p being the group's conversions, N and P
    // rows and conversions down to its end.
    var (sums, products) = (0.0, 0.0)
    for group in groups.reversed() {
      let rows = Double(group.rowsAbove + group.rows)
      let above = Double(group.positivesAbove + group.positives)
      sums += Double(group.positives) / rows
      products += Double(group.positives) * above / (rows * rows)
      let negative = -products / positives
      let positive = negative + (above / rows + sums - precision) / positives
      for position in group.rowsAbove..<group.rowsAbove + group.rows {
        let row = order[position]
        influence[row] = outcomes[row] ? positive : negative
      }
    }
    return influence
  }
}

extension PairedQuantity {
  /// The average precisions of two rankings of the same rows, with the interval of the difference
  /// by the infinitesimal jackknife.
  init(averagePrecisionOf reference: RankedOutcomes, _ challenger: RankedOutcomes) {
    let squares = zip(reference.averagePrecisionInfluence, challenger.averagePrecisionInfluence)
      .map { ($1 - $0) * ($1 - $0) }
    // Sorted, the squares add up to the same whatever the order of the rows.
    let error = squares.sorted().reduce(0, +).squareRoot()
    let value = challenger.averagePrecision - reference.averagePrecision
    self.init(
      reference: reference.averagePrecision, challenger: challenger.averagePrecision,
      difference: PairedDifference(
        value: value,
        interval: ConfidenceInterval(
          estimate: value, standardError: error, clippedTo: -1...1)))
  }
}
