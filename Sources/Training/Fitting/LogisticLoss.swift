public import LinearAlgebra

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
  public let outcomes: Outcomes

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

  /// The weighted mean outcome of the fitted rows, strictly between 0 and 1 except in a fold.
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
    try self.init(outcomes: Outcomes(outcomes), weights: weights, offset: offset)
  }

  /// Checks outcomes that are stored already, and weights and offset.
  ///
  /// - Throws: ``FitError`` if a value is out of range or only one class has weight.
  public init(
    outcomes: Outcomes, weights: [Double]? = nil, offset: [Double]? = nil
  ) throws(FitError) {
    precondition(weights == nil || weights?.count == outcomes.count, "a weight per row is needed")
    precondition(offset == nil || offset?.count == outcomes.count, "an offset per row is needed")
    guard !outcomes.isEmpty else { throw .noRows }
    if let row = outcomes.firstOutOfRange {
      throw .outcomeOutOfRange(row: row, value: outcomes[row])
    }
    if let weights, let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidWeight(row: row, value: weights[row])
    }
    if let offset, let row = offset.firstIndex(where: { !$0.isFinite }) {
      throw .invalidOffset(row: row, value: offset[row])
    }
    try self.init(checked: outcomes, weights: weights, offset: offset)
    guard meanOutcome > 0 && meanOutcome < 1 else {
      throw .oneClassOnly(outcome: meanOutcome.rounded())
    }
  }

  private init(
    checked outcomes: Outcomes, weights: [Double]?, offset: [Double]?,
    holdOut: (folds: [UInt8], fold: UInt8)? = nil
  ) throws(FitError) {
    self.outcomes = outcomes
    self.weights = weights
    self.offset = offset
    self.holdOut = holdOut
    let sums: RowSums
    if weights == nil && offset == nil && holdOut == nil {
      sums = (Double(outcomes.count), outcomes.sum, 0, outcomes.count)
    } else {
      sums = Self.sums(outcomes, weights, offset, holdOut)
    }
    guard sums.weight > 0 else { throw .noWeight }
    let mean = sums.events / sums.weight
    totalWeight = sums.weight
    weightedRowCount = sums.rows
    meanOutcome = mean
    meanOffset = sums.offset / sums.weight
  }

  /// The sums of the weights, of the weighted outcomes and offsets, and the number of rows.
  private typealias RowSums = (weight: Double, events: Double, offset: Double, rows: Int)

  private static func sums(
    _ outcomes: Outcomes, _ weights: [Double]?, _ offset: [Double]?,
    _ holdOut: (folds: [UInt8], fold: UInt8)?
  ) -> RowSums {
    var sums: RowSums = (0, 0, 0, 0)
    for row in outcomes.indices where holdOut == nil || holdOut?.folds[row] != holdOut?.fold {
      let weight = weights?[row] ?? 1
      sums.weight += weight
      sums.events += weight * outcomes[row]
      sums.offset += weight * (offset?[row] ?? 0)
      sums.rows += weight > 0 ? 1 : 0
    }
    return sums
  }

  /// The loss of the given rows.
  ///
  /// - Throws: ``FitError`` if they have no weight or only one class.
  func rows(_ indices: [Int]) throws(FitError) -> LogisticLoss {
    try LogisticLoss(
      outcomes: outcomes.rows(indices), weights: weights.map { all in indices.map { all[$0] } },
      offset: offset.map { all in indices.map { all[$0] } })
  }

  /// The loss of the rows of one fold, which may have one class only.
  ///
  /// - Throws: ``FitError/noWeight`` if they have no weight.
  func fold(_ indices: [Int]) throws(FitError) -> LogisticLoss {
    try LogisticLoss(
      checked: outcomes.rows(indices), weights: weights.map { all in indices.map { all[$0] } },
      offset: offset.map { all in indices.map { all[$0] } })
  }

  /// The same loss with one fold held out: its rows get weight 0 and are summed apart.
  ///
  /// - Parameters:
  ///   - fold: The fold to hold out.
  ///   - folds: The fold of every row.
  ///   - isForward: Whether rows of later folds get weight 0 as well.
  /// - Returns: The loss of the rows outside the fold.
  /// - Throws: ``FitError`` if the other folds have no weight or only one class.
  public func holdingOut(
    fold: UInt8, of folds: [UInt8], isForward: Bool = false
  ) throws(FitError) -> LogisticLoss {
    precondition(folds.count == outcomes.count, "a fold per row is needed")
    let known =
      isForward ? folds.indices.map { folds[$0] > fold ? 0 : weights?[$0] ?? 1 } : weights
    let loss = try LogisticLoss(
      checked: outcomes, weights: known, offset: offset, holdOut: (folds, fold))
    guard loss.meanOutcome > 0 && loss.meanOutcome < 1 else {
      throw .oneClassOutsideFold(fold: Int(fold), outcome: loss.meanOutcome.rounded())
    }
    return loss
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
  /// The arguments are those of a `RowKernel`.
  func differentiate(
    _ rows: Range<Int>, _ predictor: Span<Double>, _ curvature: inout MutableSpan<Double>,
    _ residual: inout MutableSpan<Double>
  ) -> LossSums {
    guard let holdOut else {
      return LossSums(
        fitted: outcomes.differentiateLogisticLoss(
          rows, predictor: predictor, weights: weights?.span.extracting(rows),
          curvature: &curvature, residual: &residual))
    }
    let split = splitWeights(rows, holdOut)
    let fitted = outcomes.differentiateLogisticLoss(
      rows, predictor: predictor, weights: split.fitted.span, curvature: &curvature,
      residual: &residual)
    return LossSums(
      fitted: fitted,
      heldOut: outcomes.logisticLoss(rows, predictor: predictor, weights: split.heldOut.span))
  }

  /// The loss sums of a block of rows at eight places, whose predictors become residuals.
  ///
  /// The arguments are those of a `PlacesKernel`.
  func differentiate(
    _ rows: Range<Int>, _ predictors: inout MutableSpan<Double>
  ) -> PlaceLosses {
    guard let holdOut else {
      return PlaceLosses(
        fitted: outcomes.differentiateLogisticLosses(
          rows, predictors: &predictors, weights: weights?.span.extracting(rows)))
    }
    let split = splitWeights(rows, holdOut)
    let heldOut = outcomes.logisticLosses(
      rows, predictors: predictors.span, weights: split.heldOut.span)
    return PlaceLosses(
      fitted: outcomes.differentiateLogisticLosses(
        rows, predictors: &predictors, weights: split.fitted.span),
      heldOut: heldOut)
  }

  /// The weights of some rows for the fit, and those of the fold that is held out.
  private func splitWeights(
    _ rows: Range<Int>, _ holdOut: (folds: [UInt8], fold: UInt8)
  ) -> (fitted: [Double], heldOut: [Double]) {
    var fitted = [Double](repeating: 0, count: rows.count)
    var heldOut = fitted
    for (index, row) in rows.enumerated() {
      let weight = weights?[row] ?? 1
      if holdOut.folds[row] == holdOut.fold {
        heldOut[index] = weight
      } else {
        fitted[index] = weight
      }
    }
    return (fitted, heldOut)
  }

  /// The sum of the losses of a block of fitted rows at their linear predictors.
  func sum(over rows: Range<Int>, _ predictor: Span<Double>) -> Double {
    if let holdOut {
      let split = splitWeights(rows, holdOut)
      return outcomes.logisticLoss(rows, predictor: predictor, weights: split.fitted.span)
    }
    return outcomes.logisticLoss(
      rows, predictor: predictor, weights: weights?.span.extracting(rows))
  }

  /// The sum of the fitted rows' losses at some linear predictors.
  ///
  /// - Parameters:
  ///   - rows: The rows to sum over.
  ///   - predictor: The linear predictor of a row.
  /// - Returns: The weighted sum.
  func sum(over rows: Range<Int>, predictor: (Int) -> Double) -> Double {
    var sum = 0.0
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: RowBlocks.blockSize) {
      let block = start..<min(start + RowBlocks.blockSize, rows.upperBound)
      let predictors = block.map(predictor)
      sum += self.sum(over: block, predictors.span)
    }
    return sum
  }
}
