import Evaluation
import ScoringModel

extension HoldoutMetrics {
  /// Gathers what is kept of an evaluation.
  init(
    kind: HoldoutSplit.Kind, ranking: RankingEvaluation, forecast: ForecastEvaluation,
    _ forecasted: ProbabilityForecast, _ bootstrap: HoldoutBootstrap?
  ) {
    let interval = ranking.auc.reportedInterval
    self.init(
      kind: kind, rows: ranking.rowCount, positives: ranking.conversionCount,
      auc: ranking.auc.value, aucLower: interval.lower, aucUpper: interval.upper,
      averagePrecision: ranking.averagePrecision, logLoss: forecast.logLoss,
      brier: forecast.brierScore, calibrationSlope: forecast.calibrationLine?.slope.value,
      calibrationIntercept: forecast.calibrationLine?.intercept.value,
      gains: ranking.gains.enumerated().map { index, gain in
        let intervals = bootstrap?.ranking.atShares[index]
        return Gain(
          share: gain.share, captured: gain.capturedShare, lift: gain.lift,
          capturedInterval: intervals?.capturedShare, liftInterval: intervals?.lift)
      },
      details: HoldoutDetails(
        aucScale: ranking.auc.intervalScale, kolmogorovSmirnov: ranking.kolmogorovSmirnov,
        brierParts: .init(CORPDecomposition(brierScoreOf: forecasted)),
        logLossParts: .init(CORPDecomposition(logLossOf: forecasted)),
        observedToExpected: ObservedToExpected(forecasted),
        calibrationSlope: forecast.calibrationLine?.slope.interval,
        calibrationIntercept: forecast.calibrationLine?.intercept.interval,
        averagePrecision: bootstrap?.ranking.averagePrecision,
        logLoss: bootstrap?.forecast.logLoss, brier: bootstrap?.forecast.brierScore,
        replicates: bootstrap?.replicates))
  }
}
