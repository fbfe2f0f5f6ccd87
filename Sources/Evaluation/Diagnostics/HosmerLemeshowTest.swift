/// The Hosmer–Lemeshow test of calibration in deciles: kept because readers ask for it.
///
/// Its result depends on the bins, it says nothing of where calibration fails, and on many rows it
/// rejects every model. Prefer the calibration line and ``CORPDecomposition``.
public struct HosmerLemeshowTest: Sendable, Equatable, Codable {
  /// The sum over bins of squared distances between observed and expected conversions, each over
  /// its variance.
  public let statistic: Double
  /// The degrees of freedom of the chi-square distribution compared with.
  public let degreesOfFreedom: Int
  /// The probability of a larger statistic under perfect calibration.
  public let pValue: Double

  /// Tests a forecast in bins of about equally many rows.
  ///
  /// `nil` if a bin's rows are all certain, or if there are too few bins for a degree of freedom.
  ///
  /// - Parameters:
  ///   - forecast: Probabilities and outcomes.
  ///   - binCount: The largest number of bins, cut as in ``ReliabilityTable/init(_:binCount:)``.
  ///   - isOnTrainingRows: Whether the model learned from these very rows: then two degrees of
  ///     freedom are lost, otherwise none.
  /// - Throws: ``EvaluationError/noBins(_:)`` if `binCount` is below one.
  public init?(
    _ forecast: ProbabilityForecast, binCount: Int = 10, isOnTrainingRows: Bool = false
  ) throws(EvaluationError) {
    let bins = try ReliabilityTable(forecast, binCount: binCount).bins
    let degreesOfFreedom = bins.count - (isOnTrainingRows ? 2 : 0)
    guard degreesOfFreedom >= 1,
      bins.allSatisfy({ $0.meanPrediction > 0 && $0.meanPrediction < 1 })
    else { return nil }
    let statistic = bins.reduce(0.0) { sum, bin in
      let expected = bin.meanPrediction * Double(bin.observed.trials)
      let distance = Double(bin.observed.successes) - expected
      return sum + distance * distance / (expected * (1 - bin.meanPrediction))
    }
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    pValue = ChiSquareDistribution(degreesOfFreedom: degreesOfFreedom).survival(statistic)
  }
}
