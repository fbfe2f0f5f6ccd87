public import Tables

/// A conversion that events define: activity on so many different days within a span.
public struct AdoptionRule: Sendable, Equatable {
  /// The number of different days.
  public let days: Int
  /// How many days the first and the last may be apart, both counted.
  public let span: Int

  /// A rule written `3/7d`: three days within seven.
  public init?(_ text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let days = Int(parts[0]), let span = TimeSpan(String(parts[1])),
      days >= 1, Double(days) <= span.days, span.days == span.days.rounded()
    else { return nil }
    self.days = days
    self.span = Int(span.days)
  }

  /// When each lead of an event file converted: the moment of the first event of the deciding day.
  ///
  /// - Parameters:
  ///   - leads: Whose event each is.
  ///   - times: When it happened.
  /// - Returns: The leads that converted, ascending, each with its moment.
  public func conversions(
    leads: [String?], times: [Timestamp?]
  ) -> [(lead: String, at: Timestamp)] {
    var first: [String: [Int: Timestamp]] = [:]
    for case (let lead?, let time?) in zip(leads, times) {
      let known = first[lead, default: [:]][time.day]
      first[lead, default: [:]][time.day] = min(known ?? time, time)
    }
    return first.sorted { $0.key < $1.key }.compactMap { lead, moments in
      let active = moments.keys.sorted()
      let place = active.indices.dropFirst(days - 1).first {
        active[$0] - active[$0 - days + 1] < span
      }
      return place.flatMap { moments[active[$0]] }.map { (lead, $0) }
    }
  }
}

extension DraftFile {
  /// The conversions that a rule finds in a file of events.
  ///
  /// - Throws: ``ProjectDraftError/noEvents`` when no file holds events of leads.
  public static func conversions(
    by rule: AdoptionRule, in files: [DraftFile]
  ) throws(ProjectDraftError) -> (column: String, leads: [(lead: String, at: Timestamp)]) {
    guard let events = try DraftRoles(files).events,
      let time = events.file.times.max(by: { $0.filled < $1.filled })
    else { throw .noEvents }
    let rows = 0..<events.file.rows
    return (
      events.column.name,
      rule.conversions(
        leads: rows.map(events.column.column.text),
        times: time.moments)
    )
  }
}
