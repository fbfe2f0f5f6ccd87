public import Tables

/// How often a date that may be later than its lead's moment is the day of the conversion.
public struct DateEcho: Sendable, Equatable {
  /// The features that are made of the date.
  public let features: [String]
  /// The conversions of leads that have a date.
  public let count: Int
  /// Those of them that came within 24 hours of a date after the lead's moment.
  public let sameDay: Int
}

extension ProjectTables {
  /// The dates that are features though they may be to come, beside the conversions known by a time.
  public func dateEchoes(knownBy now: Timestamp) -> [DateEcho] {
    project.columnFeatures.compactMap { feature in
      guard feature.parser == .date, feature.settings.keepsFuture,
        case .timestamps(let dates)? = facts[feature.column.name]?.values
      else { return nil }
      var (count, sameDay) = (0, 0)
      for (lead, outcome) in outcomes.enumerated() {
        guard case .won(let won) = outcome, won <= now, let date = dates[lead],
          let moment = snapshotMoment(ofLead: lead), moment < won
        else { continue }
        count += 1
        if date > moment, abs((date - won).days) <= 1 { sameDay += 1 }
      }
      return DateEcho(features: feature.featureNames, count: count, sameDay: sameDay)
    }
  }
}
