/// How well one ranking puts conversions first, on rows it has not learned from.
public struct RankingEvaluation: Sendable, Equatable, Codable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of rows that converted.
  public let conversionCount: Int
  /// The area under the ROC curve with its interval.
  public let auc: AUC
  /// Whether the AUC was shown to be above 0.5.
  public let predictivePower: PredictivePower
  /// Precision averaged over recall.
  public let averagePrecision: Double
  /// The widest gap between the two cumulative distributions of scores.
  public let kolmogorovSmirnov: Double
  /// What the best rows yield, at the shares asked for and in their order.
  public let gains: [GainsPoint]
  /// The cumulative gains for plotting, at most 101 points.
  public let gainsCurve: [GainsPoint]
  /// The ROC curve for plotting, at most 201 points.
  public let rocCurve: [ROCPoint]

  /// Measures a ranking.
  ///
  /// - Parameters:
  ///   - ranking: Scores and outcomes.
  ///   - shares: The shares of all rows to report gains at, each from 0 to 1.
  /// - Throws: ``EvaluationError/shareOutOfRange(_:)``.
  public init(
    _ ranking: RankedOutcomes, shares: [Double] = [0.1, 0.2, 0.3]
  ) throws(EvaluationError) {
    rowCount = ranking.rowCount
    conversionCount = ranking.positiveCount
    auc = AUC(ranking)
    predictivePower = PredictivePower(auc)
    averagePrecision = ranking.averagePrecision
    kolmogorovSmirnov = ranking.kolmogorovSmirnov
    var gains: [GainsPoint] = []
    for share in shares { gains.append(try ranking.gains(atShare: share)) }
    self.gains = gains
    gainsCurve = ranking.gainsCurve()
    rocCurve = ranking.rocCurve()
  }
}
