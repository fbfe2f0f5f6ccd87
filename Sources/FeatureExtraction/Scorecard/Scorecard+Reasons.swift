/// One characteristic's part in a lead's points.
public struct PointsReason: Sendable, Equatable, Codable {
  /// The name of the characteristic.
  public let characteristic: String
  /// The label of the lead's attribute.
  public let attribute: String
  /// The points above the reference, or below it if negative.
  public let difference: Double
}

/// Why a lead has the points it has, strongest reasons first.
public struct PointsReasons: Sendable, Equatable, Codable {
  /// The characteristics that lift the lead above the reference.
  public let raising: [PointsReason]
  /// The characteristics that keep the lead below the reference.
  public let lowering: [PointsReason]
}

extension Scorecard {
  /// What the points of a characteristic are measured against.
  public enum ReasonReference: String, Sendable, Equatable, Codable, CaseIterable {
    /// The most points to be had: every reason lowers. The custom of credit scoring.
    case highest
    /// The mean points of all leads: reasons of both signs. The better choice for sales.
    case mean
  }

  /// The reasons for a lead's points.
  ///
  /// - Parameters:
  ///   - attributes: For each characteristic, the index of the lead's attribute.
  ///   - reference: What points are measured against.
  ///   - limit: The largest number of reasons of each sign.
  /// - Returns: Reasons by size; equal ones in the order of the characteristics. Characteristics
  ///   at their reference are no reason.
  public func reasons(
    for attributes: [Int], against reference: ReasonReference = .mean, limit: Int = 4
  ) -> PointsReasons {
    precondition(
      attributes.count == characteristics.count,
      "\(attributes.count) attributes of \(characteristics.count) characteristics")
    let reasons = zip(characteristics, attributes).map { characteristic, index in
      let attribute = characteristic.attributes[index]
      let level =
        reference == .highest ? Double(characteristic.highestPoints) : characteristic.meanPoints
      return PointsReason(
        characteristic: characteristic.name, attribute: attribute.label,
        difference: Double(attribute.points) - level)
    }
    // Swift's sort is stable: equal reasons keep the order of the characteristics.
    return PointsReasons(
      raising: Array(
        reasons.filter { $0.difference > 0 }.sorted { $0.difference > $1.difference }
          .prefix(max(limit, 0))),
      lowering: Array(
        reasons.filter { $0.difference < 0 }.sorted { $0.difference < $1.difference }
          .prefix(max(limit, 0))))
  }
}
