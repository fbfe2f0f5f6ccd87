internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The logistic loss of some outcomes: `w·(log(1 + e^η) - y·η)`, summed over rows.
///
/// It knows nothing of columns, parameters or penalties, only of a linear predictor `η` per row.
public struct LogisticLoss: Sendable {
  /// The outcome of every row, between 0 and 1.
  public let outcomes: [Double]

  /// The weight of every row; `nil` stands for 1.
  public let weights: [Double]?

  /// What is added to the linear predictor of every row; `nil` stands for 0.
  public let offset: [Double]?

  /// The fold of every row and the fold that is held out; `nil` where every row is fitted.
  private let holdOut: (folds: [UInt8], fold: UInt8)?

  /// The sum of the weights of the fitted rows.
  public let totalWeight: Double

  /// The number of fitted rows with a positive weight.
  public let weightedRowCount: Int

  /// The weighted mean outcome of the fitted rows, strictly between 0 and 1.
  public let meanOutcome: Double

  /// The weighted mean offset of the fitted rows.
  let meanOffset: Double

  /// Checks outcomes, weights and offset.
  ///
  /// - Parameters:
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row.
  ///   - offset: A finite number per row.
  /// - Throws: ``FitError`` if a value is out of range or only one class has weight.
  public init(
    outcomes: [Double], weights: [Double]? = nil, offset: [Double]? = nil
  ) throws(FitError) {
    precondition(weights == nil || weights?.count == outcomes.count, "a weight per row is needed")
    precondition(offset == nil || offset?.count == outcomes.count, "an offset per row is needed")
    guard !outcomes.isEmpty else { throw .noRows }
    if let row = outcomes.firstIndex(where: { !(0...1 ~= $0) }) {
      throw .outcomeOutOfRange(row: row, value: outcomes[row])
    }
    if let weights, let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidWeight(row: row, value: weights[row])
    }
    if let offset, let row = offset.firstIndex(where: { !$0.isFinite }) {
      throw .invalidOffset(row: row, value: offset[row])
    }
    try self.init(checked: outcomes, weights: weights, offset: offset, holdOut: nil)
  }

  private init(
    checked outcomes: [Double], weights: [Double]?, offset: [Double]?,
    holdOut: (folds: [UInt8], fold: UInt8)?
  ) throws(FitError) {
    self.outcomes = outcomes
    self.weights = weights
    self.offset = offset
    self.holdOut = holdOut
    var sums = (weight: 0.0, events: 0.0, offset: 0.0, rows: 0)
    for row in outcomes.indices where holdOut?.folds[row] != holdOut?.fold || holdOut == nil {
      let weight = weights?[row] ?? 1
      sums.weight += weight
      sums.events += weight * outcomes[row]
      sums.offset += weight * (offset?[row] ?? 0)
      sums.rows += weight > 0 ? 1 : 0
    }
    guard sums.weight > 0 else { throw .noWeight }
    let mean = sums.events / sums.weight
    guard mean > 0 && mean < 1 else {
      guard let holdOut else { throw .oneClassOnly(outcome: mean.rounded()) }
      throw .oneClassOutsideFold(fold: Int(holdOut.fold), outcome: mean.rounded())
    }
    totalWeight = sums.weight
    weightedRowCount = sums.rows
    meanOutcome = mean
    meanOffset = sums.offset / sums.weight
  }

  /// The same loss with one fold held out: its rows get weight 0 and are summed apart.
  ///
  /// - Parameters:
  ///   - fold: The fold to hold out.
  ///   - folds: The fold of every row.
  /// - Returns: The loss of the rows outside the fold.
  /// - Throws: ``FitError`` if the other folds have no weight or only one class.
  public func holdingOut(fold: UInt8, of folds: [UInt8]) throws(FitError) -> LogisticLoss {
    precondition(folds.count == outcomes.count, "a fold per row is needed")
    return try LogisticLoss(
      checked: outcomes, weights: weights, offset: offset, holdOut: (folds, fold))
  }

  /// The greatest log likelihood of a model with an intercept only, if there is no offset.
  var interceptOnlyLogLikelihood: Double {
    totalWeight * (meanOutcome * log(meanOutcome) + (1 - meanOutcome) * log1p(-meanOutcome))
  }

  /// The log odds of the mean outcome, less the mean offset: where an iteration may start.
  public var startingIntercept: Double {
    log(meanOutcome) - log1p(-meanOutcome) - meanOffset
  }

  /// The loss sums, residuals `w·(y - μ)` and weights `w·μ·(1 - μ)` of a block of rows.
  ///
  /// With `e = exp(-|η|)` neither `μ` nor `1 - μ` is found by a difference, so both keep their
  /// digits however sure the model is. The arguments are those of a `RowKernel`.
  func differentiate(
    _ rows: Range<Int>, _ predictor: Span<Double>, _ curvature: inout MutableSpan<Double>,
    _ residual: inout MutableSpan<Double>
  ) -> LossSums {
    var sums = LossSums()
    for index in 0..<rows.count {
      let row = rows.lowerBound + index
      let eta = predictor[index]
      let y = outcomes[row]
      let e = exp(-abs(eta))
      let high = 1 / (1 + e)
      let low = e * high
      let loss = max(eta, 0) - y * eta + log1p(e)
      var weight = weights?[row] ?? 1
      if let holdOut, holdOut.folds[row] == holdOut.fold {
        sums.heldOut += weight * loss
        weight = 0
      } else {
        sums.fitted += weight * loss
      }
      let mean = eta >= 0 ? high : low
      let complement = eta >= 0 ? low : high
      residual[index] = weight * (y * complement - (1 - y) * mean)
      curvature[index] = weight * low * high
    }
    return sums
  }

  /// The sum of the fitted rows' losses at some linear predictors.
  ///
  /// - Parameters:
  ///   - rows: The rows to sum over.
  ///   - predictor: The linear predictor of a row.
  /// - Returns: The weighted sum.
  func sum(over rows: Range<Int>, predictor: (Int) -> Double) -> Double {
    var sum = 0.0
    for row in rows {
      if let holdOut, holdOut.folds[row] == holdOut.fold { continue }
      let eta = predictor(row)
      let loss = max(eta, 0) - outcomes[row] * eta + log1p(exp(-abs(eta)))
      sum += (weights?[row] ?? 1) * loss
    }
    return sum
  }
}
