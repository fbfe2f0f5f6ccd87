internal import LinearAlgebra

/// The mean loss of some folds of the rows, each fold stored apart.
///
/// One pass gives the sums of every fold, and with them those of any union of folds: fits that leave
/// out one fold or another share it.
struct FoldedObjective: NewtonObjective {
  /// All folds.
  let folds: [LogisticObjective]

  /// The folds that count.
  let fitted: Range<Int>

  /// The fold in ``fitted`` that does not count after all.
  let omitted: Int?

  private var indices: [Int] { fitted.filter(contains) }

  /// Whether a fold counts.
  func contains(_ fold: Int) -> Bool { fitted.contains(fold) && fold != omitted }

  /// The sum of the weights of the folds that count.
  var totalWeight: Double { indices.reduce(0) { $0 + folds[$1].loss.totalWeight } }

  /// The weighted mean outcome of the folds that count.
  var meanOutcome: Double {
    indices.reduce(0) { $0 + folds[$1].loss.totalWeight * folds[$1].loss.meanOutcome }
      / totalWeight
  }

  var rowCount: Int { indices.reduce(0) { $0 + folds[$1].rowCount } }

  var threads: Int { folds[0].threads }

  var sumScale: Double {
    max(totalWeight, Double(indices.reduce(0) { $0 + folds[$1].loss.weightedRowCount }))
  }

  func derivatives(at parameters: [Double]) -> LossDerivatives {
    combine(indices.map { folds[$0].derivatives(at: parameters) }, of: indices)
  }

  /// The derivatives of the folds that count, from those of all folds at one place.
  func derivatives(fromFolds parts: [LossDerivatives]) -> LossDerivatives {
    combine(indices.map { parts[$0] }, of: indices)
  }

  private func combine(_ parts: [LossDerivatives], of indices: [Int]) -> LossDerivatives {
    let shares = indices.map { folds[$0].loss.totalWeight / totalWeight }
    var meanLoss = 0.0
    var gradient = [Double](repeating: 0, count: parts[0].gradient.count)
    var curvature = parts[0].curvature.scaled(by: 0)
    for (part, share) in zip(parts, shares) {
      meanLoss += share * part.meanLoss
      for j in gradient.indices { gradient[j] += share * part.gradient[j] }
      curvature.add(part.curvature, times: share)
    }
    return LossDerivatives(
      parameters: parts[0].parameters, meanLoss: meanLoss, heldOutLoss: 0, gradient: gradient,
      curvature: curvature, folds: parts)
  }

  func meanLoss(
    from parameters: [Double], along direction: [Double]
  ) -> (_ stepLength: Double) -> Double {
    let losses = indices.map { folds[$0].meanLoss(from: parameters, along: direction) }
    let shares = indices.map { folds[$0].loss.totalWeight / totalWeight }
    return { stepLength in
      zip(losses, shares).reduce(0) { $0 + $1.1 * $1.0(stepLength) }
    }
  }
}
