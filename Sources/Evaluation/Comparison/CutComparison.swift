/// A difference between two rankings, challenger less reference, with its bootstrap interval.
public struct PairedDifference: Sendable, Equatable, Codable {
  /// The difference on the rows at hand.
  public let value: Double
  /// The 95 % percentile interval of the paired bootstrap.
  public let interval: ConfidenceInterval
}

/// A quantity of two rankings with its paired difference.
public struct PairedQuantity: Sendable, Equatable, Codable {
  /// The quantity of the ranking that is compared with.
  public let reference: Double
  /// The quantity of the ranking that is put to the test.
  public let challenger: Double
  /// The challenger's less the reference's, with its 95 % interval.
  public let difference: PairedDifference
}

/// What two rankings of the same rows yield when each is worked down to the same depth.
///
/// Equal scores at the cut count by expectation.
public struct CutComparison: Sendable, Equatable, Codable {
  /// What the ranking that is compared with yields.
  public let reference: GainsPoint
  /// What the ranking that is put to the test yields.
  public let challenger: GainsPoint
  /// The difference in the share of all conversions captured: the recall.
  public let capturedShare: PairedDifference
  /// The difference in lift.
  public let lift: PairedDifference
  /// The difference in expected conversions among the rows worked.
  public let conversions: PairedDifference
  /// What the conversions among the rows worked are worth; `nil` where nothing says so.
  public let revenue: PairedQuantity?
  /// What a conversion costs where each row worked costs the same; `nil` without a cost, and where
  /// one of the rankings, or one of its replicates, reaches no conversion.
  public let costPerConversion: PairedQuantity?

  init(
    reference: GainsPoint, challenger: GainsPoint, observed: PairedBootstrap.Yield,
    replicates: [PairedBootstrap.Yield], hasAmounts: Bool, costPerRow: Double?
  ) {
    func difference(
      _ value: KeyPath<GainsPoint, Double>, _ replicate: (PairedBootstrap.Yield) -> Double
    ) -> PairedDifference {
      PairedDifference(
        value: challenger[keyPath: value] - reference[keyPath: value],
        interval: ConfidenceInterval(percentilesOf: replicates.map(replicate)))
    }
    self.reference = reference
    self.challenger = challenger
    capturedShare = difference(\.capturedShare) { $0.capturedShare }
    lift = difference(\.lift) { $0.capturedShare / reference.share }
    conversions = difference(\.conversions) { $0.conversionRate * reference.rows }
    revenue =
      hasAmounts
      ? PairedQuantity(
        reference: observed.referenceAmount * reference.rows,
        challenger: observed.challengerAmount * reference.rows,
        difference: PairedDifference(
          value: observed.amountRate * reference.rows,
          interval: ConfidenceInterval(
            percentilesOf: replicates.map { $0.amountRate * reference.rows }))) : nil
    costPerConversion = costPerRow.flatMap { cost in
      guard ([observed] + replicates).allSatisfy({ $0.reference > 0 && $0.challenger > 0 }) else {
        return nil
      }
      let (one, other) = (cost / reference.conversionRate, cost / challenger.conversionRate)
      return PairedQuantity(
        reference: one, challenger: other,
        difference: PairedDifference(
          value: other - one,
          interval: ConfidenceInterval(
            percentilesOf: replicates.map { cost / $0.challenger - cost / $0.reference })))
    }
  }
}
