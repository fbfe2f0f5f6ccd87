internal import LinearAlgebra

/// Alternating projections between what the columns can predict and what has the right signs.
///
/// With `s = 2y - 1` a direction `g` separates if `z = s·(Xg)` is nowhere negative and not 0. From
/// `u = 1`, `z` is the projection of `u` on such predictors and the next `u = max(z, 0)` (Correia,
/// Guimarães and Zylkin 2019). No step makes the inner product of `u` with a separating `q`
/// smaller, which is `‖q‖₁ ≥ ‖q‖₂` at first: as soon as `u` is shorter than 1 there is no such `q`.
struct SeparationRectifier {
  private let objective: LogisticObjective
  private var passes = 0

  /// The share of the largest component below which one is taken for 0.
  private static let smallShare = 1e-3
  private static let roundsBetweenChecks = 10

  init(_ objective: LogisticObjective) {
    // Without centring, a direction of few columns has few components.
    self.objective = objective.uncentred()
  }

  /// What a pass at some direction finds.
  private struct Projection {
    /// The sum of the squares of the right and of the wrong predictors.
    let right: Double
    let wrong: Double

    /// The sum `Xᵀ(s·u)` with the rectified predictors.
    let gradient: [Double]
  }

  /// The verdict after at most some passes.
  mutating func verdict(maximumPasses: Int) -> SeparationVerdict {
    let loss = objective.loss
    let multiplicities = loss.outcomes.indices.map { row in
      // A fractional outcome is a row of each class.
      (loss.weights?[row] ?? 1) > 0
        ? (0 < loss.outcomes[row] && loss.outcomes[row] < 1 ? 2.0 : 1) : 0
    }
    let gram = objective.designMatrix.weightedGram(
      multiplicities, scaling: objective.scaling, threads: objective.threads)
    let free = objective.designMatrix.layout.parameters(without: gram.dependentColumns())
    passes += 2
    guard let factored = try? Cholesky(gram.submatrix(free)) else {
      return .undecided(passes: passes)
    }
    var gradient = pass(at: Array(repeating: 0, count: gram.order), isFirst: true).gradient
    for round in 1...max(1, maximumPasses) where passes < maximumPasses {
      var direction = [Double](repeating: 0, count: gram.order)
      for (parameter, value) in zip(free, factored.solve(free.map { gradient[$0] })) {
        direction[parameter] = value
      }
      let projection = pass(at: direction)
      if projection.right < 1 { return .overlapping }
      if projection.wrong <= 1e-18 * projection.right {
        return separated(along: direction)
      }
      if round.isMultiple(of: Self.roundsBetweenChecks) {
        let cut = Self.cut(direction)
        let check = pass(at: cut)
        // A sparse direction that is right for every row proves the case.
        if check.right > 0 && check.wrong <= 1e-24 * check.right { return separated(along: cut) }
      }
      gradient = projection.gradient
    }
    return .undecided(passes: passes)
  }

  private static func cut(_ direction: [Double]) -> [Double] {
    let largest = direction.map(abs).max() ?? 0
    return direction.map { abs($0) > smallShare * largest ? $0 : 0 }
  }

  private func separated(along direction: [Double]) -> SeparationVerdict {
    .separated(Separation(.quasi, along: direction, share: Self.smallShare))
  }

  private mutating func pass(at direction: [Double], isFirst: Bool = false) -> Projection {
    passes += 1
    let loss = objective.loss
    let (sums, gradient) = objective.designMatrix.gradientPass(
      at: direction, scaling: objective.scaling, threads: objective.threads
    ) { rows, predictor, _, residual in
      var sums = LossSums()
      for index in 0..<rows.count {
        let row = rows.lowerBound + index
        residual[index] = 0
        guard (loss.weights?[row] ?? 1) > 0 else { continue }
        let outcome = loss.outcomes[row]
        let value = predictor[index]
        if 0 < outcome && outcome < 1 {
          // Both classes: the rectified parts of z and of -z, of which one is wrong.
          residual[index] = isFirst ? 0 : value
          sums.fitted += value * value
          sums.heldOut += value * value
          continue
        }
        let sign: Double = outcome == 1 ? 1 : -1
        let z = sign * value
        residual[index] = isFirst ? sign : sign * max(z, 0)
        sums.fitted += max(z, 0) * max(z, 0)
        sums.heldOut += min(z, 0) * min(z, 0)
      }
      return sums
    }
    return Projection(right: sums.fitted, wrong: sums.heldOut, gradient: gradient)
  }
}
