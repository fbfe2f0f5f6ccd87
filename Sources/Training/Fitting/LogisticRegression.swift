public import LinearAlgebra

/// Logistic regression by exact Newton steps, without a penalty or with a ridge penalty.
///
/// What is minimized is `1/Σw · Σ w·(log(1 + e^η) - y·η) + λ/2 · Σ f_j b_j²` (glmnet's convention).
/// The dense columns are centred and scaled while they are read, so that columns of any scale are
/// fitted equally well; coefficients and covariance are those of the raw columns.
public enum LogisticRegression {
  /// Fits a model.
  ///
  /// The bits of the result do not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row, in units of rows; by default 1. A row of weight
  ///     2 counts like two equal rows.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - penalty: The ridge penalty; by default none.
  ///   - start: Coefficients to start from, in the order of the layout; by default an intercept at
  ///     the log odds of the mean outcome.
  ///   - threads: The number of threads.
  ///   - maximumPasses: The number of passes of Newton's steps after which to give up.
  /// - Returns: The fit. Parameters whose columns depend on others are 0 and listed as aliased.
  /// - Throws: ``FitError`` if the input cannot be fitted or the iteration does not converge.
  public static func fit(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, penalty: RidgePenalty = .none, start: [Double]? = nil,
    threads: Int = 1, maximumPasses: Int = 50
  ) throws(FitError) -> LogisticFit {
    try fit(
      designMatrix, outcomes: Outcomes(outcomes), weights: weights, offset: offset,
      penalty: penalty, start: start, threads: threads, maximumPasses: maximumPasses)
  }

  /// Fits a model to outcomes that are stored compactly: a byte a row where all are 0 or 1.
  ///
  /// All else is as with outcomes of eight bytes a row, to the last bit.
  ///
  /// - Returns: The fit. Parameters whose columns depend on others are 0 and listed as aliased.
  /// - Throws: ``FitError`` if the input cannot be fitted or the iteration does not converge.
  public static func fit(
    _ designMatrix: DesignMatrix, outcomes: Outcomes, weights: [Double]? = nil,
    offset: [Double]? = nil, penalty: RidgePenalty = .none, start: [Double]? = nil,
    threads: Int = 1, maximumPasses: Int = 50
  ) throws(FitError) -> LogisticFit {
    try fit(
      designMatrix, outcomes: outcomes, weights: weights, offset: offset, ridge: penalty,
      penalty: penalty.quadratic(designMatrix.layout), start: start, threads: threads,
      maximumPasses: maximumPasses)
  }

  /// Fits a model with a quadratic penalty, such as one that makes neighbouring levels similar.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row, in units of rows; by default 1.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - penalty: The penalty on the raw columns' parameters, added to the mean loss.
  ///   - start: Coefficients to start from; by default an intercept at the log odds of the mean
  ///     outcome.
  ///   - threads: The number of threads.
  ///   - maximumPasses: The number of passes of Newton's steps after which to give up.
  /// - Returns: The fit. Parameters that neither the data nor the penalty determine are 0 and
  ///   listed as aliased.
  /// - Throws: ``FitError`` if the input cannot be fitted or the iteration does not converge.
  public static func fit(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, penalty: QuadraticPenalty, start: [Double]? = nil,
    threads: Int = 1, maximumPasses: Int = 50
  ) throws(FitError) -> LogisticFit {
    try fit(
      designMatrix, outcomes: Outcomes(outcomes), weights: weights, offset: offset, ridge: .none,
      penalty: penalty, start: start, threads: threads, maximumPasses: maximumPasses)
  }

  private static func fit(
    _ designMatrix: DesignMatrix, outcomes: Outcomes, weights: [Double]?, offset: [Double]?,
    ridge: RidgePenalty, penalty: QuadraticPenalty, start: [Double]?, threads: Int,
    maximumPasses: Int
  ) throws(FitError) -> LogisticFit {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    let scaledPenalty = try penalty.onScaledColumns(designMatrix.layout, objective.scaling)
    let begin: LogisticObjective.StartingPoint
    switch objective.start(penalty: scaledPenalty, start: start) {
    case .finished(let end, let passes):
      return try LogisticFit(
        objective, ridge, penalty, scaled: scaledPenalty, end: end, passes: passes)
    case .begun(let point): begin = point
    }
    let free = designMatrix.layout.parameters(without: begin.aliased)
    let solver = NewtonSolver(maximumPasses: maximumPasses)
    let solution = try solver.minimize(
      objective, penalty: scaledPenalty, from: begin.point, free: free)
    return try LogisticFit(
      objective, ridge, penalty, scaled: scaledPenalty, solution, free: free,
      aliased: begin.aliased, passes: solution.passes + begin.passes)
  }
}

extension LogisticObjective {
  /// Checks the input of a fit and standardizes its dense columns.
  ///
  /// - Throws: ``FitError`` if a value is out of range or only one class has weight.
  init(
    fitting designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]?, offset: [Double]?,
    threads: Int
  ) throws(FitError) {
    try self.init(
      fitting: designMatrix, outcomes: Outcomes(outcomes), weights: weights, offset: offset,
      threads: threads)
  }

  /// Checks the input of a fit and standardizes its dense columns.
  ///
  /// - Throws: ``FitError`` if a value is out of range or only one class has weight.
  init(
    fitting designMatrix: DesignMatrix, outcomes: Outcomes, weights: [Double]?, offset: [Double]?,
    threads: Int
  ) throws(FitError) {
    let loss = try LogisticLoss(outcomes: outcomes, weights: weights, offset: offset)
    let scaling = designMatrix.standardization(weights: weights, threads: threads)
    if !scaling.centres.allSatisfy(\.isFinite) {
      let columnCount = designMatrix.dense.columnCount
      let place = designMatrix.dense.elements.firstIndex { !$0.isFinite } ?? 0
      throw .notFinite(row: place / columnCount, column: place % columnCount)
    }
    self.init(designMatrix: designMatrix, loss: loss, scaling: scaling, threads: threads)
  }

  /// Where an iteration starts.
  struct StartingPoint: Sendable {
    /// The loss there, aliased parameters being 0.
    let point: LossDerivatives

    /// The parameters that the data cannot tell from those before them.
    let aliased: [Int]

    /// The number of passes over the rows that it took.
    let passes: Int
  }

  /// A place to start from, or the minimum if steps without the Hessian have led there.
  enum Start: Sendable {
    /// The minimum, and the number of passes over the rows that it took; nothing is aliased.
    case finished(ChordSteps.End, passes: Int)

    /// A place to start from.
    case begun(StartingPoint)
  }

  /// The number of Hessians of all rows with which chord steps are tried.
  private static let largestChordCount = 4

  /// Finds a place to start from and the parameters that are aliased.
  ///
  /// - Parameters:
  ///   - penalty: The penalty, which may tell columns apart that the data do not.
  ///   - start: Coefficients of the raw columns to start from; by default those of samples or, for
  ///     few rows, an intercept.
  /// - Returns: The place, and what it took to find it.
  func start(penalty: QuadraticPenalty, start: [Double]?) -> Start {
    let blocks = FactorBlockSteps(
      self, penalty: penalty, from: start.map { scaling.scaled(fromRaw: $0) })
    if let blocks, let end = blocks.end { return .finished(end, passes: blocks.passes) }
    let isNew = start == nil && blocks?.parameters == nil
    let sample = isNew ? WarmStart(self, penalty: penalty) : nil
    let chord = sample?.factoredHessian(penalty: penalty).map {
      ChordSteps(self, penalty: penalty, from: sample?.parameters ?? interceptOnly, hessian: $0)
    }
    var passes = (blocks?.passes ?? 0) + (chord?.passes ?? 0)
    if let chord, let end = chord.end { return .finished(end, passes: passes) }
    var warm = blocks?.parameters ?? chord?.parameters ?? sample?.parameters
    var point = derivatives(at: warm ?? interceptOnly)
    var (dependent, hessian) = factored(point, penalty)
    passes += 1
    for _ in 0..<Self.largestChordCount where warm != nil {
      guard let factored = hessian else { break }
      let known = LossGradient(
        meanLoss: point.meanLoss, heldOutLoss: point.heldOutLoss, gradient: point.gradient)
      let chord = ChordSteps(
        self, penalty: penalty, from: point.parameters, known: known, hessian: factored)
      passes += chord.passes
      if let end = chord.end { return .finished(end, passes: passes) }
      guard chord.parameters != point.parameters else { break }
      warm = chord.parameters
      point = derivatives(at: chord.parameters)
      (dependent, hessian) = self.factored(point, penalty)
      passes += 1
      guard ChordSteps.Goal(penalty: penalty).isExact else { break }
    }
    if warm != nil && !dependent.isEmpty {
      // Where many weights vanish, columns may seem dependent that are not.
      point = derivatives(at: interceptOnly)
      dependent = factored(point, penalty).dependent
      passes += 1
    }
    var begin = warm ?? start.map { scaling.scaled(fromRaw: $0) } ?? point.parameters
    for parameter in dependent { begin[parameter] = 0 }
    if begin != point.parameters {
      point = derivatives(at: begin)
      passes += 1
    }
    return .begun(StartingPoint(point: point, aliased: dependent, passes: passes))
  }

  /// The parameters that depend on others at a place and, if there are none, the factored Hessian.
  private func factored(
    _ point: LossDerivatives, _ penalty: QuadraticPenalty
  ) -> (dependent: [Int], hessian: ArrowheadCholesky?) {
    let whole = point.curvature.adding(penalty.matrix)
    if let hessian = whole.factorizationOfFullRank(threads: threads) { return ([], hessian) }
    let dependent = whole.dependentColumns()
    return (dependent, dependent.isEmpty ? try? ArrowheadCholesky(whole) : nil)
  }
}

extension ParameterLayout {
  /// All parameters but some.
  func parameters(without excluded: [Int]) -> [Int] {
    let excluded = Set(excluded)
    return (0..<count).filter { !excluded.contains($0) }
  }
}
