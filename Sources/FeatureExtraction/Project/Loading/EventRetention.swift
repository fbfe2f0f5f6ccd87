public import Tables

/// What of a project's events is kept while they are read.
public enum EventRetention: Sendable {
  /// Every event, for whoever looks at any of them at any moment.
  case every
  /// What features make of them for training and scoring as of a time, nil for the newest moment in
  /// the data, and the events that somebody looks at one by one besides.
  ///
  /// Memory grows with leads and windows, not with events: what can be added up is, and of the other
  /// events those are let go that make no difference (``EventThinning``). It grows with events in three
  /// places: `besides` keep 30 bytes for each within their windows; so do sequences of three steps or
  /// more, until they are completed; and events with an identifier (`id:`) cost a hash of 10 to 13 bytes
  /// each, since repeats cannot be told without. Snapshots can be taken at the moments of the project's
  /// rule and at the time; no others.
  case needed(asOf: Timestamp?, besides: [EventInterest] = [])
  /// Every event of one lead, by its identifier, and of the leads of its account where features look
  /// at accounts; of the others that are scored as of a time, nil for the newest moment in the data,
  /// what their events measured on average.
  ///
  /// Memory grows with leads and with the events of one account. Snapshots can be taken of the lead at
  /// any moment; of no other.
  case lead(String, asOf: Timestamp?)
  /// Nothing: they are checked and counted.
  case none
}

extension EventRetention {
  /// The only lead whose events are kept.
  var lead: String? {
    if case .lead(let identifier, _) = self { identifier } else { nil }
  }
}

/// Events that somebody looks at one by one: those of some names in a window up to the moment.
public struct EventInterest: Sendable, Equatable {
  /// The names; ``EventFeature/anyEvent`` stands for all.
  public let names: [String]
  /// How far back; nil for ever.
  public let window: TimeSpan?

  /// An interest in events.
  public init(names: [String], window: TimeSpan?) {
    self.names = names
    self.window = window
  }

  /// Whether all that the other asks for is among it.
  func covers(_ other: EventInterest) -> Bool {
    guard names.contains(EventFeature.anyEvent) || Set(other.names).isSubset(of: names) else {
      return false
    }
    guard let window else { return true }
    return other.window.map { $0 <= window } ?? false
  }
}

extension EventFeature {
  /// Whether a measure is added up as events come; the others need the events one by one.
  func isTallied(_ measure: EventMeasure) -> Bool { measure.cells(of: events) != nil }

  /// The events that measures need one by one.
  var interests: [EventInterest] {
    measures.filter { !isTallied($0) }.map { measure in
      EventInterest(names: events + measure.others, window: measure.reach)
    }
  }
}

extension Project {
  /// The features of events.
  var eventFeatures: [EventFeature] {
    features.compactMap { entry in
      if case .events(let feature) = entry { feature } else { nil }
    }
  }
}

/// The events that are kept one by one, of every lead those that its moments look back on.
struct EventSelection: Sendable {
  let interests: [EventInterest]
  /// The first and the last moment at which each lead's events are looked at.
  private let spans: [(first: Timestamp, last: Timestamp)]

  /// The selection for leads at their moments.
  init(_ interests: [EventInterest], at moments: LeadMoments) {
    self.interests = interests
    spans = interests.isEmpty ? [] : moments.spans
  }

  /// How far back events of a name are looked at, in microseconds; nil for not at all.
  func reach(of name: String) -> Int64? {
    interests.filter { $0.names.contains(name) || $0.names.contains(EventFeature.anyEvent) }
      .map { $0.window?.microseconds ?? .max }.max()
  }

  /// Whether a lead looks back on an event of a time.
  func contains(_ time: Timestamp, ofLead lead: Int32, reach: Int64) -> Bool {
    let span = spans[Int(lead)]
    return time <= span.last
      && (reach == .max || time > span.first || (span.first - time).microseconds < reach)
  }

  /// Marks the events of a log that are selected.
  func mark(_ isSelected: inout [Bool], in log: EventLog) {
    let reaches = log.names.map(reach)
    guard reaches.contains(where: { $0 != nil }) else { return }
    for lead in 0..<log.leadCount {
      let events = log.events(ofLead: lead)
      for index in events.indices {
        guard let reach = reaches[events[index].name] else { continue }
        if contains(events[index].time, ofLead: Int32(lead), reach: reach) {
          isSelected[index] = true
        }
      }
    }
  }
}
