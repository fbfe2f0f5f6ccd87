/// The order of a linear model's parameters.
///
/// The order is the same everywhere: the intercept, the dense columns, then for each factor its
/// levels in code order, where level 0 has no parameter if it is the reference level.
public struct ParameterLayout: Sendable, Equatable {
  /// What a factor contributes: its levels, and whether the first is the reference.
  public struct FactorShape: Sendable, Equatable {
    /// The number of levels, including the reference level.
    public let levelCount: Int

    /// Whether level 0 is the reference level, which has no parameter.
    public let dropsFirstLevel: Bool

    /// Creates a shape.
    public init(levelCount: Int, dropsFirstLevel: Bool) {
      precondition(levelCount >= 1, "a factor cannot have \(levelCount) levels")
      self.levelCount = levelCount
      self.dropsFirstLevel = dropsFirstLevel
    }

    /// The number of parameters the factor has.
    public var parameterCount: Int { dropsFirstLevel ? levelCount - 1 : levelCount }
  }

  /// The shapes of the factors, in order.
  public let factors: [FactorShape]

  /// The parameters of the dense columns, in column order.
  public let dense: Range<Int>

  /// The parameters of each factor, in level order.
  public let factorRanges: [Range<Int>]

  /// The number of parameters, the intercept included.
  public let count: Int

  /// The intercept's place, 0.
  public static let intercept = 0

  /// Creates the layout for some dense columns and factors.
  public init(denseColumnCount: Int, factors: [FactorShape]) {
    dense = 1..<(1 + denseColumnCount)
    var ranges: [Range<Int>] = []
    var next = dense.upperBound
    for factor in factors {
      ranges.append(next..<next + factor.parameterCount)
      next += factor.parameterCount
    }
    self.factors = factors
    factorRanges = ranges
    count = next
  }

  /// The number of dense columns.
  public var denseColumnCount: Int { dense.count }

  /// The place of a factor level's parameter.
  ///
  /// - Parameters:
  ///   - factor: The factor's index.
  ///   - level: The level's code.
  /// - Returns: The parameter's index, or `nil` for a reference level.
  public func parameter(ofFactor factor: Int, level: Int) -> Int? {
    let shape = factors[factor]
    precondition(0..<shape.levelCount ~= level, "level \(level) of \(shape.levelCount)")
    guard shape.dropsFirstLevel else { return factorRanges[factor].lowerBound + level }
    return level == 0 ? nil : factorRanges[factor].lowerBound + level - 1
  }
}
