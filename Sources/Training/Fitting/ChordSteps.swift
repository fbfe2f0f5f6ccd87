internal import LinearAlgebra

/// Steps from a sample's fit towards that of all rows, with the sample's Hessian.
///
/// A step takes a pass for the exact gradient of all rows but none of the dearer ones for their
/// Hessian. Where the sample has very many rows per parameter it leaves a few hundredths of the
/// error, so two of them take the place of two Newton steps.
struct ChordSteps: Sendable {
  /// The parameters after the last step that was of use.
  let parameters: [Double]

  /// The number of passes over the rows.
  let passes: Int

  /// The change of the linear predictor (a root mean square) after which a Newton step leaves an
  /// error that is seen nowhere.
  private static let shortEnough = 1e-4

  /// The share of an error left by a step above which a Newton step is the better buy.
  private static let largestContraction = 0.3

  private static let maximumCount = 4

  /// Takes steps while they pay.
  ///
  /// - Parameters:
  ///   - objective: The mean loss of all rows.
  ///   - penalty: The penalty.
  ///   - start: The fit of a sample.
  init(_ objective: LogisticObjective, penalty: QuadraticPenalty, from start: WarmStart) {
    var place = start.parameters
    let factorization = start.isLarge ? start.factorization(at: place, penalty: penalty) : nil
    var previous = (place: place, change: Double.infinity)
    var passes = 0
    while let factored = factorization, passes < Self.maximumCount {
      passes += 1
      let gradient = zip(objective.gradient(at: place), penalty.gradient(at: place)).map { $0 + $1 }
      let step = factored.solve(gradient)
      let decrement = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      let change = (decrement / objective.meanCurvature).squareRoot()
      let contraction = passes > 1 ? change / previous.change : 0.1
      guard contraction < 1 else {
        place = previous.place
        break
      }
      previous = (place, change)
      place = zip(place, step).map { $0 - $1 }
      if contraction > Self.largestContraction || change * contraction <= Self.shortEnough { break }
    }
    parameters = place
    self.passes = passes
  }
}

extension WarmStart {
  /// The rows per parameter that make the Hessian of a sample good enough for steps.
  private static let manyRowsPerParameter = 1000

  /// Whether the largest sample has many rows per parameter.
  fileprivate var isLarge: Bool {
    sample.rowCount >= Self.manyRowsPerParameter * parameters.count
  }

  /// The sample's factored Hessian, penalty included; `nil` if it is singular.
  fileprivate func factorization(
    at parameters: [Double], penalty: QuadraticPenalty
  ) -> ArrowheadCholesky? {
    let curvature = sample.derivatives(at: parameters).curvature
    return try? ArrowheadCholesky(curvature.adding((penalty + prior).matrix))
  }
}

extension LogisticObjective {
  /// The gradient of the mean loss: a pass without the Hessian.
  fileprivate func gradient(at parameters: [Double]) -> [Double] {
    designMatrix.gradientPass(
      at: parameters, offset: loss.offset, scaling: scaling, threads: threads
    ) { rows, predictor, curvature, residual in
      loss.differentiate(rows, predictor, &curvature, &residual)
    }.gradient.map { -$0 / loss.totalWeight }
  }

  /// About the mean weight `μ·(1 - μ)` of the rows.
  fileprivate var meanCurvature: Double { loss.meanOutcome * (1 - loss.meanOutcome) }
}
