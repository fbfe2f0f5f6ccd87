import LinearAlgebra

/// One part of a penalty with a strength of its own: `λ/2 · (Σ d_j b_j² + Σ w_k (b_i − b_j)²)`.
struct SmoothingTerm: Sendable {
  /// A weighted squared difference of two parameters.
  struct Difference: Sendable {
    let first, second: Int
    let weight: Double
  }

  /// The parameters that it acts on.
  let parameters: Range<Int>
  /// The weight of every parameter's own square.
  let ridge: Double
  /// The weights of single parameters' squares beside it.
  let singles: [Int]
  /// The differences.
  let differences: [Difference]
  /// The rank of the quadratic form.
  let rank: Double

  /// A ridge on all parameters, which makes them similar to their mean.
  static func ridge(_ parameters: Range<Int>) -> SmoothingTerm {
    SmoothingTerm(
      parameters: parameters, ridge: 1, singles: [], differences: [],
      rank: Double(parameters.count))
  }

  /// Differences of neighbours on a chain; a parameter after the chain is on its own.
  ///
  /// - Parameters:
  ///   - parameters: The chain, then those without neighbours.
  ///   - count: The length of the chain.
  /// - Returns: The term.
  static func chain(_ parameters: Range<Int>, count: Int) -> SmoothingTerm {
    let start = parameters.lowerBound
    let differences = (1..<max(1, count)).map {
      Difference(first: start + $0 - 1, second: start + $0, weight: 1)
    }
    let singles = Array(start + count..<parameters.upperBound)
    return SmoothingTerm(
      parameters: parameters, ridge: 0, singles: singles, differences: differences,
      rank: Double(differences.count + singles.count))
  }

  /// The quadratic form at some parameters.
  func value(at b: [Double]) -> Double {
    var sum = 0.0
    if ridge > 0 { for j in parameters { sum += ridge * b[j] * b[j] } }
    for j in singles { sum += b[j] * b[j] }
    for pair in differences {
      let difference = b[pair.first] - b[pair.second]
      sum += pair.weight * difference * difference
    }
    return sum
  }

  /// The trace of the product of the form's matrix with another.
  func trace(with matrix: SymmetricMatrix) -> Double {
    var sum = 0.0
    if ridge > 0 { for j in parameters { sum += ridge * matrix[j, j] } }
    for j in singles { sum += matrix[j, j] }
    for pair in differences {
      let (i, j) = (pair.first, pair.second)
      sum += pair.weight * (matrix[i, i] + matrix[j, j] - 2 * matrix[i, j])
    }
    return sum
  }
}

extension [SmoothingTerm] {
  /// The penalty of all terms at their strengths, beside a small ridge that fixes what no term does.
  ///
  /// - Parameters:
  ///   - strengths: A strength per term, on the scale of the summed log likelihood.
  ///   - ridge: The weight of every square, on the same scale.
  ///   - count: The number of parameters.
  ///   - totalWeight: The sum of weights, by which the penalty of a mean loss is divided.
  /// - Returns: The penalty of the mean loss.
  func penalty(
    _ strengths: [Double], ridge: Double, count: Int, totalWeight: Double
  ) -> QuadraticPenalty {
    var diagonal = [Double](repeating: ridge / totalWeight, count: count)
    var contrasts: [QuadraticPenalty.Contrast] = []
    for (term, strength) in zip(self, strengths) {
      let strength = strength / totalWeight
      for j in term.parameters { diagonal[j] += strength * term.ridge }
      for j in term.singles { diagonal[j] += strength }
      contrasts += term.differences.map {
        .difference($0.first, $0.second, weight: strength * $0.weight)
      }
    }
    return QuadraticPenalty(diagonal: diagonal, contrasts: contrasts)
  }
}
