public import LinearAlgebra

/// The out-of-fold losses along an elastic-net path, and the strengths they choose.
public struct ElasticNetCrossValidation: Sendable {
  /// The path fitted to all rows.
  public let path: ElasticNetPath

  /// The out-of-fold loss of every strength of the path, in its order.
  public let points: [RidgeCrossValidation.Point]

  /// The place in the path of the smallest out-of-fold loss: glmnet's `lambda.min`.
  public let minimum: Int

  /// The place in the path of the strongest penalty within one standard error of the smallest loss:
  /// glmnet's `lambda.1se`.
  public let oneStandardError: Int

  /// What the path and those of the folds cost together.
  public let work: PathWork

  /// Fits a path to all rows and one to the rows that judge each fold, at the same strengths.
  ///
  /// The columns are standardized over all rows. Fits of folds are good to a share of 1e-6 of the
  /// largest strength, which no standard error can see.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row; by default 1.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - penalty: What is penalized and how.
  ///   - folds: The fold of every row, counted from 0.
  ///   - foldCount: The number of folds, at least 2; every fold must have weight.
  ///   - scheme: Which folds each fold is judged by; by default all others.
  ///   - lambdas: The strengths.
  ///   - tolerance: How exactly the path of all rows is fitted, as for ``ElasticNetPath``.
  ///   - threads: The number of threads.
  ///   - progress: Told how many of how many paths are fitted, that of all rows among them.
  /// - Throws: ``FitError`` if the input cannot be fitted or a fit does not converge.
  public init(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, penalty: ElasticNetPenalty = .lasso, folds: [UInt8], foldCount: Int,
    scheme: RidgeCrossValidation.Scheme = .otherFolds,
    lambdas: LambdaSequence = .automatic(), tolerance: Double = 1e-9, threads: Int = 1,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(FitError) {
    precondition(2...256 ~= foldCount, "\(foldCount) folds")
    precondition(folds.count == designMatrix.rowCount, "a fold per row is needed")
    precondition(folds.allSatisfy { $0 < foldCount }, "a row is in none of \(foldCount) folds")
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    var foldWeights = [Double](repeating: 0, count: foldCount)
    for (row, fold) in folds.enumerated() {
      foldWeights[Int(fold)] += weights?[row] ?? 1
    }
    guard foldWeights.allSatisfy({ $0 > 0 }) else { throw .noWeight }
    let isForward = scheme == .earlierFolds
    let judged = (isForward ? 1 : 0)..<foldCount
    progress(0, 1 + judged.count)
    let path = try ElasticNetPath(
      PenalizedProblem(objective, penalty), lambdas: lambdas, tolerance: tolerance)
    var work = path.work
    var losses: [[Double]] = []
    for fold in judged {
      progress(1 + losses.count, 1 + judged.count)
      let loss = try objective.loss.holdingOut(
        fold: UInt8(fold), of: folds, isForward: isForward)
      let foldObjective = LogisticObjective(
        designMatrix: designMatrix, loss: loss, scaling: objective.scaling, threads: threads)
      let foldPath = try ElasticNetPath(
        PenalizedProblem(foldObjective, penalty), lambdas: .given(path.points.map(\.lambda)),
        tolerance: Self.foldTolerance)
      work += foldPath.work
      losses.append(foldPath.points.map(\.heldOutLoss))
    }
    self.path = path
    self.work = work
    points = path.points.indices.map { index in
      RidgeCrossValidation.Point(
        lambda: path.points[index].lambda, foldLosses: losses.map { $0[index] },
        foldWeights: Array(foldWeights[judged]))
    }
    let choice = RidgeCrossValidation(points: points)
    minimum = points.firstIndex { $0.lambda == choice.lambdaMin } ?? 0
    oneStandardError = points.firstIndex { $0.lambda == choice.lambdaOneStandardError } ?? 0
  }

  private static let foldTolerance = 1e-6
}
