internal import LinearAlgebra

/// A mean loss and its gradient at one place, without the Hessian.
struct LossGradient: Sendable {
  /// The mean loss of the fitted rows.
  let meanLoss: Double

  /// The sum of the weighted losses of the rows held out, 0 where there are none.
  let heldOutLoss: Double

  /// The gradient of the mean loss.
  let gradient: [Double]
}

extension LogisticObjective {
  /// The loss and its gradient at each of some places, up to
  /// `DesignMatrix.placesPerPass` of them in one pass over the rows.
  func gradients(atEach places: [[Double]]) -> [LossGradient] {
    let sums = designMatrix.gradientPass(
      atEach: places, offset: loss.offset, scaling: scaling, threads: threads
    ) { rows, predictors in
      loss.differentiate(rows, &predictors)
    }
    return sums.map { sums in
      LossGradient(
        meanLoss: sums.losses.fitted / loss.totalWeight, heldOutLoss: sums.losses.heldOut,
        gradient: sums.gradient.map { -$0 / loss.totalWeight })
    }
  }
}
