/// How actions reach the log: late by up to hours, all leads mixed, some delivered twice.
struct EventDelivery: Sendable {
  let seed: UInt64
  /// The share of events that arrive a second time, under the same id.
  let redeliveredShare: Double

  private struct Parcel {
    let deliveredAt: Int
    let lead: Int
    let action: Action
    /// The position among all actions: it settles ties, and a redelivery has the same.
    let ordinal: Int
  }

  /// The log of all leads' actions in the order of delivery.
  func events(of leads: [(leadID: String, actions: [Action])]) -> [SaaSHistory.Event] {
    var parcels: [Parcel] = []
    for (lead, content) in leads.enumerated() {
      for action in content.actions {
        let ordinal = parcels.count
        var stream = RandomStream(seed: seed, purpose: .delivery, index: ordinal)
        let delay = Int(stream.exponential(mean: 900))
        parcels.append(
          Parcel(
            deliveredAt: action.occurredAt + delay, lead: lead, action: action, ordinal: ordinal))
      }
    }
    parcels.sort { ($0.deliveredAt, $0.ordinal) < ($1.deliveredAt, $1.ordinal) }
    return numbered(parcels, leads: leads.map(\.leadID))
  }

  /// Gives each parcel an id and puts copies of some behind later ones.
  private func numbered(_ parcels: [Parcel], leads: [String]) -> [SaaSHistory.Event] {
    var events: [SaaSHistory.Event] = []
    events.reserveCapacity(parcels.count + parcels.count / 100)
    var held: (event: SaaSHistory.Event, until: Int)?
    for (index, parcel) in parcels.enumerated() {
      let event = SaaSHistory.Event(
        id: SaaSHistory.identifier("E", index + 1), leadID: leads[parcel.lead],
        occurredAt: parcel.action.occurredAt, kind: parcel.action.kind,
        duration: parcel.action.duration)
      events.append(event)
      if let (copy, until) = held, index >= until {
        events.append(copy)
        held = nil
      }
      var stream = RandomStream(seed: ~seed, purpose: .delivery, index: parcel.ordinal)
      if held == nil, stream.chance(redeliveredShare) {
        held = (event: event, until: index + stream.integer(in: 1...40))
      }
    }
    if let (copy, _) = held { events.append(copy) }
    return events
  }
}
