import FeatureExtraction
import Tables

/// How long leads take to convert after their first snapshot, as far as conversions are known.
public struct ConversionDelays: Sendable, Equatable {
  /// How many conversions are known.
  public let count: Int
  /// The median in days.
  public let median: Double
  /// The days within which 95 % of them came.
  public let within95: Double
  /// How many came after the horizon; 0 without one.
  public let lateCount: Int

  /// The share of late conversions beyond which the horizon is too short.
  private static let lateShare = 0.05
  /// The horizons that may be advised, in days.
  private static let horizons = 30.0...365.0

  /// The delays of conversions up to a time; nil without any.
  init?(_ tables: ProjectTables, knownBy now: Timestamp) {
    let delays = (0..<tables.leadCount).compactMap { row -> Double? in
      guard case .won(let time) = tables.outcomes[row], time <= now,
        let moment = tables.snapshotMoment(ofLead: row), time > moment
      else { return nil }
      return (time - moment).days
    }.sorted()
    guard !delays.isEmpty else { return nil }
    count = delays.count
    median = delays[delays.count / 2]
    within95 = delays[min(delays.count - 1, Int((0.95 * Double(delays.count)).rounded(.up)) - 1)]
    lateCount =
      tables.project.outcome.horizon.map { horizon in
        delays.count { $0 > horizon.days }
      } ?? 0
  }

  /// A horizon in whole days that 95 % of the conversions keep, from 30 to 365.
  public var advisedHorizon: Int {
    let range = ConversionDelays.horizons
    return Int(min(max(within95, range.lowerBound), range.upperBound).rounded(.up))
  }

  /// Whether more conversions come after the horizon than a label should miss.
  public var areOftenLate: Bool {
    Double(lateCount) > ConversionDelays.lateShare * Double(count)
  }
}
