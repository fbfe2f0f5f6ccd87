public import Tables

/// The moments at which a backtest trains, and how long the period after each is that it scores.
public struct BacktestPlan: Sendable, Equatable {
  /// The moments, ascending; periods follow one another without a gap.
  public let origins: [Timestamp]
  /// The length of every period.
  public let period: TimeSpan

  /// The number of origins unless another is asked for.
  public static let usualOrigins = 6
  /// The share of the leads that are history before the first origin, at least.
  static let historyShare = 0.25

  /// Places origins over a history so that the last period ends with its newest lead.
  ///
  /// - Parameters:
  ///   - history: The leads.
  ///   - origins: How many origins, at least 1.
  ///   - period: The length of a period; nil to divide the time after a quarter of the leads, and
  ///     enough conversions, are known.
  ///   - floor: The fewest conversions, and other leads, to learn from.
  /// - Throws: ``BacktestError/tooShort(leads:conversions:)`` when no time is left.
  public init(
    _ history: BacktestHistory, origins: Int = usualOrigins, period: TimeSpan? = nil,
    floor: Int = TrainingSettings.floor
  ) throws(BacktestError) {
    let short = BacktestError.tooShort(
      leads: history.leads.count, conversions: history.leads.positiveCount)
    guard let newest = history.moments.max() else { throw short }
    let end = newest + TimeSpan(microseconds: 1)
    if let period {
      self.period = period
    } else {
      // Where outcomes take long, a quarter of the leads is known too late: then enough will do.
      let starts = [BacktestPlan.historyShare, 0].lazy.compactMap {
        BacktestPlan.start(history, floor: floor, share: $0)
      }
      guard let start = starts.first(where: { $0 < end }) else { throw short }
      let share = TimeSpan(microseconds: (end - start).microseconds / Int64(origins))
      self.period = share.inWholeDays ?? share
    }
    guard self.period.microseconds > 0 else { throw short }
    var moments: [Timestamp] = []
    for place in (1...origins).reversed() {
      let back = TimeSpan(microseconds: Int64(place) * self.period.microseconds)
      moments.append(end - back)
    }
    self.origins = moments
  }

  /// The moment when enough leads were mature to learn from; nil when they never were.
  private static func start(
    _ history: BacktestHistory, floor: Int, share: Double
  ) -> Timestamp? {
    let maturity = history.maturity ?? TimeSpan(microseconds: 1)
    let wanted = Int(share * Double(history.leads.count))
    var known = [0, 0]
    let rows = history.moments.indices.sorted {
      (history.moments[$0], history.leads.keys[$0]) < (history.moments[$1], history.leads.keys[$1])
    }
    for row in rows {
      known[history.leads.outcomes[row] ? 1 : 0] += 1
      if known.allSatisfy({ $0 >= floor }), known[0] + known[1] >= wanted {
        return history.moments[row] + maturity
      }
    }
    return nil
  }
}

extension TimeSpan {
  /// The span cut to whole days; nil when it is shorter than one.
  fileprivate var inWholeDays: TimeSpan? { days >= 1 ? TimeSpan(days: Int(days)) : nil }
}
