internal import LinearAlgebra

/// A place near the path of the fits of all rows, and the derivatives there.
struct FoldedAnchor: Sendable {
  /// Those of all rows.
  let all: LossDerivatives

  /// Those of the rows that judge each fold.
  let trainings: [LossDerivatives]

  /// Adds up the derivatives of the folds, which are not kept.
  init(_ point: LossDerivatives, trainings: [FoldedObjective]) {
    self.trainings = trainings.map { $0.derivatives(fromFolds: point.folds) }
    var all = point
    all.folds = []
    self.all = all
  }
}

/// The line between two anchors, along which derivatives need no pass over the rows.
///
/// The gradient is known with its derivative at both ends; the cubic through them is good to the
/// fourth order of the distance, the blend of the two Hessians to the second.
struct FoldedStretch: Sendable {
  let first: FoldedAnchor
  let last: FoldedAnchor
  private let line: [Double]
  private let square: Double

  init(from first: FoldedAnchor, to last: FoldedAnchor) {
    self.first = first
    self.last = last
    line = zip(last.all.parameters, first.all.parameters).map { $0 - $1 }
    square = line.reduce(0) { $0 + $1 * $1 }
  }

  /// How far along the line the fit of all rows lies at a penalty, by what the first anchor tells.
  func share(of penalty: QuadraticPenalty, free: [Int]) -> Double {
    guard square > 0, let system = try? NewtonSystem(first.all, penalty: penalty, free: free)
    else { return 1 }
    let product = zip(line, system.step).reduce(0) { $0 + $1.0 * $1.1 }
    return min(max(product / square, 0), 1)
  }

  /// The derivatives of the rows that judge a fold, some way along the line.
  func derivatives(ofTraining training: Int, at share: Double) -> LossDerivatives {
    let (start, end) = (first.trainings[training], last.trainings[training])
    if share == 0 { return start }
    if share == 1 || square == 0 { return end }
    let gradient = HermiteCubic(
      start: start.gradient, startSlope: start.curvature.multiplied(by: line), end: end.gradient,
      endSlope: end.curvature.multiplied(by: line))
    return LossDerivatives(
      parameters: start.moved(along: line, by: share),
      meanLoss: start.meanLoss + share * (end.meanLoss - start.meanLoss), heldOutLoss: 0,
      gradient: gradient.values(at: share),
      curvature: start.curvature.blended(with: end.curvature, share: share))
  }
}
