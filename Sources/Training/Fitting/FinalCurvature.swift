internal import LinearAlgebra
internal import Synchronization

/// The precision of a fit, known from its last pass or found in a pass of its own when first needed.
final class FinalCurvature: Sendable {
  private let known: Mutex<ScaledPrecision?>
  private let pass: @Sendable () -> ScaledPrecision

  /// A precision that is known.
  init(_ precision: ScaledPrecision) {
    known = Mutex(precision)
    pass = { precision }
  }

  /// The precision at the end of steps without the Hessian, where nothing is aliased.
  init(_ objective: LogisticObjective, penalty: QuadraticPenalty, at end: ChordSteps.End) {
    known = Mutex(nil)
    pass = { Self.precision(objective, penalty, end) }
  }

  /// The precision; what is computed once is kept.
  var precision: ScaledPrecision {
    known.withLock { value in
      let found = value ?? pass()
      value = found
      return found
    }
  }

  private static func precision(
    _ objective: LogisticObjective, _ penalty: QuadraticPenalty, _ end: ChordSteps.End
  ) -> ScaledPrecision {
    let hessian = objective.derivatives(at: end.parameters).curvature.adding(penalty.matrix)
    return ScaledPrecision(
      // Only rounding could make it indefinite: the penalty holds every parameter.
      factorization: (try? ArrowheadCholesky(hessian)) ?? end.hessian,
      free: Array(end.parameters.indices), penalty: penalty.matrix, count: end.parameters.count,
      scaling: objective.scaling, totalWeight: objective.loss.totalWeight)
  }
}
