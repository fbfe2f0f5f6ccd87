/// The sums of a loss over rows, of those that were fitted and of those held out.
public struct LossSums: Sendable, Equatable {
  /// The sum over the fitted rows.
  public var fitted: Double

  /// The sum over rows held out of the fit, 0 where there are none.
  public var heldOut: Double

  /// Creates sums.
  public init(fitted: Double = 0, heldOut: Double = 0) {
    self.fitted = fitted
    self.heldOut = heldOut
  }

  /// Adds the sums over other rows.
  public static func += (sums: inout LossSums, other: LossSums) {
    sums.fitted += other.fitted
    sums.heldOut += other.heldOut
  }
}
