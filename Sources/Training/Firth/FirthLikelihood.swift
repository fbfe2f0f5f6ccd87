internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The log likelihood plus half the log determinant of the information (Firth 1993).
///
/// The penalty is Jeffreys' prior. It removes the bias of first order and keeps every coefficient
/// finite even where the outcomes are separated. The determinant is always that of all free
/// columns, also when a parameter is held fixed, as in R's `logistf`; otherwise ratios of
/// penalized likelihoods would compare different penalties.
struct FirthLikelihood: Likelihood {
  let objective: LogisticObjective
  let freeParameters: [Int]

  /// The number of passes over the rows per evaluation.
  static let passesPerPoint = 3

  var scaling: ColumnScaling { objective.scaling }
  var layout: ParameterLayout { objective.designMatrix.layout }

  func uncentred() -> FirthLikelihood {
    FirthLikelihood(objective: objective.uncentred(), freeParameters: freeParameters)
  }

  /// Evaluates `Σ [w·(y - μ) + h·(½ - μ)]·x` and what belongs to it.
  func point(at parameters: [Double]) throws(FitError) -> LikelihoodPoint {
    let binomial = BinomialLikelihood(objective: objective, freeParameters: freeParameters)
    let plain = try binomial.point(at: parameters)
    guard let factored = try? Cholesky(plain.information.submatrix(freeParameters)) else {
      let norm = freeParameters.map { abs(plain.score[$0]) }.max() ?? 0
      throw .notConverged(passes: 1, gradientNorm: norm)
    }
    let hats = unweightedHats(factored)
    let loss = objective.loss
    let score = objective.designMatrix.gradientPass(
      at: parameters, offset: loss.offset, scaling: scaling, threads: objective.threads
    ) { rows, predictor, curvature, residual in
      let sums = loss.differentiate(rows, predictor, &curvature, &residual)
      for index in 0..<rows.count {
        // ½ - μ is half the hyperbolic tangent, without cancellation near ½.
        let pull = -0.5 * tanh(predictor[index] / 2)
        residual[index] += curvature[index] * hats[rows.lowerBound + index] * pull
      }
      return sums
    }.gradient
    return LikelihoodPoint(
      parameters: parameters,
      logLikelihood: plain.logLikelihood + 0.5 * (factored.logDeterminant + logVolume),
      score: score, information: plain.information)
  }

  /// What the scaling of the columns takes from the log determinant of the raw information.
  private var logVolume: Double {
    let dense = Set(freeParameters)
    return zip(layout.dense, scaling.spreads).reduce(0) { sum, column in
      dense.contains(column.0) ? sum + 2 * log(column.1) : sum
    }
  }

  /// The form `xᵀ·I⁻¹·x` of every row: its hat value is this times `w·μ·(1 - μ)`.
  func unweightedHats(_ information: Cholesky) -> [Double] {
    objective.designMatrix.quadraticForms(
      information.inverse().embedded(at: freeParameters, order: layout.count),
      scaling: scaling, threads: objective.threads)
  }

  /// The information with weights `w + h` in place of `w`, as `logistf` reports since 1.24.
  func augmentedInformation(
    at parameters: [Double], _ information: Cholesky
  ) -> (information: SymmetricMatrix, hatSum: Double) {
    let hats = unweightedHats(information)
    let loss = objective.loss
    let sums = objective.designMatrix.fusedPass(
      at: parameters, offset: loss.offset, scaling: scaling, threads: objective.threads
    ) { rows, predictor, curvature, residual in
      _ = loss.differentiate(rows, predictor, &curvature, &residual)
      var hatSum = 0.0
      for index in 0..<rows.count {
        let row = rows.lowerBound + index
        let hat = curvature[index] * hats[row]
        let weight = loss.weights?[row] ?? 1
        hatSum += hat
        curvature[index] *= weight > 0 ? 1 + hat / weight : 1
      }
      return LossSums(fitted: hatSum)
    }
    return (sums.hessian, sums.losses.fitted)
  }
}
