/// What a path cost: the passes over the rows, besides three or four that standardize the columns.
public struct PathWork: Sendable, Equatable {
  /// Passes that computed a Hessian.
  public internal(set) var hessianPasses = 0

  /// Passes that computed gradients, of several places each.
  public internal(set) var gradientPasses = 0

  /// The gradients that those passes computed.
  public internal(set) var gradients = 0

  /// All passes.
  public var passes: Int { hessianPasses + gradientPasses }
}
