/// A categorical column of a design matrix, stored as one level code per row.
///
/// A factor stands for one indicator column per level but is never expanded into them.
public struct Factor: Sendable, Equatable {
  /// The level of every row, from 0 to `levelCount - 1`.
  public let codes: [UInt16]

  /// The number of levels, including levels without a row.
  public let levelCount: Int

  /// Whether level 0 is the reference level, which has no parameter.
  public let dropsFirstLevel: Bool

  /// Creates a factor and checks that every code is a level.
  ///
  /// - Parameters:
  ///   - codes: One code per row, each below `levelCount`.
  ///   - levelCount: The number of levels, at least 1 and at most 65,536.
  ///   - dropsFirstLevel: Whether level 0 is the reference level.
  public init(codes: [UInt16], levelCount: Int, dropsFirstLevel: Bool) {
    precondition(1...65_536 ~= levelCount, "a factor cannot have \(levelCount) levels")
    let largest = Int(codes.max() ?? 0)
    // The kernels index by code without a check of their own.
    precondition(largest < levelCount, "code \(largest) is not one of \(levelCount) levels")
    self.init(checked: codes, levelCount: levelCount, dropsFirstLevel: dropsFirstLevel)
  }

  private init(checked codes: [UInt16], levelCount: Int, dropsFirstLevel: Bool) {
    self.codes = codes
    self.levelCount = levelCount
    self.dropsFirstLevel = dropsFirstLevel
  }

  /// The factor of the given rows, in the given order, repeats allowed; the levels stay the same.
  public func rows(_ indices: [Int]) -> Factor {
    Factor(
      checked: indices.map { codes[$0] }, levelCount: levelCount, dropsFirstLevel: dropsFirstLevel)
  }
}
