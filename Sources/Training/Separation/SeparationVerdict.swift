/// Whether some outcomes are separated by the columns of a design matrix.
///
/// If they are, some coefficients of a fit without a penalty are infinite (Albert and Anderson 1984).
public enum SeparationVerdict: Sendable, Equatable {
  /// They overlap: the maximum-likelihood fit is finite.
  case overlapping

  /// They are separated along a direction.
  case separated(Separation)

  /// Neither could be shown in this number of passes over the rows.
  case undecided(passes: Int)

  /// The error that a fit without a penalty deserves, if any.
  public var error: FitError? {
    guard case .separated(let separation) = self else { return nil }
    return .separated(parameters: separation.parameters)
  }
}

/// A direction along which the likelihood rises for ever.
public struct Separation: Sendable, Equatable {
  /// Whether all rows or only some are separated.
  public enum Kind: Sendable, Equatable {
    /// A linear predictor has the right sign for every row.
    case complete

    /// A linear predictor is 0 for some rows and has the right sign for the others.
    case quasi
  }

  /// Whether all rows or only some are separated.
  public let kind: Kind

  /// The parameters whose coefficients are infinite along the direction, ascending.
  public let parameters: [Int]

  /// For each of them, whether the coefficient goes to plus infinity.
  public let goesToPlusInfinity: [Bool]

  /// Creates a separation.
  public init(kind: Kind, parameters: [Int], goesToPlusInfinity: [Bool]) {
    precondition(parameters.count == goesToPlusInfinity.count, "a sign per parameter is needed")
    self.kind = kind
    self.parameters = parameters
    self.goesToPlusInfinity = goesToPlusInfinity
  }
}
