/// Whether a share has changed: the z test of two proportions.
public struct ShareTest: Sendable, Equatable {
  /// The share before and now.
  public let before, now: Double
  /// The difference in standard errors of no change; 0 when both shares are 0, or both 1.
  public let z: Double

  /// Compares so many of so many with so many of so many.
  ///
  /// - Precondition: neither total is 0.
  public init(before: Int, of referenceCount: Int, now: Int, of count: Int) {
    precondition(referenceCount > 0 && count > 0)
    self.before = Double(before) / Double(referenceCount)
    self.now = Double(now) / Double(count)
    let pooled = Double(before + now) / Double(referenceCount + count)
    let variance =
      pooled * (1 - pooled) * (1 / Double(referenceCount) + 1 / Double(count))
    z = variance > 0 ? (self.now - self.before) / variance.squareRoot() : 0
  }

  /// The share now less the share before.
  public var difference: Double { now - before }
}
