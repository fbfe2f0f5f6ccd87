/// A categorical column of a design matrix, stored as one level code per row.
///
/// A factor stands for one indicator column per level but is never expanded into them.
public struct Factor: Sendable, Equatable {
  /// The largest number of levels, 16,777,216.
  public static let maximumLevelCount = 1 << 24

  /// The level of every row, from 0 to `levelCount - 1`, in 1, 2 or 4 bytes as these need.
  public let codes: LevelCodes

  /// The number of levels, including levels without a row.
  public let levelCount: Int

  /// Whether level 0 is the reference level, which has no parameter.
  public let dropsFirstLevel: Bool

  /// Creates a factor and checks that every code is a level.
  ///
  /// - Parameters:
  ///   - codes: One code per row, each below `levelCount`.
  ///   - levelCount: The number of levels, from 1 to ``maximumLevelCount``.
  ///   - dropsFirstLevel: Whether level 0 is the reference level.
  public init(codes: LevelCodes, levelCount: Int, dropsFirstLevel: Bool) {
    precondition(
      1...Self.maximumLevelCount ~= levelCount, "a factor cannot have \(levelCount) levels")
    let largest = codes.largest
    // The kernels index by code without a check of their own.
    precondition(largest < levelCount, "code \(largest) is not one of \(levelCount) levels")
    self.init(
      checked: LevelCodes(codes, levelCount: levelCount), levelCount: levelCount,
      dropsFirstLevel: dropsFirstLevel)
  }

  /// Creates a factor of codes of two bytes, as ``init(codes:levelCount:dropsFirstLevel:)`` does.
  public init(codes: [UInt16], levelCount: Int, dropsFirstLevel: Bool) {
    self.init(
      codes: LevelCodes.middle(codes), levelCount: levelCount, dropsFirstLevel: dropsFirstLevel)
  }

  private init(checked codes: LevelCodes, levelCount: Int, dropsFirstLevel: Bool) {
    self.codes = codes
    self.levelCount = levelCount
    self.dropsFirstLevel = dropsFirstLevel
  }

  /// The factor of the given rows, in the given order, repeats allowed; the levels stay the same.
  public func rows(_ indices: [Int]) -> Factor {
    Factor(
      checked: codes.rows(indices), levelCount: levelCount, dropsFirstLevel: dropsFirstLevel)
  }
}
