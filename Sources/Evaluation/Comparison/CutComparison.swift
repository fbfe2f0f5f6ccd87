/// A difference between two rankings, challenger less reference, with its bootstrap interval.
public struct PairedDifference: Sendable, Equatable, Codable {
  /// The difference on the rows at hand.
  public let value: Double
  /// The 95 % percentile interval of the paired bootstrap.
  public let interval: ConfidenceInterval
}

/// What two rankings of the same rows yield when each is worked down to the same depth.
///
/// Equal scores at the cut count by expectation.
public struct CutComparison: Sendable, Equatable, Codable {
  /// What the ranking that is compared with yields.
  public let reference: GainsPoint
  /// What the ranking that is put to the test yields.
  public let challenger: GainsPoint
  /// The difference in the share of all conversions captured.
  public let capturedShare: PairedDifference
  /// The difference in lift.
  public let lift: PairedDifference
  /// The difference in expected conversions among the rows worked.
  public let conversions: PairedDifference

  init(
    reference: GainsPoint, challenger: GainsPoint, replicates: [PairedBootstrap.Difference]
  ) {
    func difference(
      _ value: KeyPath<GainsPoint, Double>, _ replicate: (PairedBootstrap.Difference) -> Double
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
  }
}
