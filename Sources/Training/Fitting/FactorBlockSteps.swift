internal import LinearAlgebra

/// Quasi-Newton steps for designs of many levels, preconditioned by the blocks of the factors.
///
/// No Hessian is made or factored. The steps are those of a `FactorBlockPreconditioner`, corrected
/// by what the gradients tell of the Hessian (L-BFGS, Nocedal 1980), and each takes one pass for the
/// exact gradient. Where factors are about independent a step leaves a tenth of the error. Where
/// they say the same, steps leave more of it; they end as soon as factorizations are the better buy.
struct FactorBlockSteps: Sendable {
  /// The parameters after the last step that was of use; `nil` if they are far from the minimum.
  let parameters: [Double]?

  /// The number of passes over the rows.
  let passes: Int

  /// The end; `nil` if the steps stopped before it is exact.
  let end: ChordSteps.End?

  /// Takes steps while they pay; `nil` where a factorization costs little or the penalty does not
  /// hold every parameter by itself.
  ///
  /// - Parameters:
  ///   - objective: The mean loss of all rows.
  ///   - penalty: The penalty.
  ///   - start: Where to start; by default at an intercept only.
  init?(_ objective: LogisticObjective, penalty: QuadraticPenalty, from start: [Double]? = nil) {
    let cost = FactorizationCost(objective.designMatrix)
    guard cost.isHigh, penalty.matrix.isDiagonal, ChordSteps.Goal(penalty: penalty).isExact else {
      return nil
    }
    var descent = FactorBlockDescent(objective, penalty, from: start ?? objective.interceptOnly)
    while descent.advance(), descent.end == nil, descent.isWithin(cost.largestPassCount) {}
    parameters = descent.nearby
    passes = descent.passes
    end = descent.end
  }
}

/// What a factorization of a Hessian costs, in passes over the rows for a gradient.
///
/// It is reckoned from the shape alone, so that the same data are fitted the same way everywhere.
private struct FactorizationCost {
  /// The passes that take as long as what a factorization of the whole costs above twice one of the
  /// blocks.
  let passes: Double

  /// The operations of a factorization in the time that a pass takes for one value of a row.
  private static let operationsPerValue = 40.0

  init(_ matrix: DesignMatrix) {
    let shaft = Double(matrix.layout.factorRanges.map(\.count).max() ?? 0)
    let head = Double(matrix.layout.count) - shaft
    let values = Double(1 + matrix.dense.columnCount + matrix.factors.count)
    let border = Double(1 + matrix.dense.columnCount)
    let blocks =
      (values - border + 1) * border * border * border / 3
      + Double(matrix.layout.count) * border * border
    let whole = shaft * head * head + head * head * head / 3
    passes = (whole - 2 * blocks) / (Self.operationsPerValue * values * Double(matrix.rowCount))
  }

  /// Whether the steps with factorizations, about six, cost more than those without.
  var isHigh: Bool { passes > 0.25 }

  /// The passes after which a Hessian and its factorization would have led further.
  var largestPassCount: Int { Int(min(24 + 2 * passes, 200)) }
}
