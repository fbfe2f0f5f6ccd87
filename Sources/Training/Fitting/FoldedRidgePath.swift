internal import LinearAlgebra

/// The fits of all folds along falling penalties.
///
/// There are passes with the Hessian at anchors only, about a power of ten of the penalty apart, one
/// for all folds together. The fits between two anchors start from what both tell of the derivatives
/// there (``FoldedStretch``), and each pass without the Hessian yields the exact gradients of many of
/// them, which lead to their minima by chord steps (``FoldFit``). A fit that these do not bring close
/// enough has Newton steps of its own.
struct FoldedRidgePath: Sendable {
  private let all: FoldedObjective
  private let trainings: [Training]
  private let unitPenalty: QuadraticPenalty
  private let free: [Int]
  private let threads: Int
  private var anchor: FoldedAnchor

  /// What the path cost so far.
  private(set) var work = PathWork()

  /// A fold and the loss of the rows by which it is judged.
  private struct Training: Sendable {
    let judged: Int
    let objective: FoldedObjective
  }

  /// The decrement at which Newton steps take the last one: units of summed log likelihood.
  private static let tolerance = 1e-4

  /// How far from the fit of all rows an anchor may be: the root mean square of the linear predictor's
  /// change, weighted as in the Hessian.
  private static let anchorSlack = 0.1

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
  ///   - threads: The number of threads.
  /// - Throws: ``FitError`` if the folds that judge another have one class only.
  init(
    _ folds: [LogisticObjective], _ scheme: RidgeCrossValidation.Scheme,
    unitPenalty: QuadraticPenalty, smallestLambda: Double, start: [Double], threads: Int
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
    self.threads = threads
    let point = all.derivatives(at: start)
    work.hessianPasses += 1
    anchor = FoldedAnchor(point, trainings: trainings.map(\.objective))
    let weakest = unitPenalty.scaled(by: smallestLambda)
    let aliased = point.curvature.adding(weakest.matrix).dependentColumns()
    free = folds[0].designMatrix.layout.parameters(without: aliased)
  }

  /// Moves on along some penalties, the last of which is the next anchor.
  ///
  /// - Returns: For every penalty the loss of every judged fold by its fit.
  /// - Throws: ``FitError`` if an iteration does not converge.
  mutating func advance(along lambdas: ArraySlice<Double>) throws(FitError) -> [[Double]] {
    let penalties = lambdas.map(unitPenalty.scaled(by:))
    let first = anchor
    try moveAnchor(to: penalties[penalties.count - 1])
    let stretch = FoldedStretch(from: first, to: anchor)
    let (free, trainings, weights) = (free, trainings, judgedWeights)
    let shares = RowBlocks.concurrentMap(count: penalties.count, threads: threads) { index in
      index == penalties.count - 1 ? 1 : stretch.share(of: penalties[index], free: free)
    }
    let fits = RowBlocks.concurrentMap(
      count: penalties.count * trainings.count, threads: threads
    ) { index in
      let (penalty, training) = index.quotientAndRemainder(dividingBy: trainings.count)
      return FoldFit(
        training: training, penalty: penalties[penalty],
        from: stretch.derivatives(ofTraining: training, at: shares[penalty]), free: free,
        sumScale: trainings[training].objective.sumScale,
        judgedShare: weights[training] / trainings[training].objective.totalWeight)
    }
    var losses = [Double](repeating: 0, count: fits.count)
    for (index, loss) in judgedLosses(of: fits).enumerated() {
      let (penalty, training) = index.quotientAndRemainder(dividingBy: trainings.count)
      losses[index] =
        switch loss {
        case .known(let loss): loss
        case .unknown(let place): try exactLoss(training, penalties[penalty], from: place)
        }
    }
    return stride(from: 0, to: losses.count, by: trainings.count).map {
      Array(losses[$0..<$0 + trainings.count])
    }
  }

  /// Moves the anchor near the fit of all rows at a penalty, if it is not near it already.
  private mutating func moveAnchor(to penalty: QuadraticPenalty) throws(FitError) {
    let weight = all.sumScale * all.meanOutcome * (1 - all.meanOutcome)
    let solver = NewtonSolver(
      decrementTolerance: Self.anchorSlack * Self.anchorSlack / 2 * weight, finalStep: .left)
    let solution = try solver.minimize(all, penalty: penalty, from: anchor.all, free: free)
    guard solution.passes > 0 else { return }
    work.hessianPasses += solution.passes
    anchor = FoldedAnchor(solution.point, trainings: trainings.map(\.objective))
  }

  /// What is known of the loss of the rows that a fit is judged by.
  private enum JudgedLoss {
    case known(Double)

    /// The place from which Newton steps are to lead to the fit.
    case unknown([Double])
  }

  /// Takes chord steps, all fits at once, until each has ended or made no progress.
  private mutating func judgedLosses(of fits: [FoldFit?]) -> [JudgedLoss] {
    var losses = fits.map { _ in JudgedLoss.unknown(anchor.all.parameters) }
    var waiting = fits.enumerated().compactMap { index, fit in
      fit.map { (index: index, fit: $0) }
    }
    while !waiting.isEmpty {
      let evidence = self.evidence(on: waiting.map(\.fit))
      var next: [(index: Int, fit: FoldFit)] = []
      for ((index, fit), evidence) in zip(waiting, evidence) {
        switch fit.advanced(by: evidence) {
        case .finished(let loss): losses[index] = .known(loss)
        case .moved(let moved): next.append((index, moved))
        case .stalled(let isCloser): if isCloser { losses[index] = .unknown(fit.parameters) }
        }
      }
      waiting = next
    }
    return losses
  }

  /// What the rows say of some fits: every fold's gradients at all of them that it concerns.
  private mutating func evidence(on fits: [FoldFit]) -> [FoldFit.Evidence] {
    let zero = [Double](repeating: 0, count: unitPenalty.count)
    var evidence = fits.map { _ in FoldFit.Evidence(gradient: zero) }
    for (fold, part) in all.folds.enumerated() {
      let concerned = fits.indices.filter { index in
        let training = trainings[fits[index].training]
        return training.judged == fold || training.objective.contains(fold)
      }
      let losses = part.gradients(atEach: concerned.map { fits[$0].parameters })
      for (index, loss) in zip(concerned, losses) {
        let training = trainings[fits[index].training]
        let weight = part.loss.totalWeight
        if training.judged == fold {
          evidence[index].judgedLoss = weight * loss.meanLoss
          evidence[index].judgedGradient = loss.gradient.map { weight * $0 }
        } else {
          let share = weight / training.objective.totalWeight
          for j in zero.indices { evidence[index].gradient[j] += share * loss.gradient[j] }
        }
      }
    }
    work.gradients += fits.count
    work.gradientPasses +=
      (fits.count + DesignMatrix.placesPerPass - 1) / DesignMatrix.placesPerPass
    return evidence
  }

  /// The loss of the judged rows after Newton steps.
  private mutating func exactLoss(
    _ training: Int, _ penalty: QuadraticPenalty, from place: [Double]
  ) throws(FitError) -> Double {
    let objective = trainings[training].objective
    let solver = NewtonSolver(decrementTolerance: Self.tolerance, finalStep: .taken)
    let solution = try solver.minimize(
      objective, penalty: penalty, from: objective.derivatives(at: place), free: free)
    work.hessianPasses += 1 + solution.passes
    return all.folds[trainings[training].judged].totalLoss(at: solution.parameters)
  }
}

extension LogisticObjective {
  /// The mean loss of each fold.
  ///
  /// - Throws: ``FitError/noWeight`` if a fold has no weight.
  func folds(_ folds: [UInt8], count: Int) throws(FitError) -> [LogisticObjective] {
    var rows = [[Int]](repeating: [], count: count)
    for (row, fold) in folds.enumerated() { rows[Int(fold)].append(row) }
    let ofFolds = rows
    let matrices = RowBlocks.concurrentMap(count: count, threads: threads) {
      designMatrix.rows(ofFolds[$0])
    }
    var parts: [LogisticObjective] = []
    for (rows, matrix) in zip(rows, matrices) {
      parts.append(
        LogisticObjective(
          designMatrix: matrix, loss: try loss.fold(rows), scaling: scaling, threads: threads))
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
