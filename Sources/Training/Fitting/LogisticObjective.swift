public import LinearAlgebra

/// The mean logistic loss as a function of a design matrix' parameters.
///
/// Parameters belong to the centred and scaled columns of ``scaling``; no penalty is included, so
/// that one evaluation serves every strength of it.
public struct LogisticObjective: Sendable {
  /// The rows.
  public let designMatrix: DesignMatrix

  /// The loss of the rows.
  public let loss: LogisticLoss

  /// The scaling of the dense columns.
  public let scaling: ColumnScaling

  /// The number of threads to work on.
  public let threads: Int

  /// How passes over the rows count factors.
  private let plan: PassPlan

  /// Creates an objective.
  public init(
    designMatrix: DesignMatrix, loss: LogisticLoss, scaling: ColumnScaling, threads: Int
  ) {
    precondition(
      loss.outcomes.count == designMatrix.rowCount,
      "\(loss.outcomes.count) outcomes for \(designMatrix.rowCount) rows")
    self.designMatrix = designMatrix
    self.loss = loss
    self.scaling = scaling
    self.threads = threads
    plan = designMatrix.passPlan
  }

  /// What multiplies a mean to give the scale of the summed log likelihood.
  ///
  /// Weights that sum to less than the number of rows are taken for shares of the rows, so that
  /// the accuracy of a fit does not depend on their unit.
  var sumScale: Double { max(loss.totalWeight, Double(loss.weightedRowCount)) }

  /// The parameters of the model that has an intercept only, before any iteration.
  var interceptOnly: [Double] {
    var parameters = [Double](repeating: 0, count: designMatrix.layout.count)
    parameters[ParameterLayout.intercept] = loss.startingIntercept
    return parameters
  }

  /// The loss with its gradient and Hessian: one fused pass over the rows.
  public func derivatives(at parameters: [Double]) -> LossDerivatives {
    let sums = designMatrix.fusedPass(
      at: parameters, offset: loss.offset, scaling: scaling, plan: plan, threads: threads
    ) { rows, predictor, curvature, residual in
      loss.differentiate(rows, predictor, &curvature, &residual)
    }
    return LossDerivatives(
      parameters: parameters, meanLoss: sums.losses.fitted / loss.totalWeight,
      heldOutLoss: sums.losses.heldOut,
      gradient: sums.gradient.map { -$0 / loss.totalWeight },
      curvature: sums.curvature.scaled(by: 1 / loss.totalWeight))
  }

  /// The loss along a line: `X·b` and `X·d` are computed once, whatever the number of steps tried.
  ///
  /// - Parameters:
  ///   - parameters: Where the line starts.
  ///   - direction: Where it goes.
  /// - Returns: The mean loss as a function of the step length.
  func meanLoss(
    from parameters: [Double], along direction: [Double]
  ) -> (_ stepLength: Double) -> Double {
    let start = designMatrix.linearPredictor(
      parameters, offset: loss.offset, scaling: scaling, threads: threads)
    let change = designMatrix.linearPredictor(direction, scaling: scaling, threads: threads)
    return { stepLength in
      RowBlocks(rowCount: designMatrix.rowCount).concurrentReduce(
        into: 0, threads: threads
      ) { rows in
        loss.sum(over: rows) { start[$0] + stepLength * change[$0] }
      } combine: {
        $0 += $1
      } / loss.totalWeight
    }
  }
}

/// A mean loss and its derivatives at one place.
public struct LossDerivatives: Sendable {
  /// The place.
  public let parameters: [Double]

  /// The mean loss of the fitted rows.
  public let meanLoss: Double

  /// The sum of the weighted losses of the rows held out, 0 where there are none.
  public let heldOutLoss: Double

  /// The gradient of the mean loss.
  public let gradient: [Double]

  /// The Hessian of the mean loss, the largest factor as its diagonal block.
  public let curvature: ArrowheadMatrix

  /// The same of each fold, where the rows lie in folds.
  var folds: [LossDerivatives] = []

  /// The Hessian of the mean loss, written out: for a factor of many levels a huge matrix.
  public var hessian: SymmetricMatrix { curvature.symmetric }

  /// The mean loss plus the penalty `½ bᵀΛb`.
  func objective(_ penalty: QuadraticPenalty) -> Double {
    meanLoss + penalty.value(at: parameters)
  }

  /// The gradient of ``objective(_:)``.
  func gradient(_ penalty: QuadraticPenalty) -> [Double] {
    zip(gradient, penalty.gradient(at: parameters)).map { $0 + $1 }
  }
}
