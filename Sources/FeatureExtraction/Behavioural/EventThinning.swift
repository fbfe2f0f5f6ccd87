internal import Tables

/// Lets go of those events of leads that make no difference to features.
///
/// At every moment at which a lead is looked at, its features say the same of the events that are kept
/// as of all of them; and they go on doing so when any others are added, in whatever order they come:
/// what is let go can never come to matter. What is kept of a lead is bounded by its moments, by windows
/// and by how many values a column has; see ``MeasureThinning`` for each measure. What is said of leads
/// here holds for accounts as well.
struct EventThinning: Sendable {
  private let measures: [(measure: EventMeasure, names: [String])]
  private let besides: EventSelection
  private let moments: LeadMoments

  /// A thinning that keeps what features look at one by one, and all that is selected besides; nil
  /// when features look at nothing one by one.
  init?(_ features: [EventFeature], besides: EventSelection, at moments: LeadMoments) {
    measures = features.flatMap { feature in
      feature.measures.filter { !feature.isTallied($0) }.map { ($0, feature.events) }
    }
    guard !measures.isEmpty else { return nil }
    self.besides = besides
    self.moments = moments
  }

  /// A log without the events that make no difference.
  func thinned(_ log: EventLog) -> EventLog {
    var isKept = [Bool](repeating: false, count: log.eventCount)
    besides.mark(&isKept, in: log)
    for (measure, names) in measures {
      var thinning = MeasureThinning(measure, of: names, in: log, at: moments)
      thinning?.mark(&isKept)
    }
    return log.keeping(isKept)
  }
}
