internal import LinearAlgebra

/// The fits of all folds along falling penalties, each started from the fit of all rows.
///
/// The derivatives at a place do not contain the penalty, so those at the previous fit already give
/// the first step towards the next.
struct FoldedRidgePath: Sendable {
  private let all: FoldedObjective
  private let trainings: [Training]
  private let unitPenalty: QuadraticPenalty
  private let free: [Int]
  private var point: LossDerivatives

  /// A fold and the loss of the rows by which it is judged.
  private struct Training: Sendable {
    let judged: Int
    let objective: FoldedObjective
  }

  /// The decrement that a fold's fit may lack: units of summed log likelihood.
  private static let tolerance = 1e-2

  /// The weights of the folds that are judged.
  var judgedWeights: [Double] { trainings.map { all.folds[$0.judged].loss.totalWeight } }

  /// Starts a path at the model that has an intercept only.
  ///
  /// - Parameters:
  ///   - folds: The mean loss of each fold.
  ///   - scheme: Which folds each fold is judged by.
  ///   - unitPenalty: The penalty for `λ = 1`.
  ///   - smallestLambda: The end of the path, which decides what the data can tell apart.
  ///   - start: The parameters of the model that has an intercept only.
  /// - Throws: ``FitError`` if the folds that judge another have one class only.
  init(
    _ folds: [LogisticObjective], _ scheme: RidgeCrossValidation.Scheme,
    unitPenalty: QuadraticPenalty, smallestLambda: Double, start: [Double]
  ) throws(FitError) {
    all = FoldedObjective(folds: folds, fitted: folds.indices, omitted: nil)
    trainings =
      switch scheme {
      case .otherFolds:
        folds.indices.map {
          Training(
            judged: $0,
            objective: FoldedObjective(folds: folds, fitted: folds.indices, omitted: $0))
        }
      case .earlierFolds:
        folds.indices.dropFirst().map {
          Training(
            judged: $0, objective: FoldedObjective(folds: folds, fitted: 0..<$0, omitted: nil))
        }
      }
    for training in trainings {
      let mean = training.objective.meanOutcome
      guard mean > 0 && mean < 1 else {
        throw .oneClassOutsideFold(fold: training.judged, outcome: mean.rounded())
      }
    }
    self.unitPenalty = unitPenalty
    point = all.derivatives(at: start)
    let weakest = unitPenalty.scaled(by: smallestLambda)
    let aliased = point.curvature.adding(weakest.matrix).dependentColumns()
    free = folds[0].designMatrix.layout.parameters(without: aliased)
  }

  /// Moves on to a penalty and returns the loss of every judged fold by its fit.
  ///
  /// - Throws: ``FitError`` if an iteration does not converge.
  mutating func advance(to lambda: Double) throws(FitError) -> [Double] {
    let penalty = unitPenalty.scaled(by: lambda)
    let nearby = NewtonSolver(decrementTolerance: 1, finalStep: .left)
    point = try nearby.minimize(all, penalty: penalty, from: point, free: free).point
    var losses: [Double] = []
    for training in trainings {
      let parameters = try fit(training.objective, penalty)
      losses.append(all.folds[training.judged].totalLoss(at: parameters))
    }
    return losses
  }

  /// The fit of some folds: one Newton step from the fit of all if that suffices.
  private func fit(
    _ objective: FoldedObjective, _ penalty: QuadraticPenalty
  ) throws(FitError) -> [Double] {
    let start = objective.derivatives(fromFolds: point.folds)
    if let system = try? NewtonSystem(start, penalty: penalty, free: free) {
      // A step squares the error: what is left of the decrement is at most about this.
      let weight = start.curvature[ParameterLayout.intercept, ParameterLayout.intercept]
      let left = system.decrement * objective.sumScale * 2 * system.decrement / weight
      if left <= Self.tolerance / 4 { return start.moved(along: system.step) }
    }
    let solver = NewtonSolver(decrementTolerance: Self.tolerance, finalStep: .taken)
    return try solver.minimize(objective, penalty: penalty, from: start, free: free).parameters
  }
}

extension LogisticObjective {
  /// The mean loss of each fold.
  ///
  /// - Throws: ``FitError/noWeight`` if a fold has no weight.
  func folds(_ folds: [UInt8], count: Int) throws(FitError) -> [LogisticObjective] {
    var rows = [[Int]](repeating: [], count: count)
    for (row, fold) in folds.enumerated() { rows[Int(fold)].append(row) }
    var parts: [LogisticObjective] = []
    for rows in rows {
      parts.append(
        LogisticObjective(
          designMatrix: designMatrix.rows(rows), loss: try loss.fold(rows), scaling: scaling,
          threads: threads))
    }
    return parts
  }

  /// The sum of the weighted losses at some parameters: a pass without derivatives.
  func totalLoss(at parameters: [Double]) -> Double {
    designMatrix.blockSum(
      at: parameters, offset: loss.offset, scaling: scaling, threads: threads
    ) { rows, predictor in
      loss.sum(over: rows, predictor)
    }
  }
}
