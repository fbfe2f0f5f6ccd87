public import LinearAlgebra

/// A penalty `½ bᵀΛb = ½ Σ d_j b_j² + ½ Σ w_k (c_k·b)²` on the coefficients of the raw columns.
///
/// It is added to the mean loss. The first sum shrinks coefficients towards 0, the second one
/// contrasts of them: differences of neighbouring levels make a factor's effects smooth. Being a
/// sum of squares it is never negative, so a penalized loss stays convex.
public struct QuadraticPenalty: Sendable, Equatable {
  /// A weighted square of a linear combination of coefficients, `w/2 · (Σ c_j b_j)²`.
  public struct Contrast: Sendable, Equatable {
    /// The parameters that take part, each once.
    public let parameters: [Int]

    /// The multiple of each parameter.
    public let multiples: [Double]

    /// The weight `w`.
    public let weight: Double

    /// Creates a contrast.
    ///
    /// - Parameters:
    ///   - parameters: The places of different parameters in the layout, without the intercept.
    ///   - multiples: One number per parameter.
    ///   - weight: A number of at least 0.
    public init(parameters: [Int], multiples: [Double], weight: Double) {
      precondition(
        parameters.count == multiples.count && Set(parameters).count == parameters.count,
        "a contrast needs a multiple for each of some different parameters")
      precondition(
        !parameters.contains(ParameterLayout.intercept), "the intercept is never penalized")
      self.parameters = parameters
      self.multiples = multiples
      self.weight = weight
    }

    /// The difference of two parameters: `w/2 · (b_i - b_j)²`.
    public static func difference(_ first: Int, _ second: Int, weight: Double) -> Contrast {
      Contrast(parameters: [first, second], multiples: [1, -1], weight: weight)
    }
  }

  /// The weight `d_j` of every coefficient's square, the intercept's 0.
  public let diagonal: [Double]

  /// The contrasts whose squares are penalized.
  public let contrasts: [Contrast]

  /// The matrix `Λ`.
  public let matrix: SparseSymmetricMatrix

  /// Creates a penalty.
  ///
  /// - Parameters:
  ///   - diagonal: A number of at least 0 per parameter; the intercept's is ignored.
  ///   - contrasts: The contrasts, by default none.
  public init(diagonal: [Double], contrasts: [Contrast] = []) {
    var diagonal = diagonal
    if !diagonal.isEmpty { diagonal[ParameterLayout.intercept] = 0 }
    self.diagonal = diagonal
    self.contrasts = contrasts
    var entries: [SparseSymmetricMatrix.Entry] = []
    for contrast in contrasts {
      for (i, (parameter, multiple)) in zip(contrast.parameters, contrast.multiples).enumerated() {
        diagonal[parameter] += contrast.weight * multiple * multiple
        for j in 0..<i {
          entries.append(
            .init(
              parameter, contrast.parameters[j],
              value: contrast.weight * multiple * contrast.multiples[j]))
        }
      }
    }
    matrix = SparseSymmetricMatrix(diagonal: diagonal, entries: entries)
  }

  /// No penalty on any of some parameters.
  public static func none(count: Int) -> QuadraticPenalty {
    QuadraticPenalty(diagonal: Array(repeating: 0, count: count))
  }

  /// The same penalty with more contrasts.
  public func adding(_ contrasts: [Contrast]) -> QuadraticPenalty {
    contrasts.isEmpty
      ? self : QuadraticPenalty(diagonal: diagonal, contrasts: self.contrasts + contrasts)
  }

  /// The number of parameters.
  public var count: Int { diagonal.count }

  /// The value `½ bᵀΛb`.
  public func value(at parameters: [Double]) -> Double { matrix.quadraticForm(parameters) / 2 }

  /// The gradient `Λb`.
  public func gradient(at parameters: [Double]) -> [Double] { matrix.multiplied(by: parameters) }

  /// The penalty with all its weights multiplied by a number of at least 0.
  public func scaled(by factor: Double) -> QuadraticPenalty {
    QuadraticPenalty(
      diagonal: diagonal.map { $0 * factor },
      contrasts: contrasts.map {
        Contrast(parameters: $0.parameters, multiples: $0.multiples, weight: $0.weight * factor)
      })
  }

  /// The sum of two penalties on the same parameters.
  public static func + (a: QuadraticPenalty, b: QuadraticPenalty) -> QuadraticPenalty {
    precondition(a.count == b.count, "penalties on \(a.count) and on \(b.count) parameters")
    return QuadraticPenalty(
      diagonal: zip(a.diagonal, b.diagonal).map { $0 + $1 }, contrasts: a.contrasts + b.contrasts)
  }

  /// The same penalty as a function of the scaled columns' parameters.
  ///
  /// - Throws: ``FitError/invalidPenalty(lambda:)`` for a weight that is negative or not finite.
  func onScaledColumns(
    _ layout: ParameterLayout, _ scaling: ColumnScaling
  ) throws(FitError) -> QuadraticPenalty {
    precondition(count == layout.count, "a penalty on \(count) of \(layout.count) parameters")
    let weights = diagonal + contrasts.map(\.weight)
    if let weight = weights.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidPenalty(lambda: weight)
    }
    var spreads = [Double](repeating: 1, count: count)
    spreads.replaceSubrange(layout.dense, with: scaling.spreads)
    return QuadraticPenalty(
      diagonal: zip(diagonal, spreads).map { $0 / ($1 * $1) },
      contrasts: contrasts.map { contrast in
        Contrast(
          parameters: contrast.parameters,
          multiples: zip(contrast.parameters, contrast.multiples).map { $1 / spreads[$0] },
          weight: contrast.weight)
      })
  }
}
