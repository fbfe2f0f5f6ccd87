public import LinearAlgebra

/// The out-of-fold losses of ridge fits along falling penalties, and the penalty they choose.
public struct RidgeCrossValidation: Sendable, Equatable {
  /// The out-of-fold loss of one penalty.
  public struct Point: Sendable, Equatable {
    /// The penalty's strength.
    public let lambda: Double

    /// The weighted mean log loss of all rows, each by the fit that did not see its fold.
    public let meanLoss: Double

    /// The standard error of ``meanLoss`` from the spread of the folds' mean losses.
    public let standardError: Double
  }

  /// The penalties that were tried, the strongest first.
  public let points: [Point]

  /// The penalty with the smallest out-of-fold loss.
  public let lambdaMin: Double

  /// The strongest penalty whose loss is within one standard error of the smallest.
  public let lambdaOneStandardError: Double

  /// Penalties from 1 down to 1e-6, two per power of ten.
  ///
  /// On standardized columns `λ = 1` shrinks every coefficient to a fraction, and `λ = 1e-6` changes
  /// none that any data could tell.
  public static let standardLambdas = [
    1, 3e-1, 1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6,
  ]

  /// The number of rises in a row after which weaker penalties are no longer tried.
  private static let toleratedRises = 3

  /// Fits all folds along the penalties.
  ///
  /// Every fold is fitted to the rows outside it, with the penalty on their mean loss. The fits are
  /// exact to a hundredth of a unit of summed log likelihood, which no standard error across folds
  /// can see. After three rises of the loss in a row, weaker penalties are not tried.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row; by default 1.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - penaltyFactors: A factor per parameter, as in ``RidgePenalty``; by default 1.
  ///   - folds: The fold of every row, counted from 0.
  ///   - foldCount: The number of folds, at least 2; every fold must have weight.
  ///   - lambdas: The penalties, falling and positive.
  ///   - threads: The number of threads.
  /// - Throws: ``FitError`` if the input cannot be fitted or a fit does not converge.
  public init(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, penaltyFactors: [Double]? = nil, folds: [UInt8], foldCount: Int,
    lambdas: [Double] = RidgeCrossValidation.standardLambdas, threads: Int = 1
  ) throws(FitError) {
    precondition(2...256 ~= foldCount, "\(foldCount) folds")
    precondition(folds.allSatisfy { $0 < foldCount }, "a row is in none of \(foldCount) folds")
    precondition(
      !lambdas.isEmpty && zip(lambdas, lambdas.dropFirst()).allSatisfy { $0 > $1 },
      "the penalties do not fall")
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    let foldWeights = Self.weights(ofFolds: folds, foldCount: foldCount, weights)
    guard foldWeights.allSatisfy({ $0 > 0 }) else { throw .noWeight }
    var paths = try Self.paths(
      objective, folds, foldCount: foldCount, penaltyFactors, smallest: lambdas[lambdas.count - 1])
    var points: [Point] = []
    var rises = 0
    for lambda in lambdas {
      var losses: [Double] = []
      for fold in paths.indices {
        losses.append(try paths[fold].advance(to: lambda).heldOutLoss)
      }
      let point = Point(lambda: lambda, foldLosses: losses, foldWeights: foldWeights)
      rises = (points.last?.meanLoss ?? .infinity) < point.meanLoss ? rises + 1 : 0
      points.append(point)
      if rises == Self.toleratedRises { break }
    }
    self.init(points: points)
  }

  /// Chooses among penalties that were tried, the strongest first.
  init(points: [Point]) {
    var best = points[0]
    for point in points where point.meanLoss < best.meanLoss {
      best = point
    }
    let bound = best.meanLoss + best.standardError
    self.points = points
    lambdaMin = best.lambda
    lambdaOneStandardError = points.first { $0.meanLoss <= bound }?.lambda ?? best.lambda
  }

  private static func weights(
    ofFolds folds: [UInt8], foldCount: Int, _ weights: [Double]?
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: foldCount)
    for (row, fold) in folds.enumerated() {
      sums[Int(fold)] += weights?[row] ?? 1
    }
    return sums
  }

  private static func paths(
    _ objective: LogisticObjective, _ folds: [UInt8], foldCount: Int, _ penaltyFactors: [Double]?,
    smallest: Double
  ) throws(FitError) -> [RidgePath] {
    let unitPenalty = try RidgePenalty(lambda: 1, factors: penaltyFactors)
      .quadratic(objective.designMatrix.layout)
      .onScaledColumns(objective.designMatrix.layout, objective.scaling)
    let solver = NewtonSolver(decrementTolerance: 1e-2, takesFinalStep: false)
    var paths: [RidgePath] = []
    for fold in 0..<foldCount {
      let loss = try objective.loss.holdingOut(fold: UInt8(fold), of: folds)
      let foldObjective = LogisticObjective(
        designMatrix: objective.designMatrix, loss: loss, scaling: objective.scaling,
        threads: objective.threads)
      paths.append(
        RidgePath(
          foldObjective, unitPenalty: unitPenalty, smallestLambda: smallest, solver: solver))
    }
    return paths
  }
}

extension RidgeCrossValidation.Point {
  /// Summarizes the losses of the folds, as glmnet does.
  ///
  /// - Parameters:
  ///   - lambda: The penalty's strength.
  ///   - foldLosses: The sum of the weighted losses of each fold.
  ///   - foldWeights: The sum of the weights of each fold.
  init(lambda: Double, foldLosses: [Double], foldWeights: [Double]) {
    let total = foldWeights.reduce(0, +)
    let mean = foldLosses.reduce(0, +) / total
    let variance = zip(foldLosses, foldWeights).reduce(0) { sum, fold in
      let deviation = fold.0 / fold.1 - mean
      return sum + fold.1 / total * deviation * deviation
    }
    self.init(
      lambda: lambda, meanLoss: mean,
      standardError: (variance / Double(foldLosses.count - 1)).squareRoot())
  }
}
