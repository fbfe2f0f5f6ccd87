import Tables
import TestSupport

@testable import FeatureExtraction

extension TestProject {
  /// Every measure that is added up while events are read.
  static let talliedFeatures = """
    - {event: login, count: [1d, 7d, 30d, 90d], days: [7d, 100d], recency: true, trend: [7d, 30d]}
    - {event: [login, open], count: 7d, recency: true, not_within: [3d, 40h]}
    - {event: open, rate: [sent, session], window: 60d}
    - opens: {event: open, rate: sent, window: 60d, towards: base_rate}
    - {event: session, sum: value, window: 30d, half_life: [5d, 36h], linear_decay: 40d}
    - {event: "*", count: [2d, 60d], half_life: 9d, days: 64d, recency: true}
    - {event: [login, open], of: account, count: [3d, 20d], days: 9d, recency: true}
    - theirs: {event: open, of: account, rate: sent, window: 30d, towards: base_rate}
    """

  /// The same of accounts.
  static let talliedAccountFeatures = """
    - {event: session, of: account, sum: value, window: 30d, half_life: [5d, 36h], linear_decay: 40d}
    - {event: "*", of: account, recency: true, trend: [7d, 30d], not_within: [3d, 40h]}
    """

  /// Measures that look at the events of a lead, or of its account, one by one.
  static let loggedFeatures = """
    - {event: login, sessions: {gap: 30h, window: 20d}}
    - {event: open, distinct: what, window: 3d}
    - {event: "*", first_touch: what, last_touch: what}
    - {sequence: [open, login, sent], within: 12d}
    - {event: login, of: account, count: 7d, recency: true, rate: sent, window: 9d}
    - {event: open, of: account, distinct: what, window: 9d}
    """

  /// The moment at which nothing of the drawn histories is left to come.
  static let end = Timestamp(year: 2026, month: 5, day: 1)

  /// A project of a history drawn from a seed; a third of its leads convert.
  convenience init(eventsOfSeed seed: UInt64, features: String, snapshot: String = "{after: 30d}")
    throws
  {
    var random = SeededGenerator(seed: seed)
    let start = Timestamp(year: 2026, month: 1, day: 1)
    func moment(_ days: Double) -> Timestamp {
      start
        + TimeSpan(microseconds: Int64((random.uniform() * days * 86_400).rounded()) * 1_000_000)
    }
    var leads = "id,created,won,company\n"
    for lead in 0..<40 {
      let created = moment(60)
      let won = lead % 3 == 0 ? (created + TimeSpan(days: 3 + lead)).description : ""
      let company = random.happens(0.7) ? "c\(Int.random(in: 0..<9, using: &random))" : ""
      leads += "L\(lead),\(created),\(won),\(company)\n"
    }
    var events = "id,lead,at,what,seconds\n"
    for event in 0..<2000 {
      let name = ["login", "open", "sent", "session", "other"].randomElement(using: &random) ?? ""
      let value = random.happens(0.6) ? "\((random.normal() * 1e5).rounded() / 1000)" : ""
      // Some events belong to nobody, and some are delivered twice.
      let lead = "L\(Int.random(in: 0..<44, using: &random))"
      let line = "E\(event),\(lead),\(moment(120)),\(name),\(value)\n"
      events += line + (random.happens(0.05) ? line : "")
    }
    let indented = features.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    try self.init([
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created, account: company}
      events: {from: events.csv, id: id, lead: lead, time: at, name: what, value: seconds}
      outcome: {won_at: won}
      snapshot: \(snapshot)
      features:
        behavioural:
      \(indented)

      """,
      "leads.csv": leads, "events.csv": events,
    ])
  }
}
