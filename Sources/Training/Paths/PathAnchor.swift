internal import LinearAlgebra

/// A place near a path of fits with an exact Hessian.
struct PathAnchor: Sendable {
  /// The place's strength among those of the path.
  let index: Int

  /// The loss there.
  let model: QuadraticModel
  let meanLoss: Double

  /// The violation of the optimality conditions there, as a share of the strength.
  let lag: Double
}

/// The straight line from one anchor to the next.
///
/// Along it the gradient is known with its derivative at both ends, and a cubic (Hermite) through
/// them is good to fourth order; off the line, the blend of both Hessians is.
struct AnchorLine: Sendable {
  let start: PathAnchor
  let end: PathAnchor
  private let direction: [Double]

  init(_ start: PathAnchor, _ end: PathAnchor) {
    self.start = start
    self.end = end
    direction = zip(end.model.point, start.model.point).map { $0 - $1 }
  }

  /// Where on the line the foot of a place is: 0 at the start, 1 at the end.
  func share(of place: [Double]) -> Double {
    let square = direction.product(direction)
    guard square > 0 else { return 0 }
    return zip(place, start.model.point).map { $0 - $1 }.product(direction) / square
  }

  /// The loss near a point between the anchors.
  func model(at share: Double) -> QuadraticModel {
    let gradient = HermiteCubic(
      start: start.model.gradient, startSlope: start.model.hessian.multiplied(by: direction),
      end: end.model.gradient, endSlope: end.model.hessian.multiplied(by: direction))
    return QuadraticModel(
      point: zip(start.model.point, direction).map { $0 + share * $1 },
      gradient: gradient.values(at: share),
      hessian: BlendedHessian(start.model.hessian, end.model.hessian, share: share))
  }

  /// The loss on the way from the end to a place beyond: on the way the Hessian goes on changing as
  /// it did between the anchors, so that its mean is that of half the way.
  func model(towards place: [Double]) -> QuadraticModel {
    let distance = min(max(share(of: place) - 1, 0), 1)
    return QuadraticModel(
      point: end.model.point, gradient: end.model.gradient,
      hessian: end.model.hessian.extrapolated(from: start.model.hessian, share: distance / 2))
  }
}
