internal import LinearAlgebra

extension PenalizedProblem {
  /// How far a place is from the minimum: the largest violation of the Karush–Kuhn–Tucker
  /// conditions, per group the distance of the negative gradient to the penalty's subdifferential.
  ///
  /// - Parameters:
  ///   - parameters: The place.
  ///   - gradient: The gradient of the mean loss there.
  ///   - lambda: The strength of the penalty.
  /// - Returns: A number in units of the gradient, 0 at the minimum.
  func violation(_ parameters: [Double], gradient: [Double], lambda: Double) -> Double {
    var largest = abs(gradient[ParameterLayout.intercept])
    for group in groups.indices {
      largest = max(
        largest, violation(ofGroup: group, parameters, gradient: gradient, lambda: lambda))
    }
    return largest
  }

  /// The violation of one group's condition.
  func violation(
    ofGroup group: Int, _ parameters: [Double], gradient: [Double], lambda: Double
  ) -> Double {
    let range = groups[group]
    let threshold = threshold(ofGroup: group, lambda: lambda)
    let curvature = curvature(ofGroup: group, lambda: lambda)
    let norm = Self.norm(parameters[range])
    guard range.count > 1 else {
      return violation(
        ofParameter: range.lowerBound, parameters[range.lowerBound],
        gradient: gradient[range.lowerBound], threshold, curvature)
    }
    guard norm > 0 else { return max(0, Self.norm(gradient[range]) - threshold) }
    let residual = range.map {
      gradient[$0] + (curvature + threshold / norm) * parameters[$0]
    }
    return Self.norm(residual[...])
  }

  private func violation(
    ofParameter parameter: Int, _ value: Double, gradient: Double, _ threshold: Double,
    _ curvature: Double
  ) -> Double {
    let slope = gradient + curvature * value
    let rising = slope + (value >= 0 ? threshold : -threshold)
    let falling = slope + (value > 0 ? threshold : -threshold)
    // The objective must not fall to the left nor to the right, unless a limit is in the way.
    let right = value < upper[parameter] ? max(0, -rising) : 0
    let left = value > lower[parameter] ? max(0, falling) : 0
    return max(left, right)
  }

  /// The smallest strength at which nothing penalized enters, from the null model's gradient.
  ///
  /// As in glmnet `α` counts as at least 0.001, so that a ridge path starts somewhere.
  func largestLambda(nullGradient: [Double]) -> Double {
    let share = max(lassoShare, 1e-3)
    return groups.indices.reduce(0) { largest, group in
      guard normFactors[group] > 0 else { return largest }
      let free = groups[group].map { parameter in
        let slope = nullGradient[parameter]
        return slope < 0
          ? (upper[parameter] > 0 ? slope : 0) : (lower[parameter] < 0 ? slope : 0)
      }
      return max(largest, Self.norm(free[...]) / normFactors[group] / share)
    }
  }

  static func norm(_ values: ArraySlice<Double>) -> Double {
    values.count == 1
      ? abs(values[values.startIndex])
      : values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
