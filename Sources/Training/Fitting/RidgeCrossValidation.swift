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

  /// The weakest penalty, of a given strength or more, whose loss is within one standard error of the
  /// smallest; ``lambdaMin`` where that is weaker.
  ///
  /// - Parameter least: The least strength to take.
  /// - Returns: One of the penalties that were tried.
  public func weakestWithinOneStandardError(from least: Double) -> Double {
    guard let best = points.first(where: { $0.lambda == lambdaMin }) else { return lambdaMin }
    let bound = best.meanLoss + best.standardError
    let weakest = points.last { $0.lambda >= least && $0.meanLoss <= bound }
    return min(lambdaMin, weakest?.lambda ?? lambdaMin)
  }

  /// What the fits cost.
  public let work: PathWork

  /// Penalties from 1 down to 1e-6, two per power of ten.
  ///
  /// On standardized columns `λ = 1` shrinks every coefficient to a fraction, and `λ = 1e-6` changes
  /// none that any data could tell.
  public static let standardLambdas = [
    1, 3e-1, 1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6,
  ]

  /// The number of rises in a row after which weaker penalties are no longer tried.
  private static let toleratedRises = 3

  /// Which folds a fold is judged by.
  public enum Scheme: Sendable {
    /// All other folds.
    case otherFolds

    /// The folds before it, as time goes; the first fold is never judged.
    case earlierFolds
  }

  /// Fits all folds along the penalties.
  ///
  /// Every fold is judged by a fit to other folds, with the penalty on their mean loss. The fits are
  /// exact to a hundredth of a unit of summed log likelihood, which no standard error across folds
  /// can see: passes serve all folds and several penalties at once, and a fit that these do not bring
  /// that close has passes of its own. After three rises of the loss in a row, weaker penalties are
  /// not tried. The rows are copied once, sorted by fold. The Hessians of all folds are held at two
  /// places, `2·foldCount·parameters²·8` bytes at most.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row; by default 1.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - penaltyFactors: A factor per parameter, as in ``RidgePenalty``; by default 1.
  ///   - folds: The fold of every row, counted from 0.
  ///   - foldCount: The number of folds, at least 2; every fold must have weight.
  ///   - scheme: Which folds each fold is judged by; by default all others.
  ///   - lambdas: The penalties, falling and positive.
  ///   - threads: The number of threads.
  ///   - progress: Told how many of how many penalties are tried.
  /// - Throws: ``FitError`` if the input cannot be fitted or a fit does not converge.
  public init(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, penaltyFactors: [Double]? = nil, folds: [UInt8], foldCount: Int,
    scheme: Scheme = .otherFolds, lambdas: [Double] = RidgeCrossValidation.standardLambdas,
    threads: Int = 1, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(FitError) {
    precondition(2...256 ~= foldCount, "\(foldCount) folds")
    precondition(folds.allSatisfy { $0 < foldCount }, "a row is in none of \(foldCount) folds")
    precondition(
      !lambdas.isEmpty && zip(lambdas, lambdas.dropFirst()).allSatisfy { $0 > $1 },
      "the penalties do not fall")
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    let unitPenalty = try RidgePenalty(lambda: 1, factors: penaltyFactors)
      .quadratic(designMatrix.layout).onScaledColumns(designMatrix.layout, objective.scaling)
    var path = try FoldedRidgePath(
      objective.folds(folds, count: foldCount), scheme, unitPenalty: unitPenalty,
      smallestLambda: lambdas[lambdas.count - 1], start: objective.interceptOnly,
      threads: threads)
    var points: [Point] = []
    for stretch in Self.stretches(of: lambdas) {
      progress(stretch.startIndex, lambdas.count)
      let losses = try path.advance(along: stretch)
      points += zip(stretch, losses).map {
        Point(lambda: $0, foldLosses: $1, foldWeights: path.judgedWeights)
      }
      if let end = Self.endOfRises(points) {
        points.removeSubrange(end...)
        break
      }
    }
    self.init(points: points, work: path.work)
  }

  /// The penalties cut into runs of one power of ten, the first of which stands alone.
  private static func stretches(of lambdas: [Double]) -> [ArraySlice<Double>] {
    var stretches = [lambdas[..<1]]
    while let end = stretches.last?.endIndex, end < lambdas.count {
      let next = lambdas[end...].firstIndex { $0 < 0.0999 * lambdas[end - 1] } ?? lambdas.count
      stretches.append(lambdas[end..<max(next, end + 1)])
    }
    return stretches
  }

  /// The place after as many rises of the loss in a row as are tolerated, if there is one.
  private static func endOfRises(_ points: [Point]) -> Int? {
    var rises = 0
    for index in points.indices.dropFirst() {
      rises = points[index - 1].meanLoss < points[index].meanLoss ? rises + 1 : 0
      if rises == toleratedRises { return index + 1 }
    }
    return nil
  }

  /// Chooses among penalties that were tried, the strongest first.
  init(points: [Point], work: PathWork = PathWork()) {
    var best = points[0]
    for point in points where point.meanLoss < best.meanLoss {
      best = point
    }
    let bound = best.meanLoss + best.standardError
    self.points = points
    self.work = work
    lambdaMin = best.lambda
    lambdaOneStandardError = points.first { $0.meanLoss <= bound }?.lambda ?? best.lambda
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
