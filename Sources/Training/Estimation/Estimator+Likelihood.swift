import FeatureExtraction
import LinearAlgebra

extension Estimator {
  /// Firth's penalized likelihood, with the intercept that keeps the mean probability.
  func firth(_ encoded: EncodedLeads) throws -> Estimate {
    let fit = try FirthRegression.fit(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      threads: settings.threads)
    return Estimate(
      coefficients: fit.scoringCoefficients, covariance: fit.covariance,
      summary: FitSummary(
        firth: fit,
        nullLogLikelihood: try LogisticLoss(outcomes: encoded.outcomes, weights: encoded.weights)
          .interceptOnlyLogLikelihood,
        encoded: encoded),
      likelihood: settings.testsByLikelihood
        ? try tests(
          fit.layout, interval: { try fit.profileInterval(of: $0) },
          ratioTest: { try fit.ratioTest($0) })
        : nil)
  }

  /// Profile intervals and ratio tests of a fit without a penalty.
  func likelihoodTests(of fit: LogisticFit, _ encoded: EncodedLeads) throws -> LikelihoodTests {
    let inference = try LikelihoodInference(
      fit, designMatrix: encoded.designMatrix, outcomes: encoded.outcomes,
      weights: encoded.weights, threads: settings.threads)
    return try tests(
      fit.layout, interval: { try inference.profileInterval(of: $0) },
      ratioTest: { try inference.ratioTest($0) })
  }

  private func tests(
    _ layout: ParameterLayout, interval: (Int) throws -> CoefficientInterval?,
    ratioTest: ([Int]) throws -> HypothesisTest?
  ) throws -> LikelihoodTests {
    let terms = extractor.terms(coding: coding)
    return LikelihoodTests(
      intervals: try (0..<layout.count).map {
        $0 == ParameterLayout.intercept ? nil : try interval($0)
      },
      features: try extractor.features.indices.map { feature in
        try ratioTest(terms.filter { $0.feature == feature }.compactMap(\.parameter))
      })
  }
}
