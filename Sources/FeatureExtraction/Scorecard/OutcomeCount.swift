/// How many rows converted and how many did not, or what the rows of each kind weigh.
public struct OutcomeCount: Sendable, Equatable, Codable {
  /// The conversions, zero or more.
  public let events: Double
  /// The rows that did not convert, zero or more.
  public let nonevents: Double

  /// No rows.
  public static let zero = OutcomeCount(events: 0, nonevents: 0)

  /// Counts rows of both kinds.
  public init(events: Double, nonevents: Double) {
    self.events = events
    self.nonevents = nonevents
  }

  /// All rows.
  public var rows: Double { events + nonevents }

  /// The share of rows that converted; `nil` without rows.
  public var eventRate: Double? { rows > 0 ? events / rows : nil }

  /// The rows of both.
  public static func + (left: OutcomeCount, right: OutcomeCount) -> OutcomeCount {
    OutcomeCount(
      events: left.events + right.events, nonevents: left.nonevents + right.nonevents)
  }

  var isValid: Bool {
    events >= 0 && events < .infinity && nonevents >= 0 && nonevents < .infinity
  }
}
